import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lights that are coins alone. */
export class LeadersGive1764000000021 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      -- an entry brings points and as many coins, or coins alone
      ALTER TABLE points_entry
        DROP CONSTRAINT points_entry_points_check,
        DROP CONSTRAINT points_entry_check,
        ADD CONSTRAINT points_entry_points_check CHECK (points BETWEEN -1000 AND 1000 AND (points <> 0 OR coins <> 0)),
        ADD CONSTRAINT points_entry_check CHECK ((reverses_id IS NULL AND reversal IS NULL AND points >= 0 AND coins >= 0)
          OR (reverses_id IS NOT NULL AND reversal IS NOT NULL AND points <= 0 AND coins <= 0 AND reason IS NOT NULL));

      ALTER TABLE spotlight ADD COLUMN brings text NOT NULL DEFAULT 'points' CHECK (brings IN ('points', 'coins'));
    `);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`
      ALTER TABLE spotlight DROP COLUMN brings;
      ALTER TABLE points_entry
        DROP CONSTRAINT points_entry_points_check,
        DROP CONSTRAINT points_entry_check,
        ADD CONSTRAINT points_entry_points_check CHECK (points BETWEEN -1000 AND 1000 AND points <> 0),
        ADD CONSTRAINT points_entry_check CHECK ((reverses_id IS NULL AND reversal IS NULL AND points > 0)
          OR (reverses_id IS NOT NULL AND reversal IS NOT NULL AND points < 0 AND reason IS NOT NULL));
    `);
  }
}
