export * from './contract.js';
export * from './rules.js';
