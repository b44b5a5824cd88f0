import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayOfNumber, numberOfDay } from '../calendar/index.js';
import {
  type Asked,
  type Choosable,
  chooseQuestion,
  fewestQuestions,
  questionTopics,
  restDays,
} from './index.js';

const pool = (n: number): Choosable[] =>
  Array.from({ length: n }, (_, i) => ({
    id: `q-${i}`,
    topic: questionTopics[i % questionTopics.length] ?? 'phishing',
  }));
const monday = numberOfDay('2026-11-23');

/** Asks somebody on these days, one after the other. */
function asked(questions: readonly Choosable[], memberId: string, days: readonly string[]): Asked[] {
  const past: Asked[] = [];
  for (const day of days) {
    const found = chooseQuestion(questions, past, memberId, day);
    if (found) past.push({ questionId: found.id, topic: found.topic, day });
  }
  return past;
}

describe('the question of a day', () => {
  it('never comes again within 90 days, whoever asks on whichever days', () => {
    const days = fc.uniqueArray(fc.integer({ min: 0, max: 400 }), { minLength: 60, maxLength: 200 });
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 80 }), fc.uuid(), (numbers, size, memberId) => {
        const order = numbers.sort((a, b) => a - b).map((n) => dayOfNumber(monday + n));
        const last = new Map<string, string>();
        for (const { questionId, day } of asked(pool(size), memberId, order)) {
          const before = last.get(questionId);
          if (before) expect(numberOfDay(day) - numberOfDay(before)).toBeGreaterThan(restDays);
          last.set(questionId, day);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('is there on every working day of two years when 65 questions are, seldom about the same as before', () => {
    const workdays = Array.from({ length: 730 }, (_, i) => monday + i)
      .filter((n) => (n - monday) % 7 < 5)
      .map(dayOfNumber);
    const past = asked(pool(fewestQuestions), 'anna', workdays);
    expect(past).toHaveLength(workdays.length);
    expect(asked(pool(fewestQuestions - 1), 'anna', workdays).length).toBeLessThan(workdays.length);
    const same = past.filter((a, i) => i > 0 && a.topic === past[i - 1]?.topic);
    expect(same.length).toBeLessThan(past.length / 4);
  });

  it('follows from the member, the day and the past alone, not from the order of anything', () => {
    const past: Asked[] = [
      { questionId: 'q-1', topic: 'passwords', day: '2026-11-20' },
      { questionId: 'q-2', topic: 'second-factor', day: '2026-11-19' },
    ];
    fc.assert(
      fc.property(
        fc.shuffledSubarray(pool(30), { minLength: 30 }),
        fc.shuffledSubarray(past, { minLength: 2 }),
        (a, b) => {
          expect(chooseQuestion(a, b, 'anna', '2026-11-23')).toEqual(
            chooseQuestion(pool(30), past, 'anna', '2026-11-23'),
          );
        },
      ),
    );
  });

  it('differs between people and days', () => {
    const of = (memberId: string, day: string) => chooseQuestion(pool(60), [], memberId, day)?.id;
    const people = Array.from({ length: 40 }, (_, i) => of(`member-${i}`, '2026-11-23'));
    expect(new Set(people).size).toBeGreaterThan(20);
    const days = Array.from({ length: 40 }, (_, i) => of('anna', dayOfNumber(monday + i)));
    expect(new Set(days).size).toBeGreaterThan(20);
  });
});
