import fc from 'fast-check';
import { type BoardSubject, readBoard } from '@vigil/shared/leaderboards';
import { signOutEverywhere } from '@vigil/shared/people';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startOwnRedis } from '../../../../test/own-redis.js';
import type { RedisServer } from '../../../../tools/src/services/redis-server.js';
import { award, type BoardsApp, change, origin, startBoardsApp } from '../../../test/boards-app.js';
import { createTestDatabase, type TestDatabase } from '../../../test/database.js';
import { factoriesOn, type MadeMember } from '../../../test/factories.js';
import { Clock } from '../../platform/clock/clock.js';

const tuesday = new Date('2026-11-24T10:00:00Z');
const longAgo = new Date('2026-09-02T10:00:00Z');
const patience = { timeout: 10_000, interval: 20 };
interface Step {
  readonly at: number;
  readonly who: number;
  readonly subject: BoardSubject;
  readonly holds: number;
  readonly before: string;
}
type Viewer = MadeMember & { cookie: string; departmentId: string };

describe.each([
  ['one process, embedded store', false],
  ['two processes, Redis', true],
])('pages of boards: %s', (_, clustered) => {
  let database: TestDatabase;
  let redis: RedisServer | null = null;
  let apps: BoardsApp[];
  let viewers: Viewer[];
  const writer = () => apps[0]!;
  const reader = () => apps.at(-1)!;

  async function ask(
    app: BoardsApp,
    { cookie }: { cookie: string },
    subject: BoardSubject,
    held?: string,
  ): Promise<{ status: number; etag: string; text: string; cached: string | null }> {
    const answer = await fetch(`${app.url}${readBoard.path}?subject=${subject}&unit=week`, {
      headers: { cookie, ...(held === undefined ? {} : { 'if-none-match': held }) },
    });
    const { status, headers } = answer;
    const etag = headers.get('etag') ?? '';
    return { status, etag, text: await answer.text(), cached: headers.get('cache-control') };
  }

  beforeAll(async () => {
    vi.spyOn(Clock.prototype, 'nowMs').mockReturnValue(tuesday.getTime());
    database = await createTestDatabase();
    redis = clustered ? await startOwnRedis() : null;
    apps = [await startBoardsApp(database, redis?.url ?? null)];
    if (clustered) apps.push(await startBoardsApp(database, redis?.url ?? null));
    const make = factoriesOn(writer().sql);
    await make.anOrganisation();
    const departments = [await make.aDepartment('Sales'), await make.aDepartment('Law')];
    viewers = [];
    for (let i = 0; i < 6; i++) {
      const department = departments[i % 2]!;
      const member = await make.aMember({ firstName: 'P', lastName: `N${i}`, department, since: longAgo });
      const { cookie } = await make.aSession(member, tuesday);
      viewers.push({ ...member, cookie, departmentId: department.id });
    }
  });
  afterAll(async () => {
    for (const { app } of apps) await app.close();
    await database.drop();
    await redis?.stop();
  });

  it('are told to be held while nothing differs, and come anew when anything does', async () => {
    const [ada] = viewers as [Viewer];
    await award(writer(), ada.id, { points: 7, at: tuesday });
    const first = await vi.waitFor(async () => {
      const page = await ask(reader(), ada, 'people');
      expect(page.text).toContain('"points":7');
      // until the first build is done boards come from the ledger, and say so
      expect(page.text).toContain('"stale":false');
      return page;
    }, patience);
    expect(first).toMatchObject({ status: 200, cached: 'no-store' });
    expect(first.etag).toMatch(/^"[\w-]{27}"$/);
    for (const held of [first.etag, `W/${first.etag}`, `"other", ${first.etag}`, '*'])
      expect(await ask(reader(), ada, 'people', held)).toEqual({ ...first, status: 304, text: '' });
    for (const held of ['', '"other"', first.etag.slice(1, -1)])
      expect(await ask(reader(), ada, 'people', held)).toEqual(first);

    await change(writer(), ada.id, { visibility: 'hidden' });
    const hidden = await vi.waitFor(async () => {
      const page = await ask(reader(), ada, 'people', first.etag);
      expect(page.status).toBe(200);
      expect(page.text).not.toContain('"points":7');
      return page;
    }, patience);
    expect(hidden.etag).not.toBe(first.etag);
  });

  it('are never mixed up between those who ask, whatever they hold (property)', async () => {
    const known = new Map<string, string>();
    const step = fc.record({
      at: fc.nat(1),
      who: fc.nat(5),
      subject: fc.constantFrom<BoardSubject>('people', 'my-department', 'departments'),
      holds: fc.nat(),
      before: fc.constantFrom('nothing', 'award', 'hide', 'show'),
    });
    const walk = async (steps: readonly Step[]) => {
      for (const { at, who, subject, holds, before } of steps) {
        const viewer = viewers[who]!;
        if (before === 'award') await award(writer(), viewer.id, { points: 1 + who, at: tuesday });
        if (before === 'hide') await change(writer(), viewer.id, { visibility: 'hidden' });
        if (before === 'show') await change(writer(), viewer.id, { visibility: 'named' });
        const held = [...known.keys()][holds % (known.size + 1)];
        const page = await ask(apps[at % apps.length]!, viewer, subject, held);
        if (page.status === 304) expect(page.etag).toBe(held);
        else expect(known.get(page.etag) ?? page.text).toBe(page.text);
        const text = page.status === 304 ? known.get(page.etag) : page.text;
        const { window } = readBoard.response.parse(JSON.parse(text ?? ''));
        const [of, scope] = window.boardId.split('.');
        expect([of, scope]).toEqual([
          subject === 'departments' ? 'departments' : 'people',
          subject === 'my-department' ? viewer.departmentId : 'company',
        ]);
        if (page.status === 200) known.set(page.etag, page.text);
      }
    };
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 12, maxLength: 12 }), walk), {
      numRuns: 12,
    });
    expect(known.size).toBeGreaterThan(3);
  });

  it('are refused at once to a session that has ended, also to who holds the page, on every process', async () => {
    const leaver = viewers.at(-1)!;
    const pages = await Promise.all(apps.map((app) => ask(app, leaver, 'people')));
    expect(pages.map((page) => page.status)).toEqual(apps.map(() => 200));
    const left = await fetch(writer().url + signOutEverywhere.path, {
      method: signOutEverywhere.method,
      headers: { cookie: leaver.cookie, origin },
    });
    expect(left.status).toBe(204);
    const again = await Promise.all(
      apps.flatMap((app, i) => [ask(app, leaver, 'people'), ask(app, leaver, 'people', pages[i]?.etag)]),
    );
    expect(again.map((page) => page.status)).toEqual(again.map(() => 401));
    expect(again.map((page) => page.etag)).toEqual(again.map(() => ''));
  });
});
