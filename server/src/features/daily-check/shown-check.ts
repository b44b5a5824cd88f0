import type { Locale } from '@vigil/shared/contract';
import type { AskedQuestion, CheckResult, Wording } from '@vigil/shared/daily-check';
import type { CheckRow } from './checks.store.js';

/** The answers of a question: the right one first, as an order of places names them. */
function answersOf({ right, wrong }: Wording): readonly string[] {
  return [right, ...wrong];
}

/** A question as it is asked. What is right is not among what leaves the server. */
export function asAsked({ day, question, shownOrder }: CheckRow, locale: Locale): AskedQuestion {
  const words = question[locale];
  const answers = answersOf(words);
  return {
    day,
    topic: question.topic,
    question: words.question,
    options: shownOrder.map((place) => answers[place] ?? ''),
  };
}

/** What is told once the answer stands. */
export function asResult(
  { question, shownOrder }: CheckRow,
  answered: number,
  locale: Locale,
): Omit<CheckResult, 'points' | 'extraPoints'> {
  return { answered, right: shownOrder.indexOf(0), why: question[locale].why, source: question.source };
}
