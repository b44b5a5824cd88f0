import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who recognised whom for what, how much of the month's allowance is used, and what was answered. */
export class Recognition1764000000016 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      CREATE TABLE recognition_settings (
        only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
        per_person int NOT NULL DEFAULT 5 CHECK (per_person BETWEEN 0 AND 100),
        per_leader int NOT NULL DEFAULT 20 CHECK (per_leader BETWEEN 0 AND 100),
        -- before that, what somebody gives brings nobody points
        tenure_days int NOT NULL DEFAULT 30 CHECK (tenure_days BETWEEN 0 AND 365)
      );
      INSERT INTO recognition_settings DEFAULT VALUES;

      CREATE TABLE recognition (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        number bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
        giver_id uuid NOT NULL REFERENCES member,
        -- made by whoever gives: a retry is the same recognition
        client_id uuid NOT NULL,
        receiver_id uuid REFERENCES member,
        department_id uuid REFERENCES department ON DELETE SET NULL,
        -- its name then: a department can be removed later
        team text,
        behaviour text NOT NULL,
        words text NOT NULL,
        visibility text NOT NULL CHECK (visibility IN ('public', 'private')),
        -- the month whose allowance it used, in the organisation's zone
        month text NOT NULL,
        given_at timestamptz NOT NULL,
        -- decided once, when its week is over
        weighing text NOT NULL DEFAULT 'open' CHECK (weighing IN ('open', 'counts', 'team', 'fresh', 'pair', 'circle', 'gone')),
        paid_at timestamptz,
        withdrawn_at timestamptz,
        hidden_at timestamptz,
        hidden_because text,
        UNIQUE (giver_id, client_id),
        CONSTRAINT recognition_one_receiver CHECK ((receiver_id IS NULL) = (team IS NOT NULL)),
        CONSTRAINT recognition_never_oneself CHECK (giver_id <> receiver_id),
        CONSTRAINT recognition_team_unpaid CHECK (receiver_id IS NOT NULL OR weighing = 'team'),
        CONSTRAINT recognition_paid_if_counting CHECK (paid_at IS NULL OR weighing = 'counts'),
        CONSTRAINT recognition_hidden_with_reason CHECK ((hidden_at IS NULL) = (hidden_because IS NULL))
      );
      CREATE INDEX recognition_by_giver ON recognition (giver_id, number);
      CREATE INDEX recognition_by_receiver ON recognition (receiver_id, number);
      CREATE INDEX recognition_by_time ON recognition (given_at);
      CREATE INDEX recognition_on_wall ON recognition (number) WHERE visibility = 'public' AND withdrawn_at IS NULL AND hidden_at IS NULL;
      CREATE INDEX recognition_undecided ON recognition (given_at) WHERE weighing = 'open';
      CREATE INDEX recognition_unpaid ON recognition (id) WHERE weighing = 'counts' AND paid_at IS NULL;

      CREATE TABLE recognition_allowance (
        member_id uuid NOT NULL REFERENCES member,
        month text NOT NULL,
        used int NOT NULL CHECK (used >= 1),
        -- what was allowed when it was last used
        allowed int NOT NULL,
        PRIMARY KEY (member_id, month),
        CONSTRAINT recognition_allowance_kept CHECK (used <= allowed)
      );

      CREATE TABLE recognition_reaction (
        recognition_id uuid NOT NULL REFERENCES recognition,
        member_id uuid NOT NULL REFERENCES member,
        reaction text NOT NULL CHECK (reaction IN ('thanks', 'well-done', 'me-too', 'light')),
        PRIMARY KEY (recognition_id, member_id)
      );

      GRANT SELECT, UPDATE (per_person, per_leader, tenure_days) ON recognition_settings TO vigil_app;
      GRANT SELECT, INSERT, UPDATE (weighing, paid_at, withdrawn_at, hidden_at, hidden_because) ON recognition TO vigil_app;
      GRANT SELECT, INSERT, UPDATE ON recognition_allowance TO vigil_app;
      GRANT SELECT, INSERT, UPDATE, DELETE ON recognition_reaction TO vigil_app;
    `);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(
      `DROP TABLE recognition_reaction, recognition_allowance, recognition, recognition_settings;`,
    );
  }
}
