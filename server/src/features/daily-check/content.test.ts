import { fewestQuestions, questionTopics } from '@vigil/shared/daily-check';
import { describe, expect, it } from 'vitest';
import { builtInQuestions } from './built-in-questions.js';

/** Public authorities whose advice anybody can read up. */
const authorities =
  /(^|\.)(cisa\.gov|nist\.gov|ncsc\.gov\.uk|bsi\.bund\.de|enisa\.europa\.eu|europa\.eu|ic3\.gov|fbi\.gov|ftc\.gov|defense\.gov|ico\.org\.uk)$/;
const questions = builtInQuestions();

describe('the questions that come with Vigil', () => {
  it('are enough for a question every working day, none twice within 90 days', () => {
    expect(new Set(questions.map((q) => q.id)).size).toBe(questions.length);
    expect(questions.length).toBeGreaterThanOrEqual(fewestQuestions);
  });

  it('spread over all topics, and none is asked in two wordings', () => {
    for (const topic of questionTopics)
      expect(questions.filter((q) => q.question.topic === topic).length, topic).toBeGreaterThanOrEqual(4);
    for (const locale of ['en', 'de'] as const)
      expect(new Set(questions.map((q) => q.question[locale].question)).size).toBe(questions.length);
  });

  it.each(['en', 'de'] as const)('tell nothing by how long the right answer is (%s)', (locale) => {
    const answers = questions.map(({ question }) => question[locale]);
    const chance = (found: number) => {
      // as often as a draw would have it, give or take two and a half standard deviations
      const shares = answers.map(({ wrong }) => 1 / (wrong.length + 1));
      const mean = shares.reduce((sum, share) => sum + share, 0);
      const deviation = Math.sqrt(shares.reduce((sum, share) => sum + share * (1 - share), 0));
      return Math.abs(found - mean) <= 2.5 * deviation;
    };
    const longest = answers.filter(({ right, wrong }) => wrong.every((one) => one.length < right.length));
    const shortest = answers.filter(({ right, wrong }) => wrong.every((one) => one.length > right.length));
    expect(chance(longest.length), `longest: ${longest.length}`).toBe(true);
    expect(chance(shortest.length), `shortest: ${shortest.length}`).toBe(true);
  });

  it.each(questions.map((q) => [q.id, q] as const))('%s: is short, has a source, and its answers look alike', (_, { question }) => {
    expect(new URL(question.source.url).hostname).toMatch(authorities);
    for (const { question: asked, right, wrong, why } of [question.en, question.de]) {
      // under a minute, read slowly: 180 words at most
      expect([asked, right, ...wrong, why].join(' ').split(/\s+/).length).toBeLessThan(120);
      expect(asked).toMatch(/[?]["”“]?$|, (writes|schreibt)/u);
      // the length of an answer gives nothing away
      expect(right.length).toBeLessThan(3 * Math.max(...wrong.map((w) => w.length)));
      expect(why).toMatch(/[.!]$/);
    }
  });
}); // prettier-ignore
