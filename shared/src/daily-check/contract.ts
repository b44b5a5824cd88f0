import { z } from 'zod';
import { day, id, instant, only, problem, route, signedIn } from '../contract/index.js';
import { offReasons } from '../streaks/index.js';
import { question, questionSource, questionTopic } from './question.js';

const tag = 'Daily check';
export const noCheckToday = problem('no-check-today', 409, 'There is no question for you today.');
export const checkOver = problem('check-over', 409, 'The time for this question is over.');
export const checkTooQuick = problem(
  'check-too-quick',
  409,
  'Nobody reads that fast. Try again in a moment.',
);
export const tooFewQuestions = problem(
  'too-few-questions',
  409,
  'So few questions would come again too soon.',
);

/** A question as it is asked: what is right stays on the server. */
export const askedQuestion = z
  .object({
    day,
    topic: questionTopic,
    question: z.string(),
    /** In the order in which this person sees them; an answer is a place in it. */
    options: z.array(z.string()),
  })
  .meta({ id: 'AskedQuestion' });
export type AskedQuestion = z.infer<typeof askedQuestion>;

/** What became of an answer. */
export const checkResult = z
  .object({
    answered: z.number().int(),
    right: z.number().int(),
    why: z.string(),
    source: questionSource,
    /** What answering brought, right or not. */
    points: z.number().int(),
    /** What the right answer brought besides: for me alone, on no board. */
    extraPoints: z.number().int(),
  })
  .meta({ id: 'CheckResult' });
export type CheckResult = z.infer<typeof checkResult>;

/** Today's check: `due` before it was opened, `used-up` when every question came within the last 90 days. */
export const todaysCheck = z
  .object({
    today: day,
    state: z.enum(['off', 'used-up', 'due', 'open', 'answered']),
    /** Why there is none. */
    off: z.enum(offReasons).nullable(),
    question: askedQuestion.nullable(),
    result: checkResult.nullable(),
  })
  .meta({ id: 'TodaysCheck' });
export type TodaysCheck = z.infer<typeof todaysCheck>;

export const readTodaysCheck = route({
  method: 'GET',
  path: '/api/me/daily-check',
  tag,
  access: signedIn,
  summary: 'Today’s check as it stands for me',
  response: todaysCheck,
});
export const openTodaysCheck = route({
  method: 'POST',
  path: '/api/me/daily-check',
  tag,
  access: signedIn,
  summary: 'Ask me today’s question; the server notes when',
  response: todaysCheck,
  problems: [noCheckToday],
});
export const answerCheck = route({
  method: 'POST',
  path: '/api/me/daily-check/answer',
  tag,
  access: signedIn,
  summary: 'Answer the question of a day; the first answer counts, whatever comes after it',
  body: z.strictObject({ day, answer: z.number().int().min(0).max(3) }),
  response: todaysCheck,
  problems: [checkOver, checkTooQuick],
});

/** A question as the security team keeps it. */
export const keptQuestion = z
  .object({
    id: z.string(),
    /** Came with Vigil, or was written here. */
    origin: z.enum(['built-in', 'own']),
    question,
    addedAt: instant,
    retiredAt: instant.nullable(),
  })
  .meta({ id: 'KeptQuestion' });
export type KeptQuestion = z.infer<typeof keptQuestion>;

export const listQuestions = route({
  method: 'GET',
  path: '/api/daily-questions',
  tag,
  access: only('security'),
  summary: 'All questions of the daily check, own ones first',
  response: z.object({
    items: z.array(keptQuestion),
    /** As many have to stay in use, so that none comes again within 90 days. */
    fewest: z.number().int(),
  }),
});
export const addQuestion = route({
  method: 'POST',
  path: '/api/daily-questions',
  tag,
  access: only('security'),
  summary: 'Add a question of our own',
  body: question,
  response: keptQuestion,
  status: 201,
});
const questionId = z.union([
  id,
  z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    .max(60),
]);
export const retireQuestion = route({
  method: 'POST',
  path: '/api/daily-questions/:questionId/retire',
  tag,
  access: only('security'),
  summary: 'Ask a question no more; what was answered stays',
  params: z.strictObject({ questionId }),
  response: keptQuestion,
  problems: [tooFewQuestions],
});
export const reviveQuestion = route({
  method: 'POST',
  path: '/api/daily-questions/:questionId/revive',
  tag,
  access: only('security'),
  summary: 'Ask a retired question again',
  params: z.strictObject({ questionId }),
  response: keptQuestion,
});
