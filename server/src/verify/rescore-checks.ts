import { type Check, noRows } from './check.js';

/** What is promised where past weeks are counted again. */
export const rescoreChecks: readonly Check[] = [
  noRows(
    'L13',
    'no weeks are counted again unless two people decided it, and no entry says so without them',
    `SELECT 'decision ' || id AS what FROM rescore
     WHERE approved_by = proposed_by OR (approved_at IS NULL AND (finished_at IS NOT NULL OR done_until IS NOT NULL))
     UNION ALL
     SELECT 'entry ' || e.id FROM points_entry e LEFT JOIN rescore_entry o ON o.entry_id = e.id LEFT JOIN rescore s ON s.id = o.rescore_id
     WHERE (e.reversal = 'rescored' AND s.id IS NULL)
       OR (o.entry_id IS NOT NULL AND (s.approved_at IS NULL
         OR e.occurred_at < s.from_at OR e.occurred_at >= s.until_at))`,
    (r) => String(r.what),
  ),
];
