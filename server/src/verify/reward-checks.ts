import { type Check, noRows } from './check.js';

const gaveBack = `('declined', 'withdrawn')`;
/** The ways that a request can go, each as the states that it came to. */
const ways = `('requested', 'requested approved', 'requested approved fulfilled', 'requested declined', 'requested approved declined', 'requested withdrawn')`;

/** What is promised where coins are spent. */
export const rewardChecks: readonly Check[] = [
  noRows(
    'R1',
    'a request is paid once by its person, and paid back once when nothing comes of it',
    `SELECT q.id FROM reward_request q LEFT JOIN coin_entry e ON e.request_id = q.id GROUP BY q.id
     HAVING coalesce(sum(e.coins) FILTER (WHERE e.direction = 'spent'), 0) <> -q.price
       OR coalesce(sum(e.coins) FILTER (WHERE e.direction = 'returned'), 0) <> CASE WHEN q.state IN ${gaveBack} THEN q.price ELSE 0 END
       OR bool_or(e.member_id <> q.member_id)`,
    (r) => `request ${String(r.id)}`,
  ),
  noRows(
    'R2',
    'no reward is given away more often than there are',
    `SELECT r.id, r.taken, r.stock, count(q.id) AS asked FROM reward r
     LEFT JOIN reward_request q ON q.reward_id = r.id AND q.state NOT IN ${gaveBack}
     GROUP BY r.id HAVING r.taken <> count(q.id) OR r.taken > r.stock`,
    (r) =>
      `reward ${String(r.id)}: ${String(r.taken)} taken, ${String(r.asked)} asked for, stock ${String(r.stock)}`,
  ),
  noRows(
    'R3',
    'every request went a way that there is, and nobody answered their own',
    `SELECT q.id FROM reward_request q LEFT JOIN reward_request_step s ON s.request_id = q.id GROUP BY q.id
     HAVING coalesce(string_agg(s.state, ' ' ORDER BY s.at, array_position('{requested,approved,fulfilled,declined,withdrawn}', s.state)), '')
         NOT IN ${ways}
       OR NOT bool_or(s.state = q.state) OR (q.state IN ('requested', 'approved') AND count(*) <> array_position('{requested,approved}', q.state))
       OR bool_or(s.by_id = q.member_id AND s.state NOT IN ('requested', 'withdrawn'))`,
    (r) => `request ${String(r.id)}`,
  ),
];
