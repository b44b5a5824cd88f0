export * from './contract.js';
export * from './gophish.js';
