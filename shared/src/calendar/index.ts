export * from './days.js';
export * from './holiday-rules.js';
export * from './holidays.js';
export * from './rules.js';
export * from './types.js';
export * from './working-time.js';
