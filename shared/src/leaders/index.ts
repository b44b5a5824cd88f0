export * from './contract.js';
export * from './given-time.contract.js';
export * from './spotlight.contract.js';
