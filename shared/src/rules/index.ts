export * from './contract.js';
export * from './draft.js';
export * from './replay.contract.js';
export * from './rescore.contract.js';
