import { type Check, noRows } from './check.js';

/** Every tier of every revision, with what it counts and how much of it it takes. */
const tier = `(SELECT c.revision, b->>'key' AS badge, t.key AS tier, t.value::int AS least, b->'criterion' AS counts, (b->>'retired')::boolean AS retired
  FROM badge_catalogue c, jsonb_array_elements(c.badges) b, jsonb_each_text(b->'thresholds') t)`;
const current = `(SELECT * FROM ${tier} t WHERE t.revision = (SELECT max(revision) FROM badge_catalogue))`;
const standing = `(SELECT * FROM badge_grant WHERE withdrawn_at IS NULL)`;
const place = (column: string): string => `array_position('{bronze,silver,gold}', ${column})`;

/** Entries of kinds that stand and that boards count, by another query than the product's own. */
const entries = (member: string, kinds: string): string => `(SELECT count(*) FROM points_entry e
  WHERE e.member_id = ${member} AND ${kinds} AND e.part = 'base' AND (NOT e.quiet OR e.kind = 'recognition.received') AND e.reverses_id IS NULL
    AND NOT EXISTS (SELECT FROM points_entry r WHERE r.reverses_id = e.id))`;
/** What a member has by the ledger and the facts; of a streak, the days on which it can have been lit at most. Null where others know. */
const value = (member: string, counts: string): string => `CASE ${counts}->>'by'
  WHEN 'behaviours' THEN ${entries(member, `${counts}->'kinds' ? e.kind`)}
  WHEN 'points' THEN (SELECT coalesce(sum(e.points), 0) FROM points_entry e WHERE e.member_id = ${member} AND NOT e.quiet)
  WHEN 'streak' THEN (SELECT count(DISTINCT coalesce(b.local_day, b.occurred_at::date)) FROM behaviour b WHERE b.member_id = ${member})
  WHEN 'challenges' THEN CASE ${counts}->>'how' WHEN 'won' THEN ${entries(member, `e.kind = 'challenge.won'`)}
    ELSE (SELECT count(DISTINCT s.challenge_id) FROM challenge_share s WHERE s.member_id = ${member}) END
  WHEN 'recognition' THEN CASE ${counts}->>'how' WHEN 'received' THEN ${entries(member, `e.kind = 'recognition.received'`)}
    ELSE (SELECT count(*) FROM recognition r WHERE r.giver_id = ${member} AND r.weighing = 'counts' AND r.paid_at IS NOT NULL AND r.withdrawn_at IS NULL AND r.hidden_at IS NULL) END END`;

const tell = (r: Record<string, unknown>): string =>
  `member ${String(r.member_id)}: ${String(r.badge)}, ${String(r.tier)}`;

/** What badges promise: granted for what stands, in order, to everybody who has what they take. */
export const badgeChecks: readonly Check[] = [
  noRows(
    'B1',
    'every badge rests on facts that meet what it takes, and names a fact of the same member',
    `SELECT g.member_id, g.badge, g.tier FROM ${standing} g
     LEFT JOIN ${tier} own USING (revision, badge, tier) LEFT JOIN ${current} now USING (badge, tier)
     LEFT JOIN behaviour f ON f.id = g.behaviour_id
     WHERE own.least IS NULL OR f.member_id <> g.member_id
       OR NOT EXISTS (SELECT FROM ${standing} higher WHERE higher.member_id = g.member_id AND higher.badge = g.badge AND ${place('higher.tier')} > ${place('g.tier')})
         AND ${value('g.member_id', 'own.counts')} < own.least
         AND coalesce(now.retired OR ${value('g.member_id', 'now.counts')} < now.least, true)`,
    tell,
  ),
  noRows(
    'B2',
    'no tier stands without the one below',
    `SELECT g.member_id, g.badge, g.tier FROM ${standing} g WHERE ${place('g.tier')} > 1 AND NOT EXISTS (
       SELECT FROM ${standing} below WHERE below.member_id = g.member_id AND below.badge = g.badge AND ${place('below.tier')} = ${place('g.tier')} - 1)`,
    tell,
  ),
  noRows(
    'B3',
    'everybody has the badges whose facts they have, once the present ones have been gone through',
    `SELECT m.id AS member_id, now.badge, now.tier FROM member m CROSS JOIN ${current} now
     WHERE now.counts->>'by' <> 'streak' AND NOT now.retired AND ${value('m.id', 'now.counts')} >= now.least
       AND NOT EXISTS (SELECT FROM ${standing} g WHERE g.member_id = m.id AND g.badge = now.badge AND g.tier = now.tier)
       AND (SELECT done_at FROM badge_catch_up ORDER BY revision DESC LIMIT 1) IS NOT NULL`,
    tell,
  ),
];
