export * from './contract.js';
export * from './defang.js';
export * from './kinds.js';
export * from './mail.js';
export * from './rules.js';
export * from './same-mail.js';
export * from './triage.contract.js';
