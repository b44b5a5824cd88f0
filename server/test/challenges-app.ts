import {
  type ChallengeDraft,
  type ChallengeView,
  addChallenge,
  readChallenge,
  scheduleChallenge,
} from '@vigil/shared/challenges';
import { createHash, randomUUID } from 'node:crypto';
import { BehavioursService } from '../src/features/behaviours/behaviours.service.js';
import { internalSource } from '../src/features/behaviours/behaviours.types.js';
import { LifeService } from '../src/features/challenges/life.service.js';
import { ProgressService } from '../src/features/challenges/progress.service.js';
import { RulesetsStore } from '../src/features/points/rulesets.store.js';
import { Clock } from '../src/platform/clock/clock.js';
import { Database } from '../src/platform/db/database.js';
import { createLog } from '../src/platform/logging/log.js';
import { startTestApp } from './app.js';
import { type Actor, anActor } from './cast.js';
import { factoriesOn, type MadeDepartment, type MadeMember, type MemberWish } from './factories.js';

export const hourMs = 3_600_000;
export const dayMs = 24 * hourMs;

/** The whole server with a company that plays, somebody who sets challenges up, and a clock to set. */
export async function startChallengesApp() {
  const server = await startTestApp({ log: createLog('silent') });
  const { app } = server;
  const sql = app.get(Database);
  const clock = { aheadMs: 0 };
  app.get(Clock).nowMs = () => Date.now() + clock.aheadMs;
  const make = factoriesOn(sql);
  await make.anOrganisation();
  await app.get(RulesetsStore).ensureDefault(sql);
  const guard = await anActor(server, 'security');
  const since = new Date(Date.now() - 60 * dayMs);

  /** A department with people who have been there for long. */
  async function crew(
    how: number,
    wish: MemberWish = {},
  ): Promise<{ department: MadeDepartment; people: MadeMember[] }> {
    const department = await make.aDepartment();
    const people: MadeMember[] = [];
    for (let i = 0; i < how; i++) people.push(await make.aMember({ since, ...wish, department }));
    return { department, people };
  }
  const draftOf = (more: Partial<ChallengeDraft> = {}): ChallengeDraft => ({
    ...{ form: 'race', template: null, name: 'Brightest building', text: null, prize: null, target: 50 },
    startsAt: new Date(Date.now() - 60_000).toISOString(),
    endsAt: new Date(Date.now() + dayMs).toISOString(),
    ...{ kinds: ['habit.adopted', 'threat.confirmed'], departmentIds: [], teams: [] },
    ...more,
  });
  const viewOf = (text: string): ChallengeView => readChallenge.response.parse(JSON.parse(text));
  const read = async (id: string, by: Actor = guard): Promise<ChallengeView> =>
    viewOf((await by.ask(readChallenge, { params: { challengeId: id } })).text);

  return {
    ...{ server, app, sql, clock, make, guard, crew, draftOf, viewOf, read, since },
    anActor: (role: 'employee' | 'leader', wish: MemberWish = {}) =>
      anActor(server, role, { since, ...wish }),
    /** A challenge that runs. */
    running: async (more: Partial<ChallengeDraft>): Promise<string> => {
      const { id } = viewOf((await guard.ask(addChallenge, { body: draftOf(more) })).text).card;
      await guard.ask(scheduleChallenge, { params: { challengeId: id } });
      await app.get(LifeService).begin();
      return id;
    },
    /** Somebody does something. @returns the points that it brought */
    does: async (who: MadeMember, kind = 'habit.adopted', occurredAtMs = Date.now()): Promise<number> => {
      const naturalKey = randomUUID();
      const [outcome] = await app.get(BehavioursService).submit([
        {
          ...{
            sourceId: internalSource,
            naturalKey,
            memberId: who.id,
            kind,
            occurredAtMs,
            object: naturalKey,
          },
          bodyHash: createHash('sha256').update(naturalKey).digest(),
          ...{ about: null, workingMinutes: null, first: false },
        },
      ]);
      return outcome?.status === 'recorded' ? outcome.points : 0;
    },
    /** Counts what has happened until now, as the sweep does by itself. */
    look: () => app.get(ProgressService).look(),
    /** Lets the end go by. */
    end: async (id: string): Promise<void> => {
      await sql.query(`UPDATE challenge SET ends_at = clock_timestamp() WHERE id = $1`, [id]);
      clock.aheadMs = 2 * hourMs;
    },
    close: () => app.get(LifeService).close(),
  };
}
export type ChallengesApp = Awaited<ReturnType<typeof startChallengesApp>>;
