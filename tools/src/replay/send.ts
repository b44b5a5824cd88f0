import { setTimeout as pause } from 'node:timers/promises';
import type { PlannedDelivery } from './plan.js';

/** What became of the deliveries: how many of each status; `unreachable` where no answer came. */
export interface Summary {
  readonly sent: number;
  readonly accepted: number;
  readonly byStatus: ReadonlyMap<string, number>;
  readonly tookMs: number;
}

export interface SendOptions {
  readonly to: string;
  /** Most requests under way at once. */
  readonly parallel: number;
  /** Told after each answer. */
  readonly onProgress?: (done: number, of: number) => void;
}

const patienceMs = 10_000;

/** Posts the deliveries at their times, in their order; redirects are not followed. Like GoPhish, it tries each once. */
export async function send(plan: readonly PlannedDelivery[], options: SendOptions): Promise<Summary> {
  const startMs = performance.now();
  const byStatus = new Map<string, number>();
  let next = 0;
  let done = 0;
  const worker = async (): Promise<void> => {
    for (let one = plan[next++]; one !== undefined; one = plan[next++]) {
      const waitMs = one.atMs - (performance.now() - startMs);
      if (waitMs > 0) await pause(waitMs);
      const status = await post(options.to, one);
      byStatus.set(status, (byStatus.get(status) ?? 0) + 1);
      options.onProgress?.(++done, plan.length);
    }
  };
  await Promise.all(Array.from({ length: Math.min(options.parallel, plan.length) }, worker));
  const accepted = [...byStatus].reduce((sum, [status, n]) => (status.startsWith('2') ? sum + n : sum), 0);
  return { sent: plan.length, accepted, byStatus, tookMs: Math.round(performance.now() - startMs) };
}

async function post(to: string, { body, signature }: PlannedDelivery): Promise<string> {
  try {
    const response = await fetch(to, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-gophish-signature': signature },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(patienceMs),
    });
    await response.body?.cancel();
    return String(response.status);
  } catch {
    return 'unreachable';
  }
}
