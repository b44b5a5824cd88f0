export * from './contract.js';
export * from './departments.contract.js';
export * from './directory.contract.js';
export * from './fields.js';
export * from './import.contract.js';
export * from './keys.js';
export * from './look-alike.js';
