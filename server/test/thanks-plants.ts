import { copyOf, newId, someEntry } from './row-copies.js';

const planted = '0aaaaaaa-0000-4000-8000-000000000001';
const internal = `'00000000-0000-4000-8000-000000000001'`;

/** What could be wrong with recognition: in words, the law that names it, and the statements that plant it. */
export function thanksPlants(somebody: string): readonly [string, string, string][] {
  const other = `(SELECT id FROM member WHERE id <> ${somebody} ORDER BY id LIMIT 1)`;
  const given = (how: {
    id?: string;
    from?: string;
    to?: string;
    weighing?: string;
    more?: string;
    value?: string;
  }): string =>
    `INSERT INTO recognition (id, giver_id, client_id, receiver_id, behaviour, words, visibility, month, given_at, weighing${how.more ?? ''})
     SELECT '${how.id ?? planted}', ${how.from ?? somebody}, gen_random_uuid(), ${how.to ?? other}, 'asked-first', 'planted', 'public', '2026-01',
       now() - interval '9 days', '${how.weighing ?? 'pair'}'${how.value ?? ''};`;
  const used = (n: number, allowed = 5): string =>
    `INSERT INTO recognition_allowance (member_id, month, used, allowed) SELECT ${somebody}, '2026-01', ${n}, ${allowed};`;
  const aFact = copyOf(
    'behaviour',
    {
      ...newId,
      ...{ source_id: internal, natural_key: `'recognition:${planted}'`, member_id: other },
      kind: `'recognition.received'`,
    },
    'id = (SELECT min(id) FROM behaviour)',
  );
  const paid = { weighing: 'counts', more: ', paid_at', value: ', now()' };
  return [
    ['recognition is given beside the allowance', 'T1', given({})],
    [
      'more recognition is given than a month allows',
      'T1',
      `ALTER TABLE recognition_allowance DROP CONSTRAINT recognition_allowance_kept; ${given({})} ${used(1, 0)}`,
    ],
    [
      'somebody recognises themselves',
      'T2',
      `ALTER TABLE recognition DROP CONSTRAINT recognition_never_oneself; ${used(1)} ${given({ to: somebody })}`,
    ],
    ['what counts has brought nothing', 'T3', `${used(1)} ${given(paid)}`],
    ['what counts waits for ever', 'T3', `${used(1)} ${given({ weighing: 'counts' })}`],
    ['points came of no recognition', 'T3', aFact],
    ['points came of what does not count', 'T3', `${used(1)} ${given({})} ${aFact}`],
    [
      'what was taken back has left its points',
      'T4',
      `${used(1)} ${given({ weighing: 'counts', more: ', paid_at, withdrawn_at', value: ', now(), now()' })}
       UPDATE behaviour SET source_id = ${internal}, natural_key = 'recognition:${planted}'
       WHERE id = (SELECT behaviour_id FROM points_entry WHERE id = ${someEntry})`,
    ],
    [
      'two thank each other, and both count',
      'T5',
      given(paid) + given({ ...paid, id: planted.replace('0', '1'), from: other, to: somebody }),
    ],
  ];
}
