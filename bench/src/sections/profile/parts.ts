import type { CpuProfile } from '../../probed.js';

const garbage = 'collecting garbage';
const rest = 'the rest of Node, and the event loop';
const idle = /^\((idle|root)\)$/;
/** Node's own words for giving bytes to the kernel. */
const writing = /^(writev|writeBuffer|writeUtf8String|writeLatin1String)$/;

/** What a place in the code belongs to, and what the kernel is given there; the first that fits. */
const parts: readonly (readonly [part: string, written: string, place: RegExp])[] = [
  ['telling screens', 'to screens', /platform\/realtime|node_modules\/(socket\.io|engine\.io|ws)/],
  [
    'the driver of PostgreSQL, and what is written for it',
    'to PostgreSQL',
    /node_modules\/(pg|pg-protocol|pg-pool|pg-types|postgres-)|platform\/db\//,
  ],
  [
    'HTTP: Node, Fastify, Nest, contracts',
    'of answers',
    /node:_http|node_modules\/(fastify|@fastify|@nestjs|find-my-way|zod|secure-json|light-my|cookie|rfdc|fast-)|platform\/(http|auth|ops|logging)/,
  ],
  [
    'boards that follow',
    'of boards',
    /server\/dist\/(features\/leaderboards|platform\/(boards-store|outbox))/,
  ],
  ['the rest of the product', 'of the rest', /(server|shared)\/dist\//],
];

/**
 * Shares of the time that a process was at work, by part, greatest first. What Node itself does counts for whoever called
 * it; what the kernel does with what is written counts by itself.
 */
export function partsOf({ nodes, samples, timeDeltas }: CpuProfile): [part: string, share: number][] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const callers = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])));
  const partOf = (id: number): string | null => {
    const name = byId.get(id)?.callFrame.functionName ?? '';
    if (idle.test(name)) return null;
    if (name === '(garbage collector)') return garbage;
    for (let at: number | undefined = id; at !== undefined; at = callers.get(at)) {
      const url = byId.get(at)?.callFrame.url ?? '';
      const part = parts.find(([, , place]) => place.test(url));
      if (part) return writing.test(name) ? `the kernel, which takes what is written ${part[1]}` : part[0];
    }
    return rest;
  };
  const known = new Map(nodes.map(({ id }) => [id, partOf(id)]));
  const spent = new Map<string, number>();
  let all = 0;
  samples.forEach((id, i) => {
    const part = known.get(id) ?? null;
    if (part === null) return;
    const micros = timeDeltas[i] ?? 0;
    spent.set(part, (spent.get(part) ?? 0) + micros);
    all += micros;
  });
  return [...spent]
    .map(([part, micros]): [string, number] => [part, micros / all])
    .sort((a, b) => b[1] - a[1]);
}
