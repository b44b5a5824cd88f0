import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { closedLoop } from './closed-loop.js';

/** What one board of some size does and takes. */
export interface RankFigures {
  /** Own ranks a second over HTTP, and as calls. */
  readonly requests: number;
  readonly calls: number;
  /** A member, of the rank index and of who sits where. */
  readonly ranking: number;
  readonly seats: number;
}

/** What is used here of the built server's board store. */
interface Store {
  replace(board: string, whole: object, version: number): Promise<boolean>;
  rankOf(board: string, id: string): Promise<object | null>;
  bytesOf(board: string): { readonly seats: number; readonly ranking: number };
}
interface Built {
  readonly EmbeddedBoardStore: new () => Store;
}

const built = new URL('../../server/dist/platform/boards-store/index.js', import.meta.url);
const size = Number(process.argv[2]);
const asked = 65_536;
const calls = 300_000;

/** Ids as the product has them: text of 36 characters, in no order. */
function idOf(n: number): string {
  const scattered = (Math.imul(n, 0x9e3779b1) >>> 0).toString(16).padStart(8, '0');
  return Buffer.from(`${scattered}-5eed-4bad-8bad-${n.toString(16).padStart(12, '0')}`).toString('latin1');
}

function everybody(): object {
  const all = Array.from({ length: size }, (_, n) => n);
  return {
    ids: all.map(idOf),
    members: Uint32Array.from(all),
    points: Uint32Array.from(all, () => 1 + Math.floor(2_000 * Math.random() ** 3)),
    reachedAtMs: Float64Array.from(all, () => Date.UTC(2026, 9, 1) + Math.floor(Math.random() * 4e9)),
  };
}

async function perSecondOf(work: (n: number) => unknown): Promise<number> {
  const start = performance.now();
  for (let n = 0; n < calls; n++) await work(n % asked);
  return (calls / (performance.now() - start)) * 1_000;
}

/** Own ranks on one board of `size` members, in a process of its own; it measures when it is told to. */
async function main(): Promise<void> {
  const { EmbeddedBoardStore } = (await import(built.href)) as Built;
  const store = new EmbeddedBoardStore();
  await store.replace('board', everybody(), 1);
  const { ranking, seats } = store.bytesOf('board');
  const ids = Array.from({ length: asked }, (_, i) => idOf(Math.floor((i * size) / asked)));
  const server = createServer((request, response) => {
    void store
      .rankOf('board', request.url?.slice(1) ?? '')
      .then((placed) => response.end(JSON.stringify(placed)));
  }).listen(0, '127.0.0.1');
  const request = (connection: number, n: number): string =>
    `GET /${ids[(connection * 7_919 + n) % asked] ?? ''} HTTP/1.1\r\nHost: bench\r\n\r\n`;
  const measure = async (): Promise<RankFigures> => {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const asking = await closedLoop({ url, connections: 16, seconds: 2, request });
    return {
      requests: asking.perSecond,
      calls: await perSecondOf((n) => store.rankOf('board', ids[n] ?? '')),
      ranking: ranking / size,
      seats: seats / size,
    };
  };
  process.on('message', () => void measure().then((figures) => process.send?.(figures)));
  process.send?.('ready');
}

await main();
