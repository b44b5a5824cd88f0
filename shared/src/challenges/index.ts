export * from './contract.js';
export * from './draft.js';
export * from './progress.js';
export * from './rules.js';
export * from './templates.js';
