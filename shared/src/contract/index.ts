export * from './access.js';
export * from './plain-text.js';
export * from './problem.js';
export * from './route.js';
export * from './schemas.js';
