import { Session } from 'node:inspector/promises';

/**
 * Loaded before a server under test (`--import`, with `--expose-gc` and an IPC channel): says what the process holds
 * once everything is collected that can be, and what it did between two words.
 */
let session: Session | null = null;
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
      void end();
  }
});
process.channel?.unref();

/** Whoever is not profiled pays nothing for it. */
async function begin(): Promise<void> {
  session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.start');
  process.send?.({ begun: true });
}

async function end(): Promise<void> {
  const result = await session?.post('Profiler.stop');
  session?.disconnect();
  session = null;
  process.send?.({ profile: result?.profile });
}
