import { internalSource } from '../features/behaviours/behaviours.types.js';
import { type Check, noRows } from './check.js';

const facts = `(SELECT split_part(natural_key, ':', 2) AS spotlight, member_id, kind FROM behaviour
  WHERE source_id = '${internalSource}' AND natural_key LIKE 'spotlight:%')`;

/** What is promised where leaders grant lights. */
export const spotlightChecks: readonly Check[] = [
  noRows(
    'G1',
    'no leader grants more than the budget of a month, and what is counted is what was granted',
    `SELECT coalesce(b.leader_id, s.leader_id) AS id, coalesce(b.month, s.month) AS month, b.used, b.allowed, s.lights
     FROM (SELECT * FROM spotlight_budget WHERE used > 0) b
     FULL JOIN (SELECT leader_id, month, sum(lights) AS lights FROM spotlight WHERE state <> 'declined' GROUP BY 1, 2) s
       ON (s.leader_id, s.month) = (b.leader_id, b.month)
     WHERE b.used IS DISTINCT FROM s.lights OR b.used > b.allowed`,
    (r) =>
      `leader ${String(r.id)}, ${String(r.month)}: ${String(r.used)} used of ${String(r.allowed)}, ${String(r.lights)} granted`,
  ),
  noRows(
    'G2',
    'above the limit two people decided, and nobody for themselves',
    `SELECT id FROM spotlight WHERE leader_id = receiver_id OR decided_by IN (leader_id, receiver_id)
       OR (state = 'granted' AND lights > approve_above AND decided_by IS NULL)`,
    (r) => `spotlight ${String(r.id)}`,
  ),
  noRows(
    'G3',
    'each light that was granted is one fact of its receiver, of the kind that was granted, and there is no other',
    `SELECT coalesce(s.id::text, f.spotlight) AS id FROM (SELECT * FROM spotlight WHERE state = 'granted') s
     FULL JOIN (SELECT spotlight, min(member_id::text) AS first, max(member_id::text) AS last,
       min(kind) AS kind, max(kind) AS other, count(*) AS n FROM ${facts} x GROUP BY 1) f
       ON f.spotlight = s.id::text
     WHERE s.lights IS DISTINCT FROM f.n OR f.first <> s.receiver_id::text OR f.last <> s.receiver_id::text
       OR f.kind <> f.other OR f.kind <> CASE s.brings WHEN 'coins' THEN 'spotlight.coins' ELSE 'spotlight.received' END`,
    (r) => `spotlight ${String(r.id)}`,
  ),
];
