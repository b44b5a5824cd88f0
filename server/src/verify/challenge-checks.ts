import { type ChallengeForm, type ChallengeResult, winnersOf } from '@vigil/shared/challenges';
import type { Sql } from '../platform/db/database.js';
import { type Check, noRows } from './check.js';

/** What the ledger says that each member had brought to each closed challenge at its line, by another query than the product's own. */
const truth = `
  SELECT c.id, e.member_id, sum(e.points)::int AS points,
    CASE WHEN c.form IN ('teams', 'quest') THEN coalesce(j.team, 0)::text ELSE e.department_id::text END AS side
  FROM challenge c
  JOIN points_entry e ON e.kind = ANY(c.kinds) AND NOT e.quiet AND e.occurred_at >= c.starts_at AND e.occurred_at < c.ends_at
    AND e.recorded_at < c.counts_until
  LEFT JOIN challenge_member j ON j.challenge_id = c.id AND j.member_id = e.member_id
  WHERE c.closed_at IS NOT NULL AND CASE WHEN c.form IN ('teams', 'quest') THEN e.occurred_at >= j.joined_at
    ELSE e.department_id IS NOT NULL AND (c.department_ids = '{}' OR e.department_id = ANY(c.department_ids)) END
  GROUP BY 1, 2, 4 HAVING sum(e.points) > 0`;
const prizes = `
  SELECT split_part(natural_key, ':', 2) AS challenge, member_id FROM behaviour
  WHERE kind = 'challenge.won' AND natural_key LIKE 'challenge:%'`;

interface Closed {
  readonly id: string;
  readonly form: ChallengeForm;
  readonly target: number;
  readonly result: ChallengeResult;
}

/** What is promised of challenges: closed once, by what the ledger says, with one prize for each winner. */
export const challengeChecks: readonly Check[] = [
  noRows(
    'C1',
    'what each brought to a closed challenge is what the ledger had at its line',
    `SELECT coalesce(t.id, s.challenge_id) AS id, coalesce(t.member_id, s.member_id) AS member
     FROM (${truth}) t FULL JOIN challenge_share s
       ON (s.challenge_id, s.member_id, s.side) = (t.id, t.member_id, t.side)
     WHERE t.points IS DISTINCT FROM s.points`,
    ({ id, member }) => `challenge ${String(id)}: the share of member ${String(member)} is not the ledger's`,
  ),
  noRows(
    'C2',
    'whoever won a challenge has one prize, and nobody else has any',
    `SELECT coalesce(s.challenge_id::text, p.challenge) AS id, coalesce(s.member_id, p.member_id) AS member, p.member_id IS NULL AS missing
     FROM (SELECT DISTINCT challenge_id, member_id FROM challenge_share WHERE won) s
     FULL JOIN (${prizes}) p ON p.challenge = s.challenge_id::text AND p.member_id = s.member_id
     LEFT JOIN member m ON m.id = s.member_id
     WHERE (p.member_id IS NULL AND m.deactivated_at IS NULL) OR s.member_id IS NULL`,
    ({ id, member, missing }) =>
      `challenge ${String(id)}: member ${String(member)} has ${missing === true ? 'no prize' : 'a prize for nothing'}`,
  ),
  {
    name: 'C3',
    law: 'the winners of a challenge follow from what its sides show, and its shares say the same',
    run: async (sql) => [...(await otherWinners(sql)), ...(await otherShares(sql))],
  },
];

async function otherWinners(sql: Sql): Promise<string[]> {
  const closed = await sql.query<Closed>(
    `SELECT id, form, target, result FROM challenge WHERE closed_at IS NOT NULL ORDER BY closed_at DESC LIMIT 1000`,
  );
  return closed
    .filter(
      ({ form, target, result }) => winnersOf(form, result.sides, target).join() !== result.winners.join(),
    )
    .map(({ id }) => `challenge ${id}: others have won`);
}

async function otherShares(sql: Sql): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `SELECT DISTINCT c.id FROM challenge c JOIN challenge_share s ON s.challenge_id = c.id
     WHERE s.won IS DISTINCT FROM CASE c.form WHEN 'quest' THEN s.points >= c.target
       WHEN 'goal' THEN c.result->'winners' ? 'company' ELSE c.result->'winners' ? s.side END LIMIT 20`,
  );
  return rows.map(({ id }) => `challenge ${id}: a share does not say who has won`);
}
