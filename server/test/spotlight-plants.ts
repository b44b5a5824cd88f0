import { copyOf, newId } from './row-copies.js';

const planted = '0bbbbbbb-0000-4000-8000-000000000001';
const internal = `'00000000-0000-4000-8000-000000000001'`;

/** What could be wrong with the lights and the time of leaders: in words, the law that names it, and the statements that plant it. */
export function spotlightPlants(somebody: string): readonly [string, string, string][] {
  const guard = `(SELECT id FROM member WHERE role = 'security' LIMIT 1)`;
  const granted = (how: { from?: string; state?: string; lights?: number; by?: string } = {}): string =>
    `INSERT INTO spotlight (id, leader_id, client_id, receiver_id, lights, words, month, approve_above, state, asked_at, decided_by)
     SELECT '${planted}', ${how.from ?? guard}, gen_random_uuid(), ${somebody}, ${how.lights ?? 1}, 'planted', '2026-01', 3, '${how.state ?? 'granted'}', now(),
       ${how.by ?? 'NULL::uuid'};`;
  const used = (n: number, allowed = 20): string =>
    `INSERT INTO spotlight_budget (leader_id, month, used, allowed) SELECT ${guard}, '2026-01', ${n}, ${allowed};`;
  const crew = `(SELECT id FROM department LIMIT 1)`;
  const time = (minutes: number): string =>
    `INSERT INTO given_time (leader_id, client_id, department_id, minutes, day, words, given_at)
     SELECT ${guard}, gen_random_uuid(), ${crew}, ${minutes}, '2026-01-05', 'planted', now();`;
  const counted = (minutes: number): string =>
    `INSERT INTO given_time_day (leader_id, department_id, day, minutes) SELECT ${guard}, ${crew}, '2026-01-05', ${minutes};`;
  const aFact = copyOf(
    'behaviour',
    {
      ...newId,
      ...{ source_id: internal, natural_key: `'spotlight:${planted}:1'`, member_id: somebody },
      kind: `'spotlight.received'`,
    },
    'id = (SELECT min(id) FROM behaviour)',
  );
  return [
    ['lights are granted beside the budget', 'G1', `${granted()} ${aFact}`],
    [
      'a budget is exceeded',
      'G1',
      `ALTER TABLE spotlight_budget DROP CONSTRAINT spotlight_budget_kept; ${granted()} ${used(1, 0)} ${aFact}`,
    ],
    [
      'a leader agrees alone to what needs two',
      'G2',
      `ALTER TABLE spotlight DROP CONSTRAINT spotlight_agreed; ${used(4)} ${granted({ lights: 4 })}`,
    ],
    [
      'somebody grants themselves lights',
      'G2',
      `ALTER TABLE spotlight DROP CONSTRAINT spotlight_never_oneself; ${granted({ from: somebody })}`,
    ],
    [
      'somebody agrees to lights for themselves',
      'G2',
      `ALTER TABLE spotlight DROP CONSTRAINT spotlight_second_person; ${used(4)} ${granted({ lights: 4, by: somebody })}`,
    ],
    ['a light brought nothing', 'G3', `${used(1)} ${granted()}`],
    [
      'coins alone were granted, and points were brought',
      'G3',
      `${used(1)} ${granted()} UPDATE spotlight SET brings = 'coins' WHERE id = '${planted}'; ${aFact}`,
    ],
    ['a light shines that nobody granted', 'G3', aFact],
    ['time is given beside the count of its day', 'G4', time(60)],
    [
      'a day holds more than it can',
      'G4',
      `ALTER TABLE given_time_day DROP CONSTRAINT given_time_day_holds; ${time(480)} ${time(480)} ${counted(960)}`,
    ],
    ['time is counted that nobody gave', 'G4', counted(60)],
  ];
}
