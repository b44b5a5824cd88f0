import { mostMinutes } from '@vigil/shared/leaders';
import { type Check, noRows } from './check.js';

/** What is promised where leaders give time. */
export const givenTimeChecks: readonly Check[] = [
  noRows(
    'G4',
    'no leader gives a department more of a day than it holds, and what is counted is what stands',
    `SELECT coalesce(d.leader_id, g.leader_id) AS id, coalesce(d.day, g.day)::text AS day, d.minutes AS counted, g.minutes AS given
     FROM (SELECT * FROM given_time_day WHERE minutes > 0) d
     FULL JOIN (SELECT leader_id, department_id, day, sum(minutes) AS minutes FROM given_time WHERE withdrawn_at IS NULL GROUP BY 1, 2, 3) g
       ON (g.leader_id, g.department_id, g.day) = (d.leader_id, d.department_id, d.day)
     WHERE d.minutes IS DISTINCT FROM g.minutes OR d.minutes > ${mostMinutes}`,
    (r) => `leader ${String(r.id)}, ${String(r.day)}: ${String(r.counted)} counted, ${String(r.given)} given`,
  ),
];
