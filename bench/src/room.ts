import { type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { EngineClient } from './engine-client.js';
import type { Nchan } from './nchan.js';
import { cpuSeconds } from './cpu.js';
import { end, spawnProbed } from './probed.js';
import { WebsocketClient } from './websocket-client.js';

/** Something that tells a message of a kilobyte to everybody who listens. */
export interface Room {
  readonly process: ChildProcess;
  /** @param heard called for each message that arrives */
  join(heard: () => void): Promise<Listener>;
  tell(): void;
  stop(): Promise<void>;
}
interface Listener {
  close(): void;
}

/** A server of `sockets-host.ts`. */
export async function startSocketRoom(kind: 'raw' | 'fan-out'): Promise<Room> {
  const program = fileURLToPath(new URL('sockets-host.js', import.meta.url));
  const child = spawnProbed(['--max-semi-space-size=32', program, kind]);
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  const url = new URL(`http://127.0.0.1:${port}`);
  return {
    process: child,
    join: async (heard) => {
      const client = await EngineClient.open(url);
      client.onEvent = heard;
      return client;
    },
    tell: () => void child.send(1),
    stop: () => end(child),
  };
}

export function nchanRoom(nchan: Nchan): Room {
  const text = 'x'.repeat(1_024);
  return {
    process: nchan.process,
    join: async (heard) => {
      const client = await WebsocketClient.open(nchan.url, '/', {});
      client.onFrame = (_, length) => {
        if (length === text.length) heard();
      };
      return client;
    },
    tell: () => void nchan.publish(text),
    stop: () => end(nchan.process),
  };
}

export interface Delivery {
  readonly perSecond: number;
  /** Processor time of the server for one message to one listener, in microseconds. */
  readonly cpuMicros: number;
}

const joiningAtOnce = 64;
const warmMs = 500;

/** Those who listen in a room. */
export class Listeners {
  private readonly joined: Listener[] = [];
  private heard = 0;
  private onHeard = (): void => undefined;

  private constructor(
    private readonly room: Room,
    private readonly size: number,
  ) {}

  static async join(room: Room, size: number): Promise<Listeners> {
    const listeners = new Listeners(room, size);
    const hear = () => {
      listeners.heard++;
      listeners.onHeard();
    };
    for (let at = 0; at < size; at += joiningAtOnce) {
      const some = Array.from({ length: Math.min(joiningAtOnce, size - at) }, () => room.join(hear));
      listeners.joined.push(...(await Promise.all(some)));
    }
    return listeners;
  }

  /**
   * How fast they are told, after a moment to become warm.
   * @param underWay so many messages are sent before the first of them has come to everybody
   */
  async deliver(underWay: number, seconds: number): Promise<Delivery> {
    this.heard = 0;
    let told = 0;
    const warm = performance.now() + warmMs;
    let from: Mark | null = null;
    const tellMore = () => {
      for (; told - this.heard / this.size < underWay; told++) this.room.tell();
    };
    const [start, end] = await new Promise<[Mark, Mark]>((resolve, reject) => {
      const silent = setTimeout(() => reject(new Error('a room fell silent')), (seconds + 30) * 1_000);
      this.onHeard = () => {
        if (this.heard % this.size !== 0) return;
        const here = this.mark();
        if (from === null && here.at >= warm) from = here;
        if (from === null || here.at < from.at + seconds * 1_000) {
          tellMore();
          return;
        }
        if (told * this.size > this.heard) return;
        clearTimeout(silent);
        resolve([from, here]);
      };
      tellMore();
    });
    this.onHeard = () => undefined;
    const messages = end.heard - start.heard;
    return {
      perSecond: messages / ((end.at - start.at) / 1_000),
      cpuMicros: ((end.cpu - start.cpu) / messages) * 1e6,
    };
  }

  close(): void {
    for (const listener of this.joined) listener.close();
  }

  private mark(): Mark {
    return { at: performance.now(), heard: this.heard, cpu: cpuSeconds(this.room.process.pid ?? 0) };
  }
}
interface Mark {
  readonly at: number;
  readonly heard: number;
  readonly cpu: number;
}
