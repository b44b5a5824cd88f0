export * from './book.js';
export * from './contract.js';
export * from './decide.js';
export * from './decide.types.js';
export * from './default-rules.js';
export * from './ruleset.js';
export * from './target.js';
