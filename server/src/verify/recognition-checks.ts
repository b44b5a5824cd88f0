import { restMs } from '@vigil/shared/recognition';
import { internalSource } from '../features/behaviours/behaviours.types.js';
import { type Check, noRows } from './check.js';

const stands = (r: string): string => `${r}.withdrawn_at IS NULL AND ${r}.hidden_at IS NULL`;
const facts = `(SELECT * FROM behaviour WHERE source_id = '${internalSource}' AND natural_key LIKE 'recognition:%')`;

/** What is promised of recognition: within its allowance, never for oneself, and each award with its reason. */
export const recognitionChecks: readonly Check[] = [
  noRows(
    'T1',
    'nobody gives more recognition than a month allows, and what is counted is what was given',
    `SELECT coalesce(a.member_id, r.giver_id) AS id, coalesce(a.month, r.month) AS month, a.used, a.allowed, r.given
     FROM recognition_allowance a
     FULL JOIN (SELECT giver_id, month, count(*) AS given FROM recognition GROUP BY 1, 2) r ON (r.giver_id, r.month) = (a.member_id, a.month)
     WHERE a.used IS DISTINCT FROM r.given OR a.used > a.allowed`,
    (r) =>
      `member ${String(r.id)}, ${String(r.month)}: ${String(r.used)} used of ${String(r.allowed)}, ${String(r.given)} given`,
  ),
  noRows(
    'T2',
    'nobody recognises themselves',
    `SELECT id FROM recognition WHERE giver_id = receiver_id`,
    (r) => `recognition ${String(r.id)}`,
  ),
  noRows(
    'T3',
    'recognition that counts has brought its receiver one fact, and no other has brought any',
    `SELECT coalesce(r.id::text, b.natural_key) AS id FROM (SELECT * FROM recognition WHERE weighing = 'counts') r
     FULL JOIN ${facts} b ON b.natural_key = 'recognition:' || r.id
     WHERE r.id IS NULL OR b.member_id IS DISTINCT FROM CASE WHEN r.paid_at IS NOT NULL THEN r.receiver_id END
       OR (r.paid_at IS NULL AND ${stands('r')} AND r.given_at < now() - interval '8 days')`,
    (r) => `recognition ${String(r.id)}`,
  ),
  noRows(
    'T4',
    'what was taken back has left no points',
    `SELECT r.id FROM recognition r JOIN behaviour b ON b.source_id = '${internalSource}' AND b.natural_key = 'recognition:' || r.id
     JOIN points_entry e ON e.behaviour_id = b.id
     WHERE NOT (${stands('r')}) AND NOT EXISTS (SELECT FROM points_entry t WHERE t.reverses_id = e.id)`,
    (r) => `recognition ${String(r.id)}`,
  ),
  noRows(
    'T5',
    'two people bring each other points once in four weeks',
    `SELECT r.id, o.id AS other FROM recognition r
     JOIN recognition o ON o.id > r.id AND (o.giver_id, o.receiver_id) IN ((r.giver_id, r.receiver_id), (r.receiver_id, r.giver_id))
       AND abs(extract(epoch FROM o.given_at - r.given_at)) < ${restMs / 1_000}
     WHERE r.weighing = 'counts' AND o.weighing = 'counts' AND ${stands('r')} AND ${stands('o')}`,
    (r) => `recognitions ${String(r.id)} and ${String(r.other)}`,
  ),
];
