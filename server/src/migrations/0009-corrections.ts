import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Questions about entries and notes, what was withdrawn, and the sealed blocks of the ledger. */
export class Corrections1764000000009 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      CREATE TABLE dispute (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        member_id uuid NOT NULL REFERENCES member,
        -- one question for an entry, or for a private note; asked again, it is the same one
        entry_id bigint UNIQUE REFERENCES points_entry,
        case_id uuid UNIQUE REFERENCES simulation_case,
        state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'accepted', 'explained')),
        asked_at timestamptz NOT NULL,
        CHECK (num_nonnulls(entry_id, case_id) = 1)
      );
      CREATE INDEX dispute_by_member ON dispute (member_id, asked_at);
      CREATE INDEX dispute_by_state ON dispute (state, asked_at, id);

      CREATE TABLE dispute_step (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        dispute_id uuid NOT NULL REFERENCES dispute,
        at timestamptz NOT NULL,
        author_id uuid NOT NULL REFERENCES member,
        text text NOT NULL,
        -- of an answer: what it was, and how long the person waited for it
        outcome text CHECK (outcome IN ('accepted', 'explained')),
        working_minutes int,
        CHECK ((outcome IS NULL) = (working_minutes IS NULL))
      );
      CREATE INDEX dispute_step_by_dispute ON dispute_step (dispute_id, id);
      CREATE INDEX dispute_step_answers ON dispute_step (at) WHERE outcome IS NOT NULL;

      -- a click that does not count as the person's; no figure follows from it
      CREATE TABLE note_withdrawal (
        case_id uuid PRIMARY KEY REFERENCES simulation_case,
        withdrawn_at timestamptz NOT NULL,
        withdrawn_by uuid NOT NULL REFERENCES member
      );

      CREATE TABLE ledger_block (
        number bigint PRIMARY KEY CHECK (number >= 1),
        -- how its digests are made
        form smallint NOT NULL,
        -- it covers the numbers after the one and up to the other; those without an entry were never used
        after_id bigint NOT NULL,
        last_id bigint NOT NULL UNIQUE CHECK (last_id > after_id),
        entry_ids bigint[] NOT NULL,
        -- 32 bytes an entry, in the order of the numbers
        digests bytea NOT NULL CHECK (length(digests) = 32 * cardinality(entry_ids)),
        -- over the block before and all of this one, with a key that the database does not hold
        seal bytea NOT NULL,
        sealed_at timestamptz NOT NULL DEFAULT now()
      );

      CREATE TRIGGER dispute_step_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON dispute_step
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER note_withdrawal_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON note_withdrawal
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER ledger_block_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_block
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

      GRANT SELECT, INSERT ON dispute, dispute_step, note_withdrawal, ledger_block TO vigil_app;
      GRANT UPDATE (state, asked_at) ON dispute TO vigil_app;
    `);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`DROP TABLE ledger_block, note_withdrawal, dispute_step, dispute;`);
  }
}
