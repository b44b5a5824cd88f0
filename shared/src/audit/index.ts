export * from './acts.js';
export * from './contract.js';
