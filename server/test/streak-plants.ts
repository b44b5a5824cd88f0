/** What must never stand where streaks are read from: a name, the law that finds it, and how it gets there. */
export function streakPlants(somebody: string): readonly (readonly [string, string, string])[] {
  const firstFact = `(SELECT min(id) FROM behaviour)`;
  return [
    [
      'a check counts as answered without a fact',
      'D1',
      `INSERT INTO daily_check SELECT ${somebody}, '2026-11-23', id, '{0,1,2}', now(), now(), 0, true FROM daily_question LIMIT 1`,
    ],
    [
      'a fact of a check stands that nobody answered',
      'D1',
      `UPDATE behaviour SET kind = 'check.daily', natural_key = 'check:x:2026-11-23' WHERE id = ${firstFact}`,
    ],
    [
      'a question comes again after 90 days',
      'D2',
      `INSERT INTO daily_check SELECT ${somebody}, d::date, (SELECT min(id) FROM daily_question), '{0,1,2}', now(), null, null, null
       FROM unnest('{2026-05-01,2026-07-30}'::text[]) d`,
    ],
    [
      'a lamp was set on another day',
      'D3',
      `UPDATE behaviour SET local_day = local_day - 3 WHERE id = ${firstFact}`,
    ],
    [
      'a fact has no local day',
      'D3',
      `UPDATE behaviour SET local_day = NULL WHERE id = (SELECT max(id) FROM behaviour)`,
    ],
  ];
}
