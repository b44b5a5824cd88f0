export * from './contract.js';
export * from './draft.js';
