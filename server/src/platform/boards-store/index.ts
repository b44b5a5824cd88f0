export * from './board-store.js';
export { EmbeddedBoardStore } from './embedded-board-store.js';
export { RedisBoardStore } from './redis-board-store.js';
export { mostPoints } from './score-key.js';
export { BoardsStoreModule } from './boards-store.module.js';
