import fc from 'fast-check';
import { setImmediate as turn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { AskedTogether } from './asked-together.js';
import { ahead } from './reserve.js';

it('answers each question by a look that began after it was asked, in its place, with few looks (property)', async () => {
  const asks = fc.array(fc.record({ wait: fc.nat(3), takes: fc.nat(4) }), { minLength: 1, maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(asks, async (all) => {
      let moment = 0;
      let underWay = 0;
      let most = 0;
      let looks = 0;
      const together = new AskedTogether(async (questions: readonly number[]) => {
        const begunAt = ++moment;
        looks++;
        most = Math.max(most, ++underWay);
        for (let i = 0; i < (all[questions[0] ?? 0]?.takes ?? 0); i++) await turn();
        underWay--;
        return questions.map((question) => ({ question, begunAt }));
      });
      const answers: Promise<void>[] = [];
      for (const [question, { wait }] of all.entries()) {
        for (let i = 0; i < wait; i++) await turn();
        const askedAt = ++moment;
        answers.push(
          together.ask(question).then((answer) => {
            expect(answer.question).toBe(question);
            expect(answer.begunAt).toBeGreaterThan(askedAt);
          }),
        );
      }
      await Promise.all(answers);
      expect(most).toBeLessThanOrEqual(2);
      expect(looks).toBeLessThanOrEqual(all.length);
    }),
  );
});

it('makes one look of what is asked in one turn, and fails it for those who share it alone', async () => {
  const looks: string[][] = [];
  const together = new AskedTogether((questions: readonly string[]) => {
    looks.push([...questions]);
    return questions.includes('bad') ? Promise.reject(new Error('away')) : Promise.resolve(questions);
  });
  const first = await Promise.allSettled(['a', 'bad', 'c'].map((question) => together.ask(question)));
  expect(first.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  expect(await Promise.all(['d', 'e'].map((question) => together.ask(question)))).toEqual(['d', 'e']);
  expect(looks).toEqual([
    ['a', 'bad', 'c'],
    ['d', 'e'],
  ]);
});

it('lets what is urgent wait for nothing that is not', async () => {
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  const together = new AskedTogether(async (questions: readonly string[]) => {
    if (questions.includes('slow')) await held;
    return questions;
  });
  const slow = [together.ask('slow')];
  await turn();
  slow.push(together.ask('slow'));
  await turn();
  slow.push(together.ask('waits'));
  expect(await ahead(() => together.ask('urgent'))).toBe('urgent');
  release();
  expect(await Promise.all(slow)).toEqual(['slow', 'slow', 'waits']);
});
