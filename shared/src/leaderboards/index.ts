export * from './contract.js';
export * from './rules.js';
export * from './inspection.js';
