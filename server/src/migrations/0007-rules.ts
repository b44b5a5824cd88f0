import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Why a revision was published and what it was based on; revisions withdrawn in time; weeks that are counted again. */
export class Rules1764000000007 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      ALTER TABLE ruleset
        ADD COLUMN note text,
        ADD COLUMN based_on int REFERENCES ruleset,
        ADD COLUMN restores int REFERENCES ruleset,
        ADD CONSTRAINT ruleset_now_or_later CHECK (revision = 1 OR effective_from >= published_at - interval '1 minute');

      CREATE TABLE ruleset_withdrawal (
        revision int PRIMARY KEY REFERENCES ruleset,
        withdrawn_at timestamptz NOT NULL,
        withdrawn_by uuid NOT NULL REFERENCES member,
        why text NOT NULL
      );

      -- past weeks counted again under a named revision; nobody decides that alone
      CREATE TABLE rescore (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        revision int NOT NULL REFERENCES ruleset,
        first_week text NOT NULL,
        last_week text NOT NULL,
        from_at timestamptz NOT NULL,
        until_at timestamptz NOT NULL CHECK (until_at > from_at),
        why text NOT NULL,
        proposed_by uuid NOT NULL REFERENCES member,
        proposed_at timestamptz NOT NULL,
        approved_by uuid REFERENCES member CONSTRAINT rescore_two_people CHECK (approved_by <> proposed_by),
        approved_at timestamptz,
        declined_by uuid REFERENCES member,
        declined_at timestamptz,
        -- members are counted again in id order; all up to this one are done
        done_until uuid,
        finished_at timestamptz,
        CHECK ((approved_by IS NULL) = (approved_at IS NULL)),
        CHECK ((declined_by IS NULL) = (declined_at IS NULL)),
        CHECK (approved_by IS NULL OR declined_by IS NULL),
        CHECK (approved_by IS NOT NULL OR (done_until IS NULL AND finished_at IS NULL))
      );
      CREATE UNIQUE INDEX rescore_one_at_a_time ON rescore ((true)) WHERE approved_at IS NOT NULL AND finished_at IS NULL;

      CREATE FUNCTION keep_decision() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF OLD.finished_at IS NOT NULL OR OLD.declined_at IS NOT NULL
          OR (OLD.approved_at IS NOT NULL AND (NEW.approved_by, NEW.approved_at) IS DISTINCT FROM (OLD.approved_by, OLD.approved_at)) THEN
          RAISE EXCEPTION 'a decision stands' USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER rescore_keeps_decision BEFORE UPDATE ON rescore FOR EACH ROW EXECUTE FUNCTION keep_decision();

      -- which entries a re-score wrote: taking back, giving anew, or giving the difference
      CREATE TABLE rescore_entry (
        entry_id bigint PRIMARY KEY REFERENCES points_entry,
        rescore_id uuid NOT NULL REFERENCES rescore
      );
      CREATE INDEX rescore_entry_by_rescore ON rescore_entry (rescore_id);
      CREATE FUNCTION only_approved() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NOT EXISTS (SELECT FROM rescore WHERE id = NEW.rescore_id AND approved_at IS NOT NULL AND finished_at IS NULL) THEN
          RAISE EXCEPTION 'nobody has approved this re-score' USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER rescore_entry_approved BEFORE INSERT ON rescore_entry FOR EACH ROW EXECUTE FUNCTION only_approved();
      CREATE TRIGGER rescore_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON rescore_entry
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

      ALTER TABLE points_entry
        DROP CONSTRAINT points_entry_reversal_check,
        -- rescored: earlier weeks were counted again by other rules, and what is right by them stands anew
        ADD CONSTRAINT points_entry_reversal_check CHECK (reversal IN ('moved', 'corrected', 'rescored'));

      GRANT SELECT, INSERT ON ruleset_withdrawal, rescore, rescore_entry TO vigil_app;
      -- what was proposed cannot be changed: only decided, and carried out
      GRANT UPDATE (approved_by, approved_at, declined_by, declined_at, done_until, finished_at) ON rescore TO vigil_app;
    `);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`
      DROP TABLE rescore_entry, rescore, ruleset_withdrawal;
      DROP FUNCTION keep_decision(), only_approved();
      ALTER TABLE points_entry DROP CONSTRAINT points_entry_reversal_check,
        ADD CONSTRAINT points_entry_reversal_check CHECK (reversal IN ('moved', 'corrected'));
      ALTER TABLE ruleset DROP CONSTRAINT ruleset_now_or_later, DROP COLUMN note, DROP COLUMN based_on, DROP COLUMN restores;
    `);
  }
}
