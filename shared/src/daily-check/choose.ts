import { numberOfDay } from '../calendar/index.js';
import { seededRandom } from '../random/index.js';
import type { QuestionTopic } from './question.js';

/** The same question comes again to the same person after more than so many days. */
export const restDays = 90;
/** Working days in that time and today, at five a week: as many questions have to be there. */
export const fewestQuestions = 65;

export interface Choosable {
  readonly id: string;
  readonly topic: QuestionTopic;
}
export interface Asked {
  readonly questionId: string;
  readonly topic: QuestionTopic;
  readonly day: string;
}

/**
 * Which question a member gets on a day: none that was asked within the last 90 days, rather about something else than
 * the last two, and different people different ones. Pure: the same member, day and past give the same question,
 * whatever the order of the lists. Null when every question was asked in that time.
 */
export function chooseQuestion(
  questions: readonly Choosable[],
  asked: readonly Asked[],
  memberId: string,
  day: string,
): Choosable | null {
  const today = numberOfDay(day);
  const resting = new Set(
    asked.filter((a) => Math.abs(today - numberOfDay(a.day)) <= restDays).map((a) => a.questionId),
  );
  const lately = new Set(
    [...asked]
      .sort((a, b) => (a.day < b.day ? 1 : -1))
      .slice(0, 2)
      .map((a) => a.topic),
  );
  let best: { readonly question: Choosable; readonly rank: number } | null = null;
  for (const question of questions) {
    if (resting.has(question.id)) continue;
    const luck = seededRandom(`${memberId} ${day} ${question.id}`)();
    const rank = (lately.has(question.topic) ? 1 : 0) + luck;
    if (best === null || rank < best.rank || (rank === best.rank && question.id < best.question.id))
      best = { question, rank };
  }
  return best?.question ?? null;
}
