import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lights that are coins alone, and time that leaders give their departments. */
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

      CREATE TABLE given_time (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        number bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
        leader_id uuid NOT NULL REFERENCES member,
        -- made by the leader: a retry is the same one
        client_id uuid NOT NULL,
        department_id uuid NOT NULL REFERENCES department,
        -- for each person
        minutes int NOT NULL CHECK (minutes BETWEEN 15 AND 480 AND minutes % 15 = 0),
        day date NOT NULL,
        words text NOT NULL,
        given_at timestamptz NOT NULL,
        withdrawn_at timestamptz,
        UNIQUE (leader_id, client_id)
      );
      CREATE INDEX given_time_by_leader ON given_time (leader_id, day);
      CREATE INDEX given_time_by_department ON given_time (department_id, day);

      -- how much of a day one leader has given a department
      CREATE TABLE given_time_day (
        leader_id uuid NOT NULL REFERENCES member,
        department_id uuid NOT NULL REFERENCES department,
        day date NOT NULL,
        minutes int NOT NULL CHECK (minutes >= 0),
        PRIMARY KEY (leader_id, department_id, day),
        CONSTRAINT given_time_day_holds CHECK (minutes <= 480)
      );

      GRANT SELECT, INSERT, UPDATE (withdrawn_at) ON given_time TO vigil_app;
      GRANT SELECT, INSERT, UPDATE ON given_time_day TO vigil_app;
    `);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`
      DROP TABLE given_time_day, given_time;
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
