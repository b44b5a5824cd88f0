import { randomUUID } from 'node:crypto';
import { ErrorReply } from 'redis';
import { Patience } from '../redis/patience.js';
import type { RedisClient } from '../redis/redis-client.js';
import {
  type BoardStore,
  BoardStoreUnavailable,
  type Placed,
  type SavedWindow,
  type Score,
  type WholeBoard,
} from './board-store.js';
import {
  nextBetterScript,
  placesScript,
  putScoresScript,
  saveWindowScript,
  swapScript,
} from './redis-scripts.js';
import { pointsOfKey, scoreKey } from './score-key.js';

/** Ids a script call handles: small enough to leave room for other commands in between. */
const chunk = 500;
/** What was built beside and never swapped goes by itself. */
const besideSeconds = 600;
const temporary = /^(LOADING|READONLY|MASTERDOWN|CLUSTERDOWN|OOM|MISCONF|TRYAGAIN|BUSY)\b/;

/** Boards in Redis, shared by all processes. Keys of one board share a slot of a cluster. */
export class RedisBoardStore implements BoardStore {
  private readonly patience = new Patience();

  /** @param client connected by its owner, who also closes it */
  constructor(
    private readonly client: RedisClient,
    private readonly prefix = 'vigil:',
  ) {}

  async putScores(board: string, scores: readonly Score[]): Promise<number> {
    let moved = 0;
    for (const some of chunks(scores)) {
      const args = some.flatMap(({ id, points, reachedAtMs, version }) => [
        id,
        points === null ? '' : String(scoreKey(points, reachedAtMs)),
        String(version),
      ]);
      moved += Number(await this.run(putScoresScript, this.keys(board), args));
    }
    return moved;
  }

  async replace(board: string, whole: WholeBoard, version: number): Promise<boolean> {
    const [all, versions, counts, about] = this.keys(board);
    const besideId = randomUUID();
    const [newAll, newCounts] = [`${all}:${besideId}`, `${counts}:${besideId}`];
    const held = new Map<number, number>();
    for (let at = 0; at < whole.members.length; at += chunk) {
      const entries = Array.from(whole.members.subarray(at, at + chunk), (member, i) => {
        const points = whole.points[at + i] ?? 0;
        held.set(points, (held.get(points) ?? 0) + 1);
        return { value: whole.ids[member] ?? '', score: scoreKey(points, whole.reachedAtMs[at + i] ?? 0) };
      });
      await this.ask(() => this.client.multi().zAdd(newAll, entries).expire(newAll, besideSeconds).exec());
    }
    for (const some of chunks([...held])) {
      const fields = some.flatMap(([points, count]) => [String(points), String(count)]);
      await this.ask(() =>
        this.client.multi().hSet(newCounts, fields).expire(newCounts, besideSeconds).exec(),
      );
    }
    const keys = [all, versions, counts, about, newAll, newCounts];
    return (await this.run(swapScript, keys, [String(version)])) === 1;
  }

  top(board: string, count: number): Promise<Placed[]> {
    return this.places(board, ['', '0', String(count)]);
  }

  around(board: string, id: string, radius: number): Promise<Placed[]> {
    return this.places(board, [id, String(radius), '0']);
  }

  async rankOf(board: string, id: string): Promise<Placed | null> {
    const [placed] = await this.around(board, id, 0);
    return placed ?? null;
  }

  async nextBetter(board: string, id: string): Promise<{ points: number; rank: number } | null> {
    const [key, rank] = (await this.run(nextBetterScript, [this.keys(board)[0]], [id])) as string[];
    return key === undefined ? null : { points: pointsOfKey(Number(key)), rank: Number(rank) };
  }

  size(board: string): Promise<number> {
    return this.ask(() => this.client.zCard(this.keys(board)[0]));
  }

  async histogram(board: string): Promise<[number, number][]> {
    const counts = await this.ask(() => this.client.hGetAll(this.keys(board)[2]));
    return Object.entries(counts)
      .map(([points, count]): [number, number] => [Number(points), Number(count)])
      .sort(([a], [b]) => b - a);
  }

  async saveWindow(board: string, from: number | null, { version, body }: SavedWindow): Promise<boolean> {
    const args = [from === null ? '' : String(from), String(version), body];
    return (await this.run(saveWindowScript, [this.windowKey(board)], args)) === 1;
  }

  async readWindow(board: string): Promise<SavedWindow | null> {
    const { version, body } = await this.ask(() => this.client.hGetAll(this.windowKey(board)));
    return version === undefined || body === undefined ? null : { version: Number(version), body };
  }

  async windowVersions(boards: readonly string[]): Promise<(number | null)[]> {
    const versions = await this.ask(() =>
      Promise.all(boards.map((board) => this.client.hGet(this.windowKey(board), 'version'))),
    );
    return versions.map((version) => (version === null ? null : Number(version)));
  }

  async drop(board: string): Promise<void> {
    await this.ask(() => this.client.unlink([...this.keys(board), this.windowKey(board)]));
  }

  epoch(): Promise<string | null> {
    return this.ask(() => this.client.get(`${this.prefix}epoch`));
  }

  async setEpoch(epoch: string): Promise<void> {
    await this.ask(() => this.client.set(`${this.prefix}epoch`, epoch));
  }

  private async places(board: string, args: string[]): Promise<Placed[]> {
    const [start, firstRank, ...found] = (await this.run(
      placesScript,
      [this.keys(board)[0]],
      args,
    )) as string[];
    const placed: Placed[] = [];
    for (let i = 0; i < found.length; i += 2) {
      const points = pointsOfKey(Number(found[i + 1]));
      const before = placed.at(-1);
      const rank = before === undefined ? Number(firstRank) : Number(start) + placed.length + 1;
      placed.push({ id: found[i] ?? '', points, rank: before?.points === points ? before.rank : rank });
    }
    return placed;
  }

  private keys(board: string): [scores: string, versions: string, counts: string, about: string] {
    const key = (of: string) => `${this.prefix}{${board}}:${of}`;
    return [key('scores'), key('versions'), key('counts'), key('about')];
  }

  private windowKey(board: string): string {
    return `${this.prefix}{${board}}:window`;
  }

  private run(script: string, keys: string[], args: string[]): Promise<unknown> {
    return this.ask(() => this.client.eval(script, { keys, arguments: args }));
  }

  private async ask<T>(command: () => Promise<T>): Promise<T> {
    try {
      return await this.patience.ask(command);
    } catch (error) {
      // a mistake of ours must not look like an outage
      if (error instanceof ErrorReply && !temporary.test(error.message)) throw error;
      throw new BoardStoreUnavailable('Redis did not answer', { cause: error });
    }
  }
}

function* chunks<T>(all: readonly T[]): Generator<T[]> {
  for (let i = 0; i < all.length; i += chunk) yield all.slice(i, i + chunk);
}
