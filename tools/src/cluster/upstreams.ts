import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** The figures of `deploy/caddy/Caddyfile`. */
const lookEveryMs = 2_000;
const answerWithinMs = 2_000;
const tryForMs = 5_000;
const shunnedForMs = 5_000;
const tryAgainAfterMs = 250;
const dialWithinMs = 3_000;

interface Upstream {
  readonly host: string;
  readonly port: number;
  readonly health: string;
  healthy: boolean;
  shunnedUntilMs: number;
  open: number;
}

/** The servers behind the proxy: who gets the next connection is ready, answered lately, and has the fewest. */
export class Upstreams {
  private readonly all: Upstream[];
  private readonly timer: NodeJS.Timeout;

  constructor(servers: readonly string[]) {
    this.all = servers.map((server) => {
      const { hostname, port } = new URL(server);
      const health = new URL('/health/ready', server).href;
      return { host: hostname, port: Number(port), health, healthy: true, shunnedUntilMs: 0, open: 0 };
    });
    this.timer = setInterval(() => void this.look(), lookEveryMs);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** A connection to one of them; null when none takes one in time. */
  async connect(): Promise<Socket | null> {
    const untilMs = performance.now() + tryForMs;
    do {
      const chosen = this.best();
      const socket = chosen === undefined ? null : await this.dial(chosen);
      if (socket !== null) return socket;
      await pause(chosen === undefined ? tryAgainAfterMs : 0);
    } while (performance.now() < untilMs);
    return null;
  }

  private best(): Upstream | undefined {
    const now = performance.now();
    return this.all
      .filter(({ healthy, shunnedUntilMs }) => healthy && shunnedUntilMs <= now)
      .sort((a, b) => a.open - b.open)[0];
  }

  private async dial(upstream: Upstream): Promise<Socket | null> {
    const socket = connect(upstream.port, upstream.host);
    socket.setNoDelay(true);
    upstream.open++;
    socket.once('close', () => upstream.open--);
    try {
      await once(socket, 'connect', { signal: AbortSignal.timeout(dialWithinMs) });
      return socket;
    } catch {
      socket.on('error', () => undefined).destroy();
      upstream.shunnedUntilMs = performance.now() + shunnedForMs;
      return null;
    }
  }

  private async look(): Promise<void> {
    await Promise.all(
      this.all.map(async (upstream) => {
        const answer = await fetch(upstream.health, { signal: AbortSignal.timeout(answerWithinMs) }).catch(
          () => null,
        );
        upstream.healthy = answer?.status === 200;
        await answer?.body?.cancel();
      }),
    );
  }
}
