import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Local days, work calendars, leave, outages; the questions of the daily check and who was asked what. */
export class Streaks1764000000012 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      -- in the member's own zone; computed once, when the fact was recorded
      ALTER TABLE behaviour ADD COLUMN local_day date;

      -- since when somebody's clock shows which zone: who travels owes no day that they did not have
      CREATE TABLE member_time_zone (
        member_id uuid NOT NULL REFERENCES member,
        from_at timestamptz NOT NULL,
        time_zone text NOT NULL,
        PRIMARY KEY (member_id, from_at)
      );
      INSERT INTO member_time_zone SELECT id, created_at, time_zone FROM member;
      CREATE FUNCTION keep_time_zone() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO member_time_zone (member_id, from_at, time_zone) VALUES (NEW.id, now(), NEW.time_zone)
        ON CONFLICT (member_id, from_at) DO UPDATE SET time_zone = excluded.time_zone;
        RETURN NULL;
      END $$;
      CREATE TRIGGER member_has_time_zone AFTER INSERT ON member
        FOR EACH ROW EXECUTE FUNCTION keep_time_zone();
      CREATE TRIGGER member_changes_time_zone AFTER UPDATE OF time_zone ON member
        FOR EACH ROW WHEN (OLD.time_zone IS DISTINCT FROM NEW.time_zone) EXECUTE FUNCTION keep_time_zone();

      CREATE TABLE member_work_calendar (
        member_id uuid NOT NULL REFERENCES member,
        from_day date NOT NULL,
        -- null: those of the organisation
        working_days int[],
        -- code of a region, 'none', or null: those of most people in the member's zone
        holidays text,
        PRIMARY KEY (member_id, from_day)
      );

      CREATE TABLE member_leave (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        member_id uuid NOT NULL REFERENCES member,
        from_day date NOT NULL,
        until_day date NOT NULL,
        CHECK (from_day <= until_day)
      );
      CREATE INDEX member_leave_by_member ON member_leave (member_id, from_day);

      -- when a server was last alive, and when none was
      CREATE TABLE pulse (
        only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
        alive_at timestamptz NOT NULL
      );
      INSERT INTO pulse (alive_at) VALUES (now());
      CREATE TABLE outage (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        from_at timestamptz NOT NULL,
        until_at timestamptz NOT NULL,
        CHECK (from_at < until_at)
      );

      CREATE TABLE daily_question (
        id text PRIMARY KEY,
        origin text NOT NULL CHECK (origin IN ('built-in', 'own')),
        topic text NOT NULL,
        body jsonb NOT NULL,
        version int NOT NULL,
        added_at timestamptz NOT NULL,
        retired_at timestamptz
      );

      -- one question for each member and local day; what is right stays in the question
      CREATE TABLE daily_check (
        member_id uuid NOT NULL REFERENCES member,
        local_day date NOT NULL,
        question_id text NOT NULL REFERENCES daily_question,
        -- in which order this member sees the answers: drawn, so that no neighbour's answer helps
        shown_order int[] NOT NULL,
        asked_at timestamptz NOT NULL,
        answered_at timestamptz,
        answer int,
        correct boolean,
        PRIMARY KEY (member_id, local_day),
        CHECK (answered_at >= asked_at),
        CHECK ((answered_at IS NULL) = (answer IS NULL) AND (answered_at IS NULL) = (correct IS NULL))
      );

      GRANT SELECT, INSERT, UPDATE ON member_time_zone, member_work_calendar, daily_question, daily_check TO vigil_app;
      GRANT SELECT, INSERT, DELETE ON member_leave TO vigil_app;
      GRANT SELECT, UPDATE ON pulse TO vigil_app;
      GRANT SELECT, INSERT ON outage TO vigil_app;
    `);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`
      DROP TRIGGER member_has_time_zone ON member;
      DROP TRIGGER member_changes_time_zone ON member;
      DROP TABLE daily_check, daily_question, outage, pulse, member_leave, member_work_calendar, member_time_zone;
      DROP FUNCTION keep_time_zone();
      ALTER TABLE behaviour DROP COLUMN local_day;
    `);
  }
}
