import { type Check, noRows } from './check.js';
import { rescoreChecks } from './rescore-checks.js';
import { rewardChecks } from './reward-checks.js';

/** Rules by revision and kind, as rows. */
const rules = `(SELECT revision, r->>'kind' AS kind, coalesce((r->>'oncePerObject')::boolean, false) AS once,
    coalesce((r->>'coinsOnly')::boolean, false) AS coins_only,
    (r->>'capPerDay')::int AS cap_day, (r->>'capPerWeek')::int AS cap_week
  FROM ruleset, jsonb_array_elements(rules) r)`;

const rescored = `(SELECT o.entry_id, s.revision, s.from_at, s.until_at FROM rescore_entry o JOIN rescore s ON s.id = o.rescore_id)`;
/** The revision that holds at a time, of those that were not withdrawn. */
const heldAt = (time: string): string => `(SELECT h.revision FROM ruleset h WHERE h.effective_from <= ${time}
  AND NOT EXISTS (SELECT FROM ruleset_withdrawal w WHERE w.revision = h.revision)
  ORDER BY h.effective_from DESC, h.revision DESC LIMIT 1)`;
/** Transactions that were open when rules were published or withdrawn had looked at the rules before. */
const openFor = `interval '10 seconds'`;

/** What the ledger promises. Each query looks for what must not exist. */
export const ledgerChecks: readonly Check[] = [
  noRows(
    'L1',
    'every balance is the sum of its entries; its coins are those earned, less those spent, with those that came back',
    `SELECT member_id, b.points AS balance, coalesce(e.points, 0) AS ledger
     FROM balance b FULL JOIN (SELECT member_id, sum(points) AS points, coalesce(sum(points) FILTER (WHERE quiet), 0) AS quiet,
       sum(coins) AS coins FROM points_entry GROUP BY 1) e USING (member_id)
     FULL JOIN (SELECT member_id, sum(coins) AS coins FROM coin_entry GROUP BY 1) c USING (member_id)
     WHERE coalesce(b.points, 0) <> coalesce(e.points, 0) OR coalesce(b.quiet, 0) <> coalesce(e.quiet, 0)
       OR coalesce(b.coins - b.coins_owed, 0) <> coalesce(e.coins, 0) + coalesce(c.coins, 0)`,
    (r) => `member ${String(r.member_id)}: balance ${String(r.balance)}, ledger ${String(r.ledger)}`,
  ),
  noRows(
    'L2',
    'every fact that was answered with points has its entries',
    `SELECT b.id, b.points, coalesce(sum(e.points), 0) AS entries
     FROM behaviour b LEFT JOIN points_entry e ON e.behaviour_id = b.id AND NOT EXISTS (SELECT FROM rescore_entry o WHERE o.entry_id = e.id)
     GROUP BY b.id HAVING b.points <> coalesce(sum(e.points), 0)`,
    (r) => `behaviour ${String(r.id)}: answered ${String(r.points)}, entries ${String(r.entries)}`,
  ),
  noRows(
    'L3',
    'every entry follows from a fact of the same member, under a rule that was valid then',
    `SELECT e.id FROM points_entry e LEFT JOIN behaviour b ON b.id = e.behaviour_id LEFT JOIN ${rules} r ON r.revision = e.revision AND r.kind = e.kind
     LEFT JOIN ruleset s ON s.revision = e.revision LEFT JOIN ruleset_withdrawal w ON w.revision = e.revision
     LEFT JOIN ${rescored} again ON again.entry_id = e.id
     WHERE e.reverses_id IS NULL AND (b.id IS NULL OR b.member_id <> e.member_id OR b.kind <> e.kind OR b.occurred_at <> e.occurred_at OR r.kind IS NULL
       OR CASE WHEN again.entry_id IS NOT NULL THEN e.revision <> again.revision
          ELSE (s.effective_from > e.occurred_at AND e.revision <> (SELECT min(revision) FROM ruleset))
            OR w.withdrawn_at < e.recorded_at - ${openFor}
            OR EXISTS (SELECT FROM ruleset x WHERE x.effective_from <= e.occurred_at AND (x.effective_from, x.revision) > (s.effective_from, s.revision)
              AND x.published_at < e.recorded_at - ${openFor}
              AND NOT EXISTS (SELECT FROM ruleset_withdrawal u WHERE u.revision = x.revision))
          END)`,
    (r) => `entry ${String(r.id)}`,
  ),
  noRows(
    'L4',
    'a natural key counts once, and an object brings each part once',
    `SELECT 'key' AS what, natural_key AS id FROM behaviour GROUP BY source_id, natural_key HAVING count(*) > 1
     UNION ALL
     SELECT 'object', min(e.id)::text FROM points_entry e JOIN ${rules} r ON r.revision = e.revision AND r.kind = e.kind AND r.once
     WHERE e.object IS NOT NULL
     GROUP BY e.member_id, e.kind, e.object, e.part HAVING sum(e.coins) > max((e.explanation->>'full')::int)`,
    (r) => `${String(r.what)} ${String(r.id)}`,
  ),
  noRows(
    'L5',
    'no cap is exceeded, and none is called reached before it was',
    `WITH used AS (
       SELECT e.member_id, e.kind, e.cap_day, e.cap_week, max(r.cap_day) AS day_limit, max(r.cap_week) AS week_limit,
         bool_or(r.cap_day IS NULL) AS day_open, bool_or(r.cap_week IS NULL) AS week_open,
         sum(e.coins) FILTER (WHERE e.reversal IS DISTINCT FROM 'corrected') AS points
       FROM points_entry e JOIN ${rules} r ON r.revision = e.revision AND r.kind = e.kind GROUP BY 1, 2, 3, 4),
     weeks AS (SELECT member_id, kind, cap_week, max(week_limit) AS week_limit, bool_or(week_open) AS week_open, sum(points) AS points FROM used GROUP BY 1, 2, 3)
     SELECT 'exceeded on ' || cap_day AS what, member_id, kind FROM used WHERE points > day_limit AND NOT day_open
     UNION ALL SELECT 'exceeded in ' || cap_week, member_id, kind FROM weeks WHERE points > week_limit AND NOT week_open
     UNION ALL
     SELECT 'called reached by behaviour ' || b.id, b.member_id, b.kind FROM behaviour b CROSS JOIN installation i
     LEFT JOIN ${rules} r ON r.kind = b.kind AND r.revision = ${heldAt('b.occurred_at')}
     LEFT JOIN used u ON u.member_id = b.member_id AND u.kind = b.kind AND u.cap_day = (b.occurred_at AT TIME ZONE i.time_zone)::date
     LEFT JOIN weeks w ON w.member_id = b.member_id AND w.kind = b.kind AND w.cap_week = to_char(b.occurred_at AT TIME ZONE i.time_zone, 'IYYY"-W"IW')
     WHERE b.because = 'cap-reached' AND NOT coalesce(u.points >= r.cap_day, false) AND NOT coalesce(w.points >= r.cap_week, false)
       AND NOT EXISTS (SELECT FROM rescore s WHERE s.approved_at IS NOT NULL AND b.occurred_at >= s.from_at AND b.occurred_at < s.until_at)`,
    (r) => `${String(r.kind)} of member ${String(r.member_id)}: ${String(r.what)}`,
  ),
  noRows(
    'L6',
    'no balance was ever below zero',
    `SELECT DISTINCT member_id FROM (
       SELECT member_id, sum(points) OVER w AS points, sum(coins) OVER w AS coins FROM points_entry
       WINDOW w AS (PARTITION BY member_id ORDER BY behaviour_id RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)) p
     WHERE points < 0 OR coins < 0`,
    (r) => `member ${String(r.member_id)}`,
  ),
  noRows(
    'L7',
    'an entry is taken back at most once, and wholly',
    `SELECT r.id FROM points_entry r JOIN points_entry o ON o.id = r.reverses_id
     WHERE r.points <> -o.points OR r.coins <> -o.coins OR r.member_id <> o.member_id OR r.part <> o.part OR r.kind <> o.kind OR o.reverses_id IS NOT NULL
     UNION ALL SELECT min(id) FROM points_entry WHERE reverses_id IS NOT NULL GROUP BY reverses_id HAVING count(*) > 1`,
    (r) => `entry ${String(r.id)}`,
  ),
  noRows(
    'L8',
    'a campaign has at most one first reporter, the one whom its settlement named',
    `SELECT g.id AS campaign_id FROM points_entry e JOIN simulation_case c ON c.id::text = e.object JOIN campaign g ON g.id = c.campaign_id
     WHERE e.part = 'first' AND e.points > 0 AND g.first_reporter_id IS DISTINCT FROM e.member_id`,
    (r) => `campaign ${String(r.campaign_id)}`,
  ),
  noRows(
    'L12',
    'all points are whole numbers within bounds',
    `SELECT 'entry ' || id AS what FROM points_entry WHERE abs(points) > 1000 OR abs(coins) > 1000
     UNION ALL SELECT 'balance of ' || member_id FROM balance WHERE points >= 9007199254740992 OR coins >= 9007199254740992`,
    (r) => String(r.what),
  ),
  noRows(
    'L14',
    'each point earned is a coin; coins alone are brought where the rule says so, and nowhere else',
    `SELECT e.id FROM points_entry e JOIN ${rules} r ON r.revision = e.revision AND r.kind = e.kind
     WHERE e.points <> CASE WHEN r.coins_only THEN 0 ELSE e.coins END OR (r.coins_only AND NOT e.quiet)`,
    (r) => `entry ${String(r.id)}`,
  ),
  ...rescoreChecks,
  ...rewardChecks,
];

/** What the outbox promises once the installation is at rest. */
export const outboxChecks: readonly Check[] = [
  noRows(
    'P5',
    'no change waits longer than ten seconds, and none was given up',
    `SELECT 'row ' || id || ' for ' || consumer AS what FROM outbox WHERE created_at < now() - interval '10 seconds'
     UNION ALL SELECT 'dead row ' || id || ' for ' || consumer FROM outbox_dead`,
    (r) => String(r.what),
  ),
];
