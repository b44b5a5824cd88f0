import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { functionName: string; url: string };
  }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

/** By what a place in the code belongs to; the first that fits. */
const parts: readonly (readonly [part: string, place: RegExp])[] = [
  ['collecting garbage', /^\(garbage collector\)/],
  [
    'system calls and the event loop',
    /^\(program\)|^(writev|writeBuffer|writeUtf8String|writeLatin1String) /,
  ],
  [
    'boards that follow',
    /server\/dist\/(features\/leaderboards|platform\/(boards-store|realtime|outbox))|socket\.io/,
  ],
  [
    'the driver of PostgreSQL, and what is written for it',
    /node_modules\/(pg|pg-protocol|pg-pool|pg-types|postgres-)|platform\/db\//,
  ],
  [
    'HTTP: Node, Fastify, Nest, contracts',
    /node:(_http|http|net|internal\/streams|internal\/stream_base|events|buffer)|fastify|@nestjs|find-my-way|zod|platform\/(http|auth|ops|logging)|secure-json|light-my/,
  ],
  ['deciding and writing: the rest of the product', /(server|shared)\/dist\//],
];
const rest = 'the rest of Node';

/** Shares of the time that the process worked, by part, greatest first. @param folder where it left its profile */
export function sharesIn(folder: string): [part: string, share: number][] {
  const file = readdirSync(folder).find((name) => name.endsWith('.cpuprofile'));
  if (file === undefined) throw new Error(`no profile in ${folder}`);
  const { nodes, samples, timeDeltas } = JSON.parse(
    readFileSync(path.join(folder, file), 'utf8'),
  ) as CpuProfile;
  const places = new Map(
    nodes.map(({ id, callFrame }) => [id, `${callFrame.functionName} ${callFrame.url}`]),
  );
  const spent = new Map<string, number>();
  let all = 0;
  samples.forEach((id, i) => {
    const place = places.get(id) ?? '';
    if (place.startsWith('(idle)') || place.startsWith('(root)')) return;
    const part = parts.find(([, fits]) => fits.test(place))?.[0] ?? rest;
    const micros = timeDeltas[i] ?? 0;
    spent.set(part, (spent.get(part) ?? 0) + micros);
    all += micros;
  });
  return [...spent]
    .map(([part, micros]): [string, number] => [part, micros / all])
    .sort((a, b) => b[1] - a[1]);
}
