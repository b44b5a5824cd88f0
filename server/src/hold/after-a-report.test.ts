import { exportRewardRequests } from '@vigil/shared/rewards';
import { exportAudit } from '@vigil/shared/audit';
import { pathOf, type Role, type Route } from '@vigil/shared/contract';
import { listPeriods, readBoard } from '@vigil/shared/leaderboards';
import { type NewReport, reportKinds } from '@vigil/shared/reports';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { type Actor, anActor } from '../../test/cast.js';
import { earned } from '../../test/earned.js';
import { aMail } from '../../test/mails.js';
import { type ReportsApp, startReportsApp } from '../../test/reports-app.js';
import { allCarried } from '../../test/settled.js';
import { implementedRoutes } from '../platform/http/handles.js';
import { createLog } from '../platform/logging/log.js';
import { Outbox } from '../platform/outbox/outbox.js';

/** Somebody else, with everything that their browser was sent. */
interface Onlooker {
  readonly role: Role;
  readonly actor: Actor;
  readonly socket: Socket;
  readonly frames: string[];
}

/** Within one hour with all that follows: the audit log notes the same refusal once an hour. */
const startMs = Math.floor(Date.now() / 3_600_000) * 3_600_000 + 20 * 60_000;
let t: ReportsApp;
let reporter: Actor;
let onlookers: readonly Onlooker[];
let ids: Record<string, string>;
beforeAll(async () => {
  // places of departments that wait for their minute would change while we look
  t = await startReportsApp(createLog('silent'), { standingsEveryMs: 0 });
  t.clock.nowMs = () => startMs;
  const department = await t.make.aDepartment('Front desk');
  const since = new Date(startMs - 90 * 86_400_000);
  reporter = await t.anActor({ department, since });
  const colleagues = await Promise.all(Array.from({ length: 5 }, () => t.anActor({ department, since })));
  for (const person of [reporter, ...colleagues])
    await earned(t.server, person, 'habit.adopted', { atMs: startMs - 60_000 });
  const wish = { department, since };
  const cast: [Role, Actor][] = [
    ['employee', await anActor(t.server, 'employee', wish)],
    ['leader', await anActor(t.server, 'leader', { ...wish, leads: [department] })],
    ['administrator', await anActor(t.server, 'administrator', wish)],
    ['security', t.security],
  ];
  ids = { memberId: reporter.member.id, departmentId: department.id, boardId: 'people.company.all.all' };
  onlookers = await Promise.all(cast.map(([role, actor]) => watching(role, actor)));
});
afterAll(async () => {
  for (const { socket } of onlookers) socket.disconnect();
  await t.stop();
});

const boards = () => ['people.company.all.all', `people.${ids['departmentId'] ?? ''}.all.all`];
async function watching(role: Role, actor: Actor): Promise<Onlooker> {
  const frames: string[] = [];
  const socket = io(t.server.url, {
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    extraHeaders: { cookie: actor.cookie, origin: t.server.url },
  });
  socket.onAny((...frame: unknown[]) => frames.push(JSON.stringify(frame)));
  await new Promise<void>((resolve) => socket.once('connect', () => resolve()));
  const onlooker = { role, actor, socket, frames };
  await caughtUp(onlooker);
  return onlooker;
}
/** An answer comes behind everything that was sent before it. */
async function caughtUp({ socket }: Onlooker): Promise<void> {
  for (const boardId of boards()) await socket.emitWithAck('board:watch', { boardId });
}

/** What the security team has of reports is their own queue. */
const ownQueue = (role: Role, text: string) => role === 'security' && /triage|report-arrived/.test(text);

function queriesOf(route: Route): string[] {
  if (route.path === readBoard.path)
    return ['people', 'my-department', 'departments'].flatMap((subject) =>
      ['week', 'season', 'all'].map((unit) => `?subject=${subject}&unit=${unit}`),
    );
  if (route.path === listPeriods.path) return ['?unit=week', '?unit=season'];
  return [''];
}

/** Every page that the onlooker can open, without the time at which it was made and what is sealed anew each time. */
async function pages({ role, actor }: Onlooker): Promise<Record<string, string>> {
  const seen: Record<string, string> = {};
  for (const route of implementedRoutes) {
    if (route.method !== 'GET' || !['session', 'anyone'].includes(route.access.by)) continue;
    // to take something along is itself a line of the audit log
    const audited: readonly string[] = [exportAudit.path, exportRewardRequests.path];
    if (ownQueue(role, route.path) || audited.includes(route.path)) continue;
    const names = [...route.path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? '');
    const params = Object.fromEntries(names.map((name) => [name, ids[name] ?? '1']));
    for (const query of queriesOf(route)) {
      const { status, text } = await actor.ask(route, { params, query });
      const timeless = text.replace(/"(asOf|lastSeenAt|requestId|handle)":("[^"]*"|\d+)/g, '"$1":0');
      seen[`${pathOf(route.path, params)}${query}`] = `${status} ${timeless}`;
    }
  }
  return seen;
}

/** Everything that everybody else can see, once nothing is under way. */
async function everything(): Promise<unknown> {
  await allCarried(t.sql);
  const all = [];
  for (const one of onlookers) {
    await caughtUp(one);
    // versions are merely repeated in these; the pages hold them
    const frames = one.frames.filter(
      (frame) => !ownQueue(one.role, frame) && !frame.includes('board:version'),
    );
    all.push({ role: one.role, pages: await pages(one), frames });
  }
  return all;
}
/** The same twice: no board is still on its way. */
async function atRest(): Promise<unknown> {
  let last = await everything();
  await vi.waitFor(async () => {
    const before = last;
    last = await everything();
    expect(last).toEqual(before);
  }, 60_000);
  return last;
}

const told: readonly (readonly [string, () => Partial<NewReport>])[] = [
  ...reportKinds.map((kind) => [kind, () => ({ kind, text: `canary of ${kind}` })] as const),
  [
    'a mail, with the mail itself',
    () => ({ text: 'canary', mail: t.mailOf(aMail({ subject: 'You won', to: reporter.member.email })) }),
  ],
];

it(
  'F6 nothing that anybody else can see changes in the minutes after a report',
  { timeout: 120_000 },
  async () => {
    const before = await atRest();
    for (const [name, given] of told) {
      expect((await t.reported(reporter, given())).state, name).toBe('new');
      expect(await everything(), name).toEqual(before);
    }
    t.clock.nowMs = () => startMs + 10 * 60_000;
    const later = await everything();
    expect(later).toEqual(before);
    expect(JSON.stringify(later)).not.toContain('canary');
    // the security team was told, and they alone
    expect(onlookers.map(({ role, frames }) => [role, frames.join().includes('report-arrived')])).toEqual([
      ['employee', false],
      ['leader', false],
      ['administrator', false],
      ['security', true],
    ]);
    // and a word too many would have been found
    await t.sql.transaction((tx) => {
      t.server.app.get(Outbox).append(tx, 'report.changed', [onlookers[0]?.actor.member.id ?? '']);
      return Promise.resolve();
    });
    expect(await everything()).not.toEqual(before);
  },
);
