import type { INestApplication } from '@nestjs/common';
import { ruleset } from '@vigil/shared/points';
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/database.js';
import { factoriesOn, type MadeMember } from '../../../test/factories.js';
import { aModuleOf } from '../../../test/testing-module.js';
import { Database } from '../../platform/db/database.js';
import { Outbox } from '../../platform/outbox/outbox.js';
import { RulesetsStore } from '../points/rulesets.store.js';
import { BehavioursModule } from './behaviours.module.js';
import { BehavioursService } from './behaviours.service.js';
import { internalSource, type RecordableBehaviour } from './behaviours.types.js';

let test: TestDatabase;
let first: INestApplication;
let second: INestApplication;
let sql: Database;
let service: BehavioursService;
let make: ReturnType<typeof factoriesOn>;
let serial = 0;

beforeAll(async () => {
  test = await createTestDatabase();
  [first, second] = [await aModuleOf(test, [BehavioursModule]), await aModuleOf(test, [BehavioursModule])];
  for (const module of [first, second]) {
    // registered, but with no relay running: rows stay to be looked at
    module.get(Outbox).register({
      name: 'watcher',
      topics: ['points.changed'],
      exclusive: false,
      intervalMs: 0,
      handle: () => Promise.resolve(),
    });
  }
  sql = first.get(Database);
  service = first.get(BehavioursService);
  await first.get(RulesetsStore).ensureDefault(sql);
  make = factoriesOn(sql);
  await make.anOrganisation({ timeZone: 'America/New_York' });
});
afterAll(async () => {
  await Promise.all([first.close(), second.close()]);
  await test.drop();
});

function fact(member: MadeMember, more: Partial<RecordableBehaviour> = {}): RecordableBehaviour {
  const naturalKey = more.naturalKey ?? `fact-${serial++}`;
  return {
    sourceId: internalSource,
    naturalKey,
    bodyHash: createHash('sha256').update(naturalKey).digest(),
    memberId: member.id,
    kind: 'habit.adopted',
    occurredAtMs: Date.now() - 1_000,
    object: naturalKey,
    about: null,
    workingMinutes: null,
    first: false,
    ...more,
  };
}

async function ledgerOf(
  member: MadeMember,
): Promise<{ points: number; part: string; week: string; reversal: string | null }[]> {
  return sql.query(
    `SELECT points, part, counts_week AS week, reversal FROM points_entry WHERE member_id = $1 ORDER BY id`,
    [member.id],
  );
}
const balanceOf = async (member: MadeMember): Promise<number> =>
  Number(
    (await sql.query<{ points: string }>(`SELECT points FROM balance WHERE member_id = $1`, [member.id]))[0]
      ?.points ?? 0,
  );

describe('recording a fact', () => {
  it('brings points and coins, and answers a repeat with the same reply', async () => {
    const anna = await make.aMember();
    const once = fact(anna);
    const [answer] = await service.submit([once]);
    expect(answer).toEqual({ status: 'recorded', points: 25, total: 25, because: null, repeated: false });
    await service.submit([fact(anna)]);
    expect(await service.submit([once])).toEqual([{ ...answer, repeated: true }]);
    expect(await balanceOf(anna)).toBe(50);
  });

  it('lets the first one stand when its key comes back for something else', async () => {
    const anna = await make.aMember();
    const once = fact(anna);
    await service.submit([once]);
    expect(await service.submit([{ ...once, bodyHash: Buffer.from('another') }])).toEqual([
      { status: 'conflict' },
    ]);
    expect(await ledgerOf(anna)).toHaveLength(1);
  });

  it('counts a hundred parallel repeats once, over two processes, with a hundred equal answers', async () => {
    const anna = await make.aMember();
    const once = fact(anna);
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, i) => (i % 2 ? first : second).get(BehavioursService).submit([once])),
    );
    expect(new Set(answers.flat().map((a) => JSON.stringify({ ...a, repeated: true }))).size).toBe(1);
    expect(await ledgerOf(anna)).toHaveLength(1);
  });

  it('judges facts of one batch one after the other, also twice the same', async () => {
    const anna = await make.aMember();
    const twice = fact(anna, { kind: 'threat.reported', object: null });
    const outcomes = await service.submit([
      twice,
      fact(anna, { kind: 'threat.reported', object: null }),
      twice,
    ]);
    expect(outcomes.map((o) => o.status === 'recorded' && [o.points, o.total, o.repeated])).toEqual([
      [5, 5, false],
      [5, 10, false],
      [5, 5, true],
    ]);
  });

  it('leaves no word of a fact that brings nothing', async () => {
    const anna = await make.aMember();
    await service.submit([fact(anna, { object: 'habit/mfa' })]);
    const before = await sql.query(`SELECT count(*) FROM outbox`);
    const [again] = await service.submit([fact(anna, { object: 'habit/mfa' })]);
    expect(again).toMatchObject({ points: 0, because: 'already-counted' });
    expect(await sql.query(`SELECT count(*) FROM outbox`)).toEqual(before);
  });
});

describe('a cap', () => {
  it('is filled exactly, whatever arrives in parallel at two processes', async () => {
    for (let round = 0; round < 20; round++) {
      const anna = await make.aMember();
      await Promise.all(
        Array.from({ length: 50 }, (_, i) =>
          (i % 2 ? first : second)
            .get(BehavioursService)
            .submit([fact(anna, { kind: 'threat.reported', object: null })]),
        ),
      );
      expect(await balanceOf(anna)).toBe(15);
      expect(await ledgerOf(anna)).toHaveLength(3);
    }
  });
});

describe('a shared commit', () => {
  it('breaks for the bad fact alone', async () => {
    const anna = await make.aMember();
    const nobody = { ...anna, id: '00000000-0000-4000-8000-00000000dead' };
    const results = await Promise.allSettled([
      service.submit([fact(anna)]),
      service.submit([fact(nobody)]),
      service.submit([fact(anna)]),
    ]);
    expect(results.map((r) => r.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await balanceOf(anna)).toBe(50);
  });
});

describe('an earlier report that arrives late', () => {
  it('moves the award to its own week without lowering the total', async () => {
    const anna = await make.aMember({ since: new Date('2026-01-01') });
    const report = { kind: 'simulation.reported', object: 'case-1' } as const;
    await service.submit([fact(anna, { ...report, occurredAtMs: Date.parse('2026-03-10T15:00:00Z') })]);
    await service.submit([fact(anna, { ...report, occurredAtMs: Date.parse('2026-03-06T15:00:00Z') })]);
    expect(await balanceOf(anna)).toBe(20);
    expect((await ledgerOf(anna)).map(({ points, reversal }) => [points, reversal])).toEqual([
      [20, null],
      [-20, 'moved'],
      [20, null],
    ]);
  });
});

describe('the ledger', () => {
  it.each([
    'UPDATE points_entry SET points = 999',
    'DELETE FROM points_entry',
    'TRUNCATE points_entry',
    'DELETE FROM behaviour',
  ])('refuses %s', async (statement) => {
    await expect(sql.query(statement)).rejects.toThrow(/permission denied/);
  });

  it('keeps what a published revision has changed meanwhile', async () => {
    const anna = await make.aMember();
    await service.submit([fact(anna)]);
    const [current] = await first.get(RulesetsStore).all(sql);
    const next = ruleset.parse({
      ...current,
      revision: 2,
      effectiveFrom: new Date().toISOString(),
      rules: current?.rules.map((r) => (r.kind === 'habit.adopted' ? { ...r, base: 7 } : r)),
    });
    const publication = { publishedBy: null, note: null, basedOn: 1, restores: null };
    await sql.transaction((tx) =>
      first.get(RulesetsStore).publish(tx, next, { ...publication, publishedAt: new Date() }),
    );
    const outcomes = await service.submit([
      fact(anna, { occurredAtMs: Date.now() + 10 }),
      fact(anna, { occurredAtMs: Date.now() - 3_600_000 }),
    ]);
    expect(outcomes.map((o) => o.status === 'recorded' && o.points)).toEqual([7, 25]);
    expect((await ledgerOf(anna)).map((e) => e.points)).toEqual([25, 7, 25]);
  });
});
