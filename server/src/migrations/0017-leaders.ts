import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The lights that leaders grant out of a monthly budget, and who agreed to large ones. */
export class Leaders1764000000017 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      CREATE TABLE spotlight_settings (
        only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
        monthly int NOT NULL DEFAULT 20 CHECK (monthly BETWEEN 0 AND 1000),
        -- more lights than that need a second person
        approve_above int NOT NULL DEFAULT 3 CHECK (approve_above BETWEEN 0 AND 10)
      );
      INSERT INTO spotlight_settings DEFAULT VALUES;

      CREATE TABLE spotlight (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        number bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
        leader_id uuid NOT NULL REFERENCES member,
        -- made by the leader: a retry is the same one
        client_id uuid NOT NULL,
        receiver_id uuid NOT NULL REFERENCES member,
        lights int NOT NULL CHECK (lights BETWEEN 1 AND 10),
        words text NOT NULL,
        month text NOT NULL,
        -- the limit when it was asked for
        approve_above int NOT NULL,
        state text NOT NULL CHECK (state IN ('waiting', 'granted', 'declined')),
        asked_at timestamptz NOT NULL,
        -- null: nobody had to agree
        decided_by uuid REFERENCES member,
        decided_at timestamptz,
        declined_because text,
        UNIQUE (leader_id, client_id),
        CONSTRAINT spotlight_never_oneself CHECK (leader_id <> receiver_id),
        CONSTRAINT spotlight_second_person CHECK (decided_by <> leader_id AND decided_by <> receiver_id),
        CONSTRAINT spotlight_agreed CHECK (state <> 'granted' OR lights <= approve_above OR decided_by IS NOT NULL),
        CONSTRAINT spotlight_waits_if_large CHECK (state = 'granted' OR lights > approve_above),
        CONSTRAINT spotlight_declined_with_reason CHECK ((state = 'declined') = (declined_because IS NOT NULL))
      );
      CREATE INDEX spotlight_by_leader ON spotlight (leader_id, number);
      CREATE INDEX spotlight_waiting ON spotlight (number) WHERE state = 'waiting';

      CREATE TABLE spotlight_budget (
        leader_id uuid NOT NULL REFERENCES member,
        month text NOT NULL,
        used int NOT NULL CHECK (used >= 0),
        -- what was allowed when it was last used
        allowed int NOT NULL,
        PRIMARY KEY (leader_id, month),
        CONSTRAINT spotlight_budget_kept CHECK (used <= allowed)
      );

      GRANT SELECT, UPDATE (monthly, approve_above) ON spotlight_settings TO vigil_app;
      GRANT SELECT, INSERT, UPDATE (state, decided_by, decided_at, declined_because) ON spotlight TO vigil_app;
      GRANT SELECT, INSERT, UPDATE ON spotlight_budget TO vigil_app;
    `);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`DROP TABLE spotlight_budget, spotlight, spotlight_settings;`);
  }
}
