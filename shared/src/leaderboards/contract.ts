import { z } from 'zod';
import { challengesToClient, challengesToServer } from '../challenges/progress.js';
import { id, problem, route, signedIn } from '../contract/index.js';
import { wallToClient, wallToServer } from '../wall/view.js';
import { recognitionToClient, recognitionToServer } from '../recognition/contract.js';
import { division } from './divisions.js';

/**
 * A board's identity, made by the server alone:
 * `people.company.week.2026-W48` · `people.<departmentId>.all.all` · `departments.company.season.2026-Q4`
 */
export const boardId = z
  .string()
  .max(100)
  .regex(
    /^(people|departments)\.(company|[0-9a-f-]{36})\.(week|month|season|all)\.(\d{4}-(W\d\d|\d\d|Q[1-4])|all)$/,
  );
export const boardSubject = z.enum(['people', 'my-department', 'departments']);
export type BoardSubject = z.infer<typeof boardSubject>;
export const boardUnit = z.enum(['week', 'month', 'season', 'all']);

/** A person on a board. `rowId` is random per board, period and name: it cannot be followed from one board to another. */
export const personRow = z.object({
  of: z.literal('person'),
  rowId: z.string(),
  rank: z.number().int().min(1),
  name: z.string(),
  /** Whether `name` is a pseudonym. */
  pseudonym: z.boolean(),
  /** Null under a pseudonym: it would tell too much of who that is. */
  departmentId: id.nullable(),
  points: z.number().int(),
});
/**
 * A department on a board. While it has fewer people than a place needs everything is null; one that has just come to
 * have enough waits up to a minute for its place.
 */
export const departmentRow = z.object({
  of: z.literal('department'),
  rowId: id,
  rank: z.number().int().min(1).nullable(),
  name: z.string(),
  /** Members who can score; null below five. */
  people: z.number().int().nullable(),
  /** The fair score: points a person, drawn towards the company's mean as far as luck can explain. All points to one decimal. */
  score: z.number().nullable(),
  /** Points for each member, weighted by presence, before anything is drawn anywhere. */
  average: z.number().nullable(),
  /** The company's mean, to which scores lean. */
  companyMean: z.number().nullable(),
  /** Standard error of the score: how much of it may be luck, to either side. */
  noise: z.number().nullable(),
  division: division.nullable(),
  /** Rank among departments of the same division. */
  divisionRank: z.number().int().min(1).nullable(),
  /** Share of eligible members who earned something, 0 to 1, rounded to whole percents. */
  participation: z.number().min(0).max(1).nullable(),
});
export const boardRow = z.discriminatedUnion('of', [personRow, departmentRow]);
export type PersonRow = z.infer<typeof personRow>;
export type DepartmentRow = z.infer<typeof departmentRow>;
export type BoardRow = z.infer<typeof boardRow>;

/** score → how many visible members hold it; sent only for boards of 500 visible members and more. */
export const histogram = z.array(z.tuple([z.number().int(), z.number().int().min(1)]));

/** The published top of a board at one version. */
export const boardWindow = z
  .object({
    boardId,
    version: z.number().int().min(0),
    /** When the truth was read that this window shows. */
    asOf: z.iso.datetime(),
    rows: z.array(boardRow),
    histogram: histogram.nullable(),
  })
  .meta({ id: 'BoardWindow' });
export type BoardWindow = z.infer<typeof boardWindow>;

/** What turns the window at version `from` into the one at `version`. Applied with `apply`, never by hand. */
export const boardDelta = z
  .object({
    boardId,
    from: z.number().int().min(0),
    version: z.number().int().min(1),
    asOf: z.iso.datetime(),
    /** Row ids from the top down, only when the order changed. */
    order: z.array(z.string()).nullable(),
    /** Rows that are new or changed. */
    rows: z.array(boardRow),
    /** Changed histogram counts; a count of 0 removes the score. */
    histogram: z.array(z.tuple([z.number().int(), z.number().int().min(0)])).nullable(),
  })
  .meta({ id: 'BoardDelta' });
export type BoardDelta = z.infer<typeof boardDelta>;

const tag = 'Leaderboards';
export const boardNotFound = problem(
  'board-not-found',
  404,
  'There is no such board, or it is not yours to see.',
);

const boardView = z.object({
  window: boardWindow,
  period: z.object({
    unit: boardUnit,
    key: z.string(),
    startsAt: z.iso.datetime().nullable(),
    endsAt: z.iso.datetime().nullable(),
    /** The one that runs now; past ones no longer move but for late facts. */
    current: z.boolean(),
  }),
  /** True when the board is older than 30 s behind the truth: say so on screen. */
  stale: z.boolean(),
});

/** The board of a subject and period, by words instead of ids; the client then watches `window.boardId`. */
export const readBoard = route({
  method: 'GET',
  path: '/api/boards',
  tag,
  access: signedIn,
  summary: 'A board: its top, version and period',
  query: z.strictObject({ subject: boardSubject, unit: boardUnit, period: z.string().max(10).optional() }),
  response: boardView,
  etag: true,
  problems: [boardNotFound],
});

/** Periods of a unit, newest first, back to the first in which somebody can be seen. */
export const listPeriods = route({
  method: 'GET',
  path: '/api/boards/periods',
  tag,
  access: signedIn,
  summary: 'Periods that can be looked at',
  query: z.strictObject({ unit: boardUnit }),
  response: z.object({
    items: z.array(
      z.object({
        key: z.string(),
        startsAt: z.iso.datetime().nullable(),
        endsAt: z.iso.datetime().nullable(),
      }),
    ),
  }),
});

/** My place: never sent to a room. Null where I am not shown or have no points yet. */
export const readMyPlace = route({
  method: 'GET',
  path: '/api/boards/:boardId/me',
  tag,
  access: signedIn,
  summary: 'My rank, the gap to the next rank, and my neighbourhood',
  params: z.strictObject({ boardId }),
  response: z.object({
    version: z.number().int(),
    place: z
      .object({
        rowId: z.string(),
        rank: z.number().int(),
        points: z.number().int(),
        /** Points to the next better score; null at the top. */
        gap: z.object({ points: z.number().int(), toRank: z.number().int() }).nullable(),
        neighbourhood: z.array(personRow),
      })
      .nullable(),
    /** I am not on this board, whatever I earn: by my choice, or because what I chose begins with a later period. */
    absent: z.boolean(),
  }),
  problems: [boardNotFound],
});

/** What the skyline draws: shares of a department's people, this week. */
export const readSkyline = route({
  method: 'GET',
  path: '/api/skyline',
  tag,
  access: signedIn,
  summary: 'Departments with the share of people active this week',
  response: z.object({
    boardId,
    version: z.number().int(),
    departments: z.array(
      z.object({
        id,
        name: z.string(),
        people: z.number().int().nullable(),
        active: z.number().int().nullable(),
      }),
    ),
    mineId: id.nullable(),
  }),
});

/** Socket events: the server only tells; the client only asks to watch. Transport: websocket. */
export const watchRequest = z.strictObject({ boardId });
export const watchAnswer = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), version: z.number().int() }),
  z.object({ ok: z.literal(false), problem: z.string() }),
]);
export const socketToServer = {
  'board:watch': { access: signedIn, request: watchRequest, answer: watchAnswer },
  'board:unwatch': { access: signedIn, request: watchRequest, answer: watchAnswer },
  ...challengesToServer,
  ...wallToServer,
  ...recognitionToServer,
} as const;
export const socketToClient = {
  'board:delta': boardDelta,
  /** Repeated every few seconds to those who watch: a client that missed a message finds out; one that misses two shows stale. */
  'board:version': z.object({ boardId, version: z.number().int(), stale: z.boolean() }),
  ...challengesToClient,
  ...wallToClient,
  ...recognitionToClient,
  /** Something of mine changed: fetch what you show. Carries no figures. `unheard`: words were lost, it may be anything. */
  'me:changed': z.object({
    what: z.enum([
      'unheard',
      'points',
      'note',
      'account',
      'dispute',
      'dispute-asked',
      'report',
      'report-arrived',
      'reward',
      'reward-asked',
      'badge',
      'notice',
      'recognition',
      'challenge',
      'spotlight',
    ]),
  }),
  /** The session has ended; sign in again. The connection closes right after. */
  'session:ended': z.object({ because: z.enum(['signed-out', 'expired', 'changed']) }),
} as const;
export type ClientToServerEvents = {
  [E in keyof typeof socketToServer]: (
    request: z.input<(typeof socketToServer)[E]['request']>,
    answer: (reply: z.output<(typeof socketToServer)[E]['answer']>) => void,
  ) => void;
};
/** What a socket is told that one person or screen has too many of: it may come back when others are closed. */
export const tooManySockets = 'too-many-sockets';
export type ServerToClientEvents = {
  [E in keyof typeof socketToClient]: (message: z.output<(typeof socketToClient)[E]>) => void;
};
