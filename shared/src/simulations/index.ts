export * from './contract.js';
export * from './rules.js';
export * from './rules.settlement.js';
export * from './time.js';
