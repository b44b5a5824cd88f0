import { type Check, noRows } from './check.js';

const answered = `'check:' || c.member_id || ':' || c.local_day`;

/** What the daily check and streaks promise: streaks are read out of these rows and nothing else. */
export const streakChecks: readonly Check[] = [
  noRows(
    'D1',
    'a daily check was answered exactly where its fact stands, on the day it was asked for',
    `SELECT coalesce(c.member_id::text, b.natural_key) AS what, c.local_day::text AS day FROM daily_check c
     FULL JOIN (SELECT * FROM behaviour WHERE kind = 'check.daily' AND natural_key LIKE 'check:%') b
       ON b.natural_key = ${answered} AND b.member_id = c.member_id
     WHERE (c.member_id IS NULL) OR (b.id IS NULL) <> (c.answered_at IS NULL) OR b.local_day <> c.local_day`,
    (r) => `check of ${String(r.what)} on ${String(r.day)}`,
  ),
  noRows(
    'D2',
    'no question came to the same person again within 90 days',
    `SELECT c.member_id, c.question_id, c.local_day::text AS day FROM daily_check c JOIN daily_check d
       ON d.member_id = c.member_id AND d.question_id = c.question_id AND d.local_day > c.local_day AND d.local_day <= c.local_day + 90`,
    (r) => `question ${String(r.question_id)} of member ${String(r.member_id)} after ${String(r.day)}`,
  ),
  noRows(
    'D3',
    'a local day is a day that some clock on earth showed when it happened, and later facts have one',
    `SELECT id FROM behaviour WHERE abs(local_day - (occurred_at AT TIME ZONE 'UTC')::date) > 1
     UNION ALL SELECT id FROM behaviour WHERE local_day IS NULL AND id > (SELECT min(id) FROM behaviour WHERE local_day IS NOT NULL)`,
    (r) => `behaviour ${String(r.id)}`,
  ),
];
