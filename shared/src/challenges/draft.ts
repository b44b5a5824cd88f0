import { z } from 'zod';
import { id, instant, plainText } from '../contract/index.js';
import { kind } from '../points/ruleset.js';
import { challengeForm } from './progress.js';
import { templateIds } from './templates.js';

/** Kinds that bring no figure to a challenge: a prize would win the next one, and quiet points are nobody else's business. */
export const kindsThatNeverCount: readonly string[] = ['challenge.won', 'simulation.passed'];
export const mostSides = 6;
const hourMs = 3_600_000;
const shortestMs = hourMs;
const longestMs = 92 * 24 * hourMs;

const fault = (code: string, ...path: (string | number)[]) => ({ path, message: code });

/** What somebody sets up. */
export const challengeDraft = z
  .strictObject({
    form: challengeForm,
    /** The template that it began with. */
    template: z.enum(templateIds).nullable(),
    name: plainText(80),
    /** Why, in a sentence or two. */
    text: plainText(300).nullable(),
    startsAt: instant,
    /** Exclusive. */
    endsAt: instant,
    /** Behaviour kinds that count. */
    kinds: z.array(kind).min(1).max(20),
    /** Points a person that light all sixty windows. */
    target: z.number().int().min(1).max(2_000),
    /** What the winners get besides their points, in words. */
    prize: plainText(120).nullable(),
    /** A race: who races. Else: whose people take part; empty for everybody. */
    departmentIds: z.array(id).max(100),
    /** Names of mixed teams. */
    teams: z.array(plainText(40)).max(mostSides),
  })
  .superRefine((draft, context) => {
    const wrong = (code: string, ...path: (string | number)[]) =>
      context.addIssue({ code: 'custom', ...fault(code, ...path) });
    const length = Date.parse(draft.endsAt) - Date.parse(draft.startsAt);
    if (length < shortestMs) wrong('must end at least an hour after it begins', 'endsAt');
    if (length > longestMs) wrong('must end within 92 days', 'endsAt');
    if (new Set(draft.kinds).size !== draft.kinds.length) wrong('has a kind twice', 'kinds');
    if (draft.kinds.some((one) => kindsThatNeverCount.includes(one)))
      wrong('has a kind that never counts', 'kinds');
    if (new Set(draft.departmentIds).size !== draft.departmentIds.length)
      wrong('has a department twice', 'departmentIds');
    if (draft.form === 'race' && (draft.departmentIds.length < 2 || draft.departmentIds.length > mostSides))
      wrong(`needs two to ${mostSides} departments`, 'departmentIds');
    if (draft.form === 'teams' ? draft.teams.length < 2 : draft.teams.length > 0)
      wrong('needs two teams and more, where teams play', 'teams');
    if (new Set(draft.teams).size !== draft.teams.length) wrong('has a name twice', 'teams');
  })
  .meta({ id: 'ChallengeDraft' });
export type ChallengeDraft = z.infer<typeof challengeDraft>;
