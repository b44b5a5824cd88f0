export * from './rules.js';
export * from './types.js';
export * from './working-time.js';
