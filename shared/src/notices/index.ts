export * from './contract.js';
export * from './kinds.js';
export * from './quiet-hours.js';
