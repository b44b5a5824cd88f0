import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What privileged people did, and at whose data they looked. */
export class Audit1764000000008 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      CREATE TABLE audit_entry (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        at timestamptz NOT NULL,
        -- null: the installation itself
        actor_id uuid REFERENCES member,
        actor_role text,
        act text NOT NULL,
        subject_kind text NOT NULL,
        subject_id text NOT NULL,
        -- what changed, reduced: no secrets, and of a person no more than the act needs
        before jsonb,
        after jsonb,
        reason text,
        -- set where repeats within an hour are one entry: refusals cannot flood the log
        once_key text UNIQUE
      );
      CREATE INDEX audit_entry_by_actor ON audit_entry (actor_id, id);
      CREATE INDEX audit_entry_by_act ON audit_entry (act, id);
      CREATE INDEX audit_entry_by_subject ON audit_entry (subject_id, id);

      -- one row for each time that somebody with a privilege opened a person's details
      CREATE TABLE personal_look (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        member_id uuid NOT NULL REFERENCES member,
        looker_id uuid NOT NULL REFERENCES member,
        what text NOT NULL,
        at timestamptz NOT NULL,
        -- the minute of a look, or the day where lists are read
        bucket text NOT NULL,
        UNIQUE (member_id, looker_id, what, bucket)
      );
      CREATE INDEX personal_look_by_member ON personal_look (member_id, id);

      CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER personal_look_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON personal_look
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

      GRANT SELECT, INSERT ON audit_entry, personal_look TO vigil_app;
    `);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`DROP TABLE personal_look, audit_entry;`);
  }
}
