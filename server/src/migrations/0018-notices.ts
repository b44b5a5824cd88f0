import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What each person was told, what they want to be told, and when not. */
export class Notices1764000000018 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      CREATE TABLE notice (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        member_id uuid NOT NULL REFERENCES member,
        kind text NOT NULL,
        -- of what happened: told again, it is the same notice
        key text NOT NULL,
        -- what fills its words; never the name of a person
        facts jsonb NOT NULL,
        at timestamptz NOT NULL,
        read_at timestamptz,
        UNIQUE (member_id, kind, key)
      );
      CREATE INDEX notice_by_member ON notice (member_id, id);
      CREATE INDEX notice_unread ON notice (member_id) WHERE read_at IS NULL;
      CREATE INDEX notice_by_age ON notice (at);

      CREATE TABLE notice_choice (
        member_id uuid NOT NULL REFERENCES member,
        kind text NOT NULL,
        choice text NOT NULL CHECK (choice IN ('live', 'centre', 'off')),
        PRIMARY KEY (member_id, kind)
      );

      -- minutes of the day on the member's own clock; they may cross midnight
      CREATE TABLE quiet_hours (
        member_id uuid PRIMARY KEY REFERENCES member,
        from_minute int NOT NULL CHECK (from_minute BETWEEN 0 AND 1439),
        until_minute int NOT NULL CHECK (until_minute BETWEEN 0 AND 1439 AND until_minute <> from_minute)
      );

      -- answers that were not seen are notices that were not read
      ALTER TABLE report DROP COLUMN seen_at;

      GRANT SELECT, INSERT, DELETE, UPDATE (read_at) ON notice TO vigil_app;
      GRANT SELECT, INSERT, UPDATE ON notice_choice TO vigil_app;
      GRANT SELECT, INSERT, UPDATE, DELETE ON quiet_hours TO vigil_app;
    `);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`
      ALTER TABLE report ADD COLUMN seen_at timestamptz;
      DROP TABLE quiet_hours, notice_choice, notice;
    `);
  }
}
