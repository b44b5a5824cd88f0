import { inspectBoards } from '@vigil/shared/leaderboards';
import type { RouteResult } from '@vigil/shared/contract';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startTestApp, type TestApp } from '../../test/app.js';
import { makeBusy } from '../../test/busy-installation.js';
import { buildPrograms, type BuiltPrograms, runProgram } from '../../test/server-process.js';
import { allCarried } from '../../test/settled.js';
import { LeaderboardsProjector } from '../features/leaderboards/leaderboards.projector.js';
import { StandingPace } from '../features/leaderboards/live-departments.js';
import { Database } from '../platform/db/database.js';
import { operatorToken } from '../platform/ops/operator-token.js';
import { badgeChecks } from './badge-checks.js';
import { checkBoards } from './board-checks.js';
import { challengeChecks } from './challenge-checks.js';
import { checkDepartments } from './department-checks.js';
import { givenTimeChecks } from './given-time-checks.js';
import { ledgerChecks, outboxChecks } from './ledger-checks.js';
import { recognitionChecks } from './recognition-checks.js';
import { sealChecks } from './seal-checks.js';
import { seasonChecks } from './season-checks.js';
import { spotlightChecks } from './spotlight-checks.js';
import { streakChecks } from './streak-checks.js';

type Boards = RouteResult<typeof inspectBoards>['boards'];

let server: TestApp;
let sql: Database;
let programs: BuiltPrograms;
let boards: Boards;

beforeAll(async () => {
  vi.spyOn(StandingPace.prototype, 'everyMs', 'get').mockReturnValue(0);
  [server, programs] = await Promise.all([startTestApp(), buildPrograms()]);
  sql = server.app.get(Database);
  await makeBusy(server, sql);
  // people who were put into the tables by hand told nobody that they came
  await server.app.get(LeaderboardsProjector).rebuild();
  await allCarried(sql);
  boards = await readBoards();
});
afterAll(async () => {
  programs.remove();
  await server.stop();
});

async function readBoards(): Promise<Boards> {
  const answer = await fetch(`${server.url}${inspectBoards.path}`, {
    headers: { authorization: `Bearer ${operatorToken(server.config.secretKey)}` },
  });
  return inspectBoards.response.parse(await answer.json()).boards;
}
describe('a board that differs from the ledger is named', () => {
  const company = 'people.company.all.all';
  const named = async (change: (board: Boards[number]) => Boards[number], earlier = boards) => {
    const changed = boards.map((b) => (b.boardId === company ? change(b) : b));
    const findings = await checkBoards(sql, earlier, changed);
    return findings.filter((f) => f.found.length > 0).map((f) => f.name);
  };
  it('and where none does, none is', async () => {
    expect(boards.find((b) => b.boardId === company)?.scores).toHaveLength(5);
    expect(await named((b) => b)).toEqual([]);
  });
  it.each<[string, string[], (board: Boards[number]) => Boards[number]]>([
    [
      'a score is one too high',
      ['P1', 'P3'],
      (b) => ({ ...b, scores: b.scores.map((s, i) => (i ? s : { ...s, points: s.points + 1 })) }),
    ],
    ['somebody is missing', ['P1', 'P3'], (b) => ({ ...b, scores: b.scores.slice(1) })],
    [
      'somebody foreign is there',
      ['P1', 'P3'],
      (b) => ({
        ...b,
        scores: [...b.scores, { memberId: '00000000-0000-4000-8000-00000000abcd', points: 1 }],
      }),
    ],
    ['a stale board differs, and says so', ['P1'], (b) => ({ ...b, stale: true, scores: [] })],
    ['nothing was published', ['P2', 'P4'], (b) => ({ ...b, window: null })],
    [
      'rows are the wrong way round',
      ['P2'],
      (b) => ({ ...b, window: b.window && { ...b.window, rows: [...b.window.rows].reverse() } }),
    ],
    [
      'a rank is wrong',
      ['P2'],
      (b) => ({
        ...b,
        window: b.window && { ...b.window, rows: b.window.rows.map((r) => ({ ...r, rank: 1 })) },
      }),
    ],
    [
      'the version went back',
      ['P4'],
      (b) => ({ ...b, window: b.window && { ...b.window, version: b.window.version - 1 } }),
    ],
  ])('%s', async (_, laws, change) => {
    expect(await named(change)).toEqual(laws);
  });
});

describe('a standing of departments that is not what the ledger gives is named', () => {
  const later = `computed_at = now() - interval '1 hour'`;
  const named = async () => (await checkDepartments(sql, await readBoards())).found;
  it('and where it is, none is: fresh, or long settled', async () => {
    const kept = await sql.query(`SELECT FROM department_standing WHERE jsonb_array_length(rows) = 1`);
    expect(kept.length).toBeGreaterThanOrEqual(4);
    expect(await named()).toEqual([]);
    await sql.query(`UPDATE department_standing SET ${later}`);
    expect(await named()).toEqual([]);
  });
  it('a board that differs from what is kept; a kept average that differs from the ledger', async () => {
    const plant = `jsonb_set(rows, '{0,average}', to_jsonb((rows->0->>'average')::numeric + 0.2))`;
    const before = await sql.query<{ rows: unknown }>(
      `SELECT rows FROM department_standing WHERE unit = 'all'`,
    );
    await sql.query(`UPDATE department_standing SET rows = ${plant} WHERE unit = 'all'`);
    const found = await named();
    expect(found[0]).toMatch(
      /^departments\.company\.all\.all: department [0-9a-f-]{36}, average is not as it is kept$/,
    );
    expect(found[1]).toMatch(/has \d+\.\d a member, kept is \d+(\.\d)?$/);
    expect(found).toHaveLength(2);
    await sql.query(`UPDATE department_standing SET rows = $1 WHERE unit = 'all'`, [
      JSON.stringify(before[0]?.rows),
    ]);
    expect(await named()).toEqual([]);
  });
});

describe('the command', () => {
  const run = async () => {
    const program = runProgram(programs.verify, {
      VIGIL_MODE: 'production',
      DATABASE_URL: server.database.appUrl,
      PUBLIC_URL: server.url,
      SECRET_KEY: server.config.secretKey,
    });
    const code = await program.ended;
    return { code, said: program.said() };
  };
  it('says that everything holds and ends with 0; names what does not, and ends with 1', async () => {
    const clean = await run();
    expect(clean.said).toContain('Everything holds.');
    expect(clean.said.match(/^✓ /gm)).toHaveLength(
      ledgerChecks.length +
        challengeChecks.length +
        seasonChecks.length +
        streakChecks.length +
        badgeChecks.length +
        recognitionChecks.length +
        spotlightChecks.length +
        givenTimeChecks.length +
        sealChecks(server.config.secretKey).length +
        outboxChecks.length +
        5,
    );
    expect(clean.code).toBe(0);
    const somebody = `(SELECT min(member_id::text)::uuid FROM balance)`;
    await sql.query(`UPDATE balance SET points = points + 1 WHERE member_id = ${somebody}`);
    const broken = await run();
    expect(broken.said).toMatch(/^✗ L1 .*\n {7}member [0-9a-f-]{36}: balance \d+, ledger \d+$/m);
    expect(broken.code).toBe(1);
    await sql.query(`UPDATE balance SET points = points - 1 WHERE member_id = ${somebody}`);
  });
  it('ends with 2 where there is nothing to look at', async () => {
    const program = runProgram(programs.verify, { DATA_DIR: '/nowhere' });
    expect(await program.ended).toBe(2);
    expect(program.said()).not.toContain('Everything holds');
  });
});
