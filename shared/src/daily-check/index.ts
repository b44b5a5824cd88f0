export * from './choose.js';
export * from './contract.js';
export * from './question.js';
