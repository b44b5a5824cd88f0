export * from './behaviours.js';
export * from './circles.js';
export * from './contract.js';
export * from './staff.contract.js';
export * from './weighing.js';
