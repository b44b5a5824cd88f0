import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Standings of departments as they were computed, and the limits of the size divisions. */
export class DepartmentStandings1764000000005 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      ALTER TABLE installation
        ADD COLUMN small_up_to int NOT NULL DEFAULT 24 CHECK (small_up_to >= 5),
        ADD COLUMN medium_up_to int NOT NULL DEFAULT 79,
        ADD CONSTRAINT installation_divisions CHECK (medium_up_to > small_up_to);

      CREATE TABLE department_standing (
        unit text NOT NULL CHECK (unit IN ('week', 'month', 'season', 'all')),
        key text NOT NULL,
        -- open: what the next standing follows; closed: what is left of the period
        closed boolean NOT NULL,
        -- counts what was saved: whoever builds on one that is no longer there saves nothing
        revision int NOT NULL DEFAULT 1,
        computed_at timestamptz NOT NULL DEFAULT now(),
        -- whom a closed one leaves out: it is computed anew when other people are hidden
        hidden_key text,
        rows jsonb NOT NULL,
        PRIMARY KEY (unit, key)
      );
      GRANT SELECT, INSERT, UPDATE ON department_standing TO vigil_app;
    `);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`
      DROP TABLE department_standing;
      ALTER TABLE installation DROP COLUMN small_up_to, DROP COLUMN medium_up_to;
    `);
  }
}
