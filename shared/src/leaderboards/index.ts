export * from './contract.js';
export * from './department-board.js';
export * from './inspection.js';
export * from './rules.js';
