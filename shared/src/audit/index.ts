export * from './acts.js';
