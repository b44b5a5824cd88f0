/**
 * Loaded before a server under test (`--import`, with `--expose-gc` and an IPC channel): says what the process holds
 * once everything is collected that can be, and what it has cost.
 */
process.on('message', (asked) => {
  if (asked !== 'measure') return;
  globalThis.gc?.();
  setTimeout(() => {
    globalThis.gc?.();
    process.send?.({ memory: process.memoryUsage(), cpu: process.cpuUsage() });
  }, 300);
});
process.channel?.unref();
