const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Two ways to end the same thing: at once, without waiting, and properly. */
export interface Ending {
  readonly now: () => void;
  readonly gently: () => Promise<void>;
}

/**
 * Ties something to the life of this process: `now` runs when the process exits without having ended it. A signal that
 * nobody else handles ends it gently and then takes its usual effect; where the server handles the signal itself, it
 * decides. Returns the function that ends it gently, once, and unties it.
 */
export function stopWithProcess(ending: Ending): () => Promise<void> {
  let ended: Promise<void> | undefined;
  const untie = (): void => {
    process.off('exit', ending.now);
    for (const signal of signals) process.off(signal, onSignal);
  };
  const stop = (): Promise<void> => (ended ??= ending.gently().finally(untie));
  const onSignal = (signal: NodeJS.Signals): void => {
    if (process.listenerCount(signal) > 1) return;
    void stop().finally(() => process.kill(process.pid, signal));
  };
  process.once('exit', ending.now);
  for (const signal of signals) process.on(signal, onSignal);
  return stop;
}
