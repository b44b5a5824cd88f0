export * from './best.js';
export * from './contract.js';
export * from './fold.js';
export * from './off-days.js';
export * from './rules.js';
