import { Session } from 'node:inspector/promises';

/**
 * Loaded before a server under test (`--import`, with `--expose-gc` and an IPC channel): says what the process holds
 * once everything is collected that can be, and what it did between two words.
 */
const session = new Session();
session.connect();
process.on('message', (asked) => {
  switch (asked) {
    case 'measure':
      globalThis.gc?.();
      setTimeout(() => {
        globalThis.gc?.();
        process.send?.({ memory: process.memoryUsage() });
      }, 300);
      break;
    case 'begin profile':
      void begin();
      break;
    case 'end profile':
      void session.post('Profiler.stop').then(({ profile }) => process.send?.({ profile }));
  }
});
process.channel?.unref();

async function begin(): Promise<void> {
  await session.post('Profiler.enable');
  await session.post('Profiler.start');
  process.send?.({ begun: true });
}
