import { expect, it } from 'vitest';
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
