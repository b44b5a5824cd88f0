/** An entry, and a member, for plants: SQL that finds the same one each time. */
export const someEntry = `(SELECT min(id) FROM points_entry WHERE kind = 'habit.adopted')`;
export const somebody = `(SELECT min(member_id::text)::uuid FROM points_entry WHERE kind = 'habit.adopted')`;
/** A copy of a row with some columns changed; values are SQL. */
export const copyOf = (table: string, change: Record<string, string>, where: string): string => `
  DO $$ DECLARE r ${table}%ROWTYPE; BEGIN
    SELECT * INTO r FROM ${table} WHERE ${where};
    ${Object.entries(change)
      .map(([column, value]) => `r.${column} := ${value};`)
      .join('\n')}
    INSERT INTO ${table} SELECT r.*;
  END $$`;
export const newId = { id: '900000000' };
/** An entry that takes back `someEntry`, with some columns changed. */
export const reversal = (change: Record<string, string>): string =>
  copyOf(
    'points_entry',
    {
      ...newId,
      points: '-r.points',
      coins: '-r.coins',
      reverses_id: 'r.id',
      reversal: `'corrected'`,
      reason: `'a mistake'`,
      ...change,
    },
    `id = ${someEntry}`,
  )
    .replace('r.id := 900000000;\n', '')
    .replace(`INSERT INTO`, `r.id := 900000000; INSERT INTO`);
