import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { RecordableBehaviour, RecordOutcome } from './behaviours.types.js';
import { GroupCommit } from './group-commit.js';

it('tells all who share a commit at once that the database is away, instead of asking it for each', async () => {
  let asked = 0;
  const group = new GroupCommit(() => {
    asked++;
    return Promise.reject(Object.assign(new Error('no answer'), { code: 'ECONNREFUSED' }));
  });
  const answers = await Promise.allSettled(Array.from({ length: 200 }, () => group.submit([])));
  expect(answers.every((a) => a.status === 'rejected')).toBe(true);
  expect(asked).toBeLessThanOrEqual(2);
});

const fact = (memberId: string, naturalKey: string): RecordableBehaviour => ({
  ...{ sourceId: 'source', naturalKey, bodyHash: Buffer.alloc(32), memberId, kind: 'habit.adopted' },
  ...{ object: null, about: null, occurredAtMs: 0, workingMinutes: null, first: false },
});

it('never has two transactions under way about the same person, and several about different ones', async () => {
  const underWay = new Map<string, number>();
  const most = { people: 0, transactions: 0 };
  let transactions = 0;
  const group = new GroupCommit(async (behaviours) => {
    most.transactions = Math.max(most.transactions, ++transactions);
    for (const id of new Set(behaviours.map((b) => b.memberId))) {
      underWay.set(id, (underWay.get(id) ?? 0) + 1);
      most.people = Math.max(most.people, underWay.get(id) ?? 0);
    }
    for (let turn = 0; turn < 5; turn++) await new Promise(setImmediate);
    for (const id of new Set(behaviours.map((b) => b.memberId)))
      underWay.set(id, (underWay.get(id) ?? 1) - 1);
    transactions--;
    return behaviours.map((b): RecordOutcome => {
      const total = Number(b.naturalKey);
      return { status: 'recorded', points: 1, total, because: null, repeated: false };
    });
  });
  const people = Array.from({ length: 40 }, () => randomUUID());
  const answers = await Promise.all(
    Array.from({ length: 400 }, (_, i) => group.submit([fact(people[i % 40] ?? '', String(i))])),
  );
  // everybody gets their own answer
  expect(answers.map(([one]) => (one?.status === 'recorded' ? one.total : null))).toEqual(
    answers.map((_, i) => i),
  );
  expect(most.people).toBe(1);
  expect(most.transactions).toBeGreaterThan(1);
});
