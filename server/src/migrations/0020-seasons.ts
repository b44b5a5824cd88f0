import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Seasons that ended and their close; kept standings keep the limits under which they were divided. */
export class Seasons1764000000020 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      CREATE TABLE season (
        -- as in points_entry.counts_season; a season has a row from its end on
        key text PRIMARY KEY CHECK (key ~ '^[0-9]{4}-Q[1-4]$'),
        starts_at timestamptz NOT NULL,
        ends_at timestamptz NOT NULL CHECK (ends_at > starts_at),
        -- the close, as that of challenges: what is recorded from here on does not count; set once
        counts_until timestamptz,
        closed_at timestamptz,
        CHECK (closed_at IS NULL OR counts_until IS NOT NULL)
      );

      -- one rule for whatever closes: the line and the close stand, and so does the result where one is kept
      CREATE OR REPLACE FUNCTION keep_close() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF OLD.counts_until IS NOT NULL AND NEW.counts_until IS DISTINCT FROM OLD.counts_until
          OR OLD.closed_at IS NOT NULL AND (NEW.closed_at, to_jsonb(NEW)->'result') IS DISTINCT FROM (OLD.closed_at, to_jsonb(OLD)->'result') THEN
          RAISE EXCEPTION 'a % closes once', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER season_closes_once BEFORE UPDATE ON season FOR EACH ROW EXECUTE FUNCTION keep_close();

      -- of closed standings: later limits move nobody in the past
      ALTER TABLE department_standing ADD COLUMN small_up_to int, ADD COLUMN medium_up_to int,
        ADD CHECK ((small_up_to IS NULL) = (medium_up_to IS NULL));

      GRANT SELECT, INSERT, UPDATE (counts_until, closed_at) ON season TO vigil_app;
    `);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`
      ALTER TABLE department_standing DROP COLUMN small_up_to, DROP COLUMN medium_up_to;
      DROP TABLE season;
      CREATE OR REPLACE FUNCTION keep_close() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF OLD.counts_until IS NOT NULL AND NEW.counts_until IS DISTINCT FROM OLD.counts_until
          OR OLD.closed_at IS NOT NULL AND (NEW.closed_at, NEW.result) IS DISTINCT FROM (OLD.closed_at, OLD.result) THEN
          RAISE EXCEPTION 'a challenge closes once' USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN NEW;
      END $$;
    `);
  }
}
