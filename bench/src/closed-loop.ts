import { type Answer, Connection } from './connection.js';

/** What a load saw: latencies in milliseconds, sorted. */
export interface LoadResult {
  readonly perSecond: number;
  readonly answers: number;
  readonly refused: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** A closed loop: each connection sends its next request when the last one was answered. */
export async function closedLoop(options: {
  url: string;
  connections: number;
  seconds: number;
  request: (connection: number, n: number) => string;
  onAnswer?: (answer: Answer, connection: number) => void;
}): Promise<LoadResult> {
  const url = new URL(options.url);
  const open = await Promise.all(Array.from({ length: options.connections }, () => Connection.open(url)));
  const latencies: number[] = [];
  let refused = 0;
  const start = performance.now();
  const end = start + options.seconds * 1_000;
  await Promise.all(
    open.map(async (connection, index) => {
      for (let n = 0; performance.now() < end; n++) {
        const sent = performance.now();
        const answer = await connection.send(options.request(index, n));
        latencies.push(performance.now() - sent);
        if (answer.status >= 300) refused++;
        options.onAnswer?.(answer, index);
      }
    }),
  );
  const took = (performance.now() - start) / 1_000;
  for (const connection of open) connection.close();
  latencies.sort((a, b) => a - b);
  const at = (share: number) =>
    latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0;
  return {
    perSecond: latencies.length / took,
    answers: latencies.length,
    refused,
    p50Ms: at(0.5),
    p99Ms: at(0.99),
  };
}
