export * from './contract.js';
export * from './spotlight.contract.js';
