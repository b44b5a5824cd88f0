/** What could be wrong with wishes for rewards: in words, the law that names it, and the statements that plant it. */
export function wishPlants(somebody: string): readonly [string, string, string][] {
  /** A wish at 5 coins, with the steps it took; nothing is paid for it. */
  const wish = (state: string, steps: readonly string[], by = somebody): string => `
    INSERT INTO reward (title, text, picture, price, taken, needs_approval, visibility, created_at)
      VALUES ('planted', '', 'plant', 5, 1, true, 'shown', now());
    INSERT INTO reward_request (member_id, client_id, reward_id, title, price, state, asked_at)
      SELECT ${somebody}, gen_random_uuid(), id, title, price, '${state}', now() FROM reward WHERE title = 'planted';
    INSERT INTO reward_request_step (request_id, state, at, by_id)
      SELECT id, step, now(), ${by} FROM reward_request, unnest('{${steps.join()}}'::text[]) step WHERE title = 'planted'`;
  const coins = (direction: string, n: number): string => `
    INSERT INTO coin_entry (member_id, request_id, direction, coins, at)
      SELECT member_id, id, '${direction}', ${n}, now() FROM reward_request WHERE title = 'planted'`;
  const asked = wish('requested', ['requested']);
  const guard = `(SELECT id FROM member WHERE role = 'security' LIMIT 1)`;
  return [
    ['coins are spent, and the balance keeps them', 'L1', `${asked};${coins('spent', -5)}`],
    ['a wish is paid by nobody', 'R1', asked],
    [
      'coins come back from a wish that stands',
      'R1',
      `${asked};${coins('spent', -5)};${coins('returned', 5)}`,
    ],
    ['a piece is taken without a wish', 'R2', `${asked}; UPDATE reward SET taken = 2`],
    [
      'more are given away than there are',
      'R2',
      `ALTER TABLE reward DROP CONSTRAINT reward_never_oversold; ${asked}; UPDATE reward SET stock = 0`,
    ],
    ['somebody agrees to their own wish', 'R3', wish('approved', ['requested', 'approved'])],
    [
      'a wish is handed over that nobody agreed to',
      'R3',
      wish('fulfilled', ['requested', 'fulfilled'], guard),
    ],
  ];
}
