import {
  giveRecognition,
  listRecognitions,
  type NewRecognition,
  readRecognition,
} from '@vigil/shared/recognition';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../../../test/cast.js';
import { type ChallengesApp, dayMs, startChallengesApp } from '../../../test/challenges-app.js';
import { problemOf, read } from '../../../test/earned.js';
import { allTold } from '../../../test/notices.js';
import { recognitionChecks } from '../../verify/recognition-checks.js';
import { WeighingService } from '../recognition/weighing.service.js';

let on: ChallengesApp;
let players: Actor[];
let running: string;
beforeAll(async () => {
  on = await startChallengesApp();
  const { department } = await on.crew(6);
  players = await Promise.all(Array.from({ length: 5 }, () => on.anActor('employee', { department })));
  running = await teamsOf([department.id], 'Mixed crews');
});
afterAll(async () => {
  for (const check of recognitionChecks) expect(await check.run(on.sql), check.law).toEqual([]);
  await on.server.stop();
});
beforeEach(() => {
  on.clock.aheadMs = 0;
});

const teamsOf = (departmentIds: string[], name: string, teams = ['Amber', 'Blue']) =>
  on.running({ form: 'teams', teams, departmentIds, name });
const offered = async (by: Actor) => read(readRecognition, await by.ask(readRecognition)).challengeTeams;
const bodyOf = (challengeId: string, team: number, id: string = randomUUID()): NewRecognition => ({
  ...{ id, to: { kind: 'challenge-team', challengeId, team }, behaviour: 'warned-others' },
  ...{ words: 'You all warned us in time.', visibility: 'public' },
});
const thank = (by: Actor, body: NewRecognition) => by.ask(giveRecognition, { body });
/** Teams of a crew, drawn in it alone. */
const drawn = async (people: number, name: string): Promise<string> =>
  teamsOf([(await on.crew(people)).department.id], name);

describe('a team of a challenge', () => {
  it('can be thanked while the challenge runs and after it, by anybody, and stands on the wall with both names', async () => {
    const stranger = await on.anActor('employee');
    const both = [
      { challengeId: running, team: 0, name: 'Amber', challenge: 'Mixed crews', people: undefined },
      { challengeId: running, team: 1, name: 'Blue', challenge: 'Mixed crews', people: undefined },
    ];
    expect(await offered(stranger)).toEqual(both);
    expect((await thank(stranger, bodyOf(running, 1))).status).toBe(201);
    const over = await drawn(10, 'Autumn crews');
    await on.end(over);
    await on.close();
    expect((await offered(stranger)).map(({ challenge }) => challenge)).toContain('Autumn crews');
    expect((await thank(stranger, bodyOf(over, 0))).status).toBe(201);
    const { items } = read(listRecognitions, await stranger.ask(listRecognitions));
    expect(items.map(({ to }) => to).slice(0, 2)).toEqual([
      { kind: 'team', name: 'Amber (Autumn crews)' },
      { kind: 'team', name: 'Blue (Mixed crews)' },
    ]);
    // nobody thinks of a team of long ago
    on.clock.aheadMs = 27 * dayMs;
    await staySignedIn(stranger);
    expect((await offered(stranger)).map(({ challenge }) => challenge)).toContain('Autumn crews');
    on.clock.aheadMs = 29 * dayMs;
    await staySignedIn(stranger);
    expect((await offered(stranger)).map(({ challenge }) => challenge)).not.toContain('Autumn crews');
  });

  it('is one recognition, however often it is sent; with another team in it, it is refused', async () => {
    const by = await on.anActor('employee');
    const id = randomUUID();
    const all = await Promise.all(Array.from({ length: 5 }, () => thank(by, bodyOf(running, 0, id))));
    expect(new Set(all.map(({ text }) => (JSON.parse(text) as { id: string }).id)).size).toBe(1);
    expect(problemOf(await thank(by, bodyOf(running, 1, id)))).toBe('recognition-differs');
    expect(read(readRecognition, await by.ask(readRecognition)).left).toBe(4);
  });

  it('of fewer than five people, one that is not drawn yet, and one that is none are not there', async () => {
    const by = await on.anActor('employee');
    const small = await drawn(9, 'Nine of us');
    expect((await offered(by)).filter(({ challenge }) => challenge === 'Nine of us')).toHaveLength(1);
    const sizes = await on.sql.query<{ team: number; n: number }>(
      `SELECT team, count(*)::int AS n FROM challenge_member WHERE challenge_id = $1 GROUP BY team ORDER BY n`,
      [small],
    );
    expect(sizes.map(({ n }) => n)).toEqual([4, 5]);
    const startsAt = new Date(Date.now() + dayMs / 2).toISOString();
    const later = await on.running({ form: 'teams', teams: ['Amber', 'Blue'], startsAt, name: 'Not yet' });
    expect((await offered(by)).map(({ challenge }) => challenge)).not.toContain('Not yet');
    const wrong = [bodyOf(small, sizes[0]?.team ?? 0), bodyOf(later, 0), bodyOf(running, 2)];
    for (const body of [...wrong, bodyOf(randomUUID(), 0)])
      expect(problemOf(await thank(by, body))).toBe('team-too-small');
  });
});

it('is no way around the weighing: whoever thanks their own team brings nobody anything (E5)', async () => {
  for (const by of players)
    for (const team of [0, 1, 0, 1, 0]) expect((await thank(by, bodyOf(running, team))).status).toBe(201);
  expect(problemOf(await thank(players[0]!, bodyOf(running, 0)))).toBe('allowance-used');
  await allTold(on.sql);
  on.clock.aheadMs = 8 * dayMs;
  await on.app.get(WeighingService).weigh();
  await on.app.get(WeighingService).pay();
  const ids = players.map(({ member }) => member.id);
  expect(
    await on.sql.query(`SELECT DISTINCT weighing FROM recognition WHERE giver_id = ANY($1::uuid[])`, [ids]),
  ).toEqual([{ weighing: 'team' }]);
  for (const table of [
    `behaviour WHERE kind = 'recognition.received'`,
    `points_entry`,
    `notice WHERE kind = 'recognition.received'`,
  ])
    expect(await on.sql.query(`SELECT FROM ${table}`), table).toEqual([]);
  // nor can it be made one by a mistake in the code
  await expect(
    on.sql.query(`UPDATE recognition SET weighing = 'counts' WHERE giver_id = ANY($1::uuid[])`, [ids]),
  ).rejects.toThrow('recognition_team_unpaid');
});

const staySignedIn = ({ member }: Actor) =>
  on.sql.query(
    `UPDATE session SET last_seen_at = $1, expires_at = $1::timestamptz + interval '30 days' WHERE member_id = $2`,
    [new Date(Date.now() + on.clock.aheadMs), member.id],
  );
