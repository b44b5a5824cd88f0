import { closedLoop } from './closed-loop.js';
import { cpuSeconds } from './cpu.js';

/** What is asked, of whom, and by how many at once. */
export interface Reading {
  readonly server: { readonly url: string; readonly pid: number };
  readonly requests: readonly string[];
  readonly connections: number;
  readonly seconds: number;
  readonly status?: number;
}
/** What a load of reads took. */
export interface ReadResult {
  readonly perSecond: number;
  /** Answers for each second that the server itself was at work: what neither the load nor a database masks. */
  readonly perCpuSecond: number;
  /** Of one answer. */
  readonly bodyBytes: number;
}

/** Asks the same again and again, each connection as somebody of its own. @throws when an answer is not as it should be */
export async function reads({ server, requests, status = 200, ...load }: Reading): Promise<ReadResult> {
  const before = cpuSeconds(server.pid);
  let bodyBytes = 0;
  const { answers, perSecond } = await closedLoop({
    ...load,
    url: server.url,
    request: (connection) => requests[connection % requests.length] ?? '',
    onAnswer: (answer) => {
      if (answer.status !== status) throw new Error(`answered with ${answer.status}, and not ${status}`);
      bodyBytes = answer.body.length;
    },
  });
  return { perSecond, perCpuSecond: answers / (cpuSeconds(server.pid) - before), bodyBytes };
}
