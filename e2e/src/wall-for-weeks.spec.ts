import { readWall, type WallView } from '@vigil/shared/wall';
import type { CDPSession } from '@playwright/test';
import { call } from './support/api.js';
import { aDisplay, openLink, Wire } from './support/displays.js';
import { accounts } from './support/northwind.js';
import { callerOf, expect, test, untilLive } from './support/test.js';

// a trace keeps what the page has let go
test.use({ trace: 'off' });

interface Weight {
  readonly heap: number;
  readonly nodes: number;
  readonly listeners: number;
}
/** What the page holds once everything is collected that nothing refers to. */
async function weigh(cdp: CDPSession): Promise<Weight> {
  for (let i = 0; i < 3; i++) await cdp.send('HeapProfiler.collectGarbage');
  const { usedSize } = await cdp.send('Runtime.getHeapUsage');
  const { nodes, jsEventListeners } = await cdp.send('Memory.getDOMCounters');
  return { heap: usedSize, nodes, listeners: jsEventListeners };
}

/** Another picture each time: light and places move, challenges come and go, so scenes change as well. */
function moved(view: WallView, n: number): WallView {
  const departments = view.departments.map((one, i) => ({
    ...one,
    active: one.people === null ? null : (n * (i + 3)) % (one.people + 1),
    score: one.score === null ? null : Math.round(10 * (one.score + (n % 7))) / 10,
  }));
  const challenges = view.challenges
    .slice(0, Math.floor(n / 80) % (view.challenges.length + 1))
    .map((one) => ({ ...one, sides: one.sides.map((side, i) => ({ ...side, lit: (n + 20 * i) % 61 })) }));
  const thanks = Array.from({ length: n % 4 }, (_, i) => ({
    ...{ id: `00000000-0000-4000-8000-${String(n * 10 + i).padStart(12, '0')}`, giver: 'Somebody' },
    ...{ receiver: `Number ${n}`, behaviour: 'called-back' as const, at: view.asOf },
  }));
  return { ...view, departments, challenges, thanks };
}

test('2,000 pictures and ten lost connections leave nothing behind', async ({ browser, enter }) => {
  test.setTimeout(600_000);
  const guard = await enter(accounts.security);
  const { url } = callerOf(guard);
  const { path } = await aDisplay(callerOf(guard), 'For weeks');
  const viewport = { width: 960, height: 540 };
  const context = await browser.newContext({ baseURL: url, viewport });
  await openLink({ request: context.request, url }, path);
  const { wall } = await call({ request: context.request, url }, readWall, {});
  const page = await context.newPage();
  const wire = await Wire.under(page);
  await page.goto('/wall');
  await untilLive(page);
  const cdp = await context.newCDPSession(page);
  let n = 0;

  /** Each picture is taken in by itself, and every tenth is also painted; after some the connection is lost and found again. */
  async function play(pictures: number, losses: number): Promise<void> {
    for (let loss = 0; loss < losses; loss++) {
      for (let i = 0; i < pictures / losses; i++) {
        wire.tell(moved(wall, ++n));
        if (n % 10 !== 0) continue;
        await page.evaluate('new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)))');
      }
      const { connections } = wire;
      await wire.cut();
      await expect.poll(() => wire.connections).toBeGreaterThan(connections);
      await untilLive(page);
    }
    // the same picture each time that it is weighed
    wire.tell(moved(wall, 0));
    await expect.poll(() => page.evaluate<number>('document.querySelectorAll("svg").length')).toBeLessThan(5);
  }

  // the scene and the notes stand still, so that it is always the same that is weighed
  await page.getByRole('button', { name: 'Hold this picture' }).press('Enter');
  await play(1_000, 1);
  await expect.poll(() => page.evaluate<number>('document.getAnimations().length')).toBe(0);
  const before = await weigh(cdp);
  await play(2_000, 10);
  // a scene that fades and a connection that was lost are let go a while later, what leaks never is
  await expect(async () => {
    const after = await weigh(cdp);
    const grown = `${JSON.stringify(before)} → ${JSON.stringify(after)}`;
    expect(after.nodes / before.nodes, grown).toBeLessThan(1.05);
    expect(after.listeners / before.listeners, grown).toBeLessThan(1.05);
    expect(after.heap / before.heap, grown).toBeLessThan(1.1);
  }).toPass({ timeout: 120_000 });
  await context.close();
});
