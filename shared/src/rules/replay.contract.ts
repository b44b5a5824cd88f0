import { z } from 'zod';
import { day, id, only, problem, route } from '../contract/index.js';
import { kind } from '../points/index.js';
import { rulesDraft } from './draft.js';

/** How far back a replay looks. */
export const replayDays = 90;
export const replayBusy = problem('replay-busy', 409, 'Another replay is under way.');

const placed = z.object({ rank: z.number().int(), points: z.number().int() });
/** Somebody whom boards show by name, under the rules as they were and under the draft. */
const person = z.object({
  name: z.string(),
  before: placed.nullable(),
  after: placed.nullable(),
});
const department = z.object({
  id,
  name: z.string(),
  people: z.number().int(),
  before: z.object({ rank: z.number().int(), score: z.number() }),
  after: z.object({ rank: z.number().int(), score: z.number() }),
});

/**
 * What the boards of the last days would have looked like. Only what boards count is in it: no quiet points, no hidden
 * person, nothing that was earned under another face, no department below five people. Nothing follows from it about who passed a practice mail and who did not.
 */
export const rulesReplay = z
  .object({
    firstDay: day,
    lastDay: day,
    /** Departments of five people and more, in the order of the draft. */
    departments: z.array(department),
    /** The upper part of the company's board under the draft. */
    board: z.array(person),
    /** People whom boards show, by what the draft would have done to their points. */
    gaining: z.number().int(),
    losing: z.number().int(),
    same: z.number().int(),
    /** Those with the largest difference; at most ten each. */
    mostGained: z.array(person),
    mostLost: z.array(person),
    /** Kinds that are left out, because their points are for the person alone. */
    leftOut: z.array(kind),
    /** Kinds that were stated in this time and that the draft does not know: they earn nothing. */
    unknownKinds: z.array(kind),
  })
  .meta({ id: 'RulesReplay' });
export type RulesReplay = z.infer<typeof rulesReplay>;

export const replayRules = route({
  method: 'POST',
  path: '/api/rulesets/replay',
  tag: 'Rules',
  access: only('security'),
  summary: 'What the last 90 days would have looked like under a draft; changes nothing',
  body: z.strictObject({ draft: rulesDraft }),
  response: rulesReplay,
  problems: [replayBusy],
});
