import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Rulesets, behaviours, the append-only ledger, balances, and the outbox. */
export class Points1764000000002 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      CREATE TABLE ruleset (
        revision int PRIMARY KEY CHECK (revision >= 1),
        effective_from timestamptz NOT NULL,
        published_at timestamptz NOT NULL DEFAULT now(),
        published_by uuid REFERENCES member,
        rules jsonb NOT NULL,
        multipliers jsonb NOT NULL DEFAULT '[]'
      );

      -- one fact each; the natural key makes a repeat harmless, the result makes its answer the same
      CREATE TABLE behaviour (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        source_id uuid NOT NULL,
        natural_key text NOT NULL,
        body_hash bytea NOT NULL,
        member_id uuid NOT NULL REFERENCES member,
        kind text NOT NULL,
        object text,
        about text,
        facts jsonb,
        occurred_at timestamptz NOT NULL,
        recorded_at timestamptz NOT NULL DEFAULT now(),
        points int NOT NULL,
        total_after bigint NOT NULL,
        because text,
        UNIQUE (source_id, natural_key)
      );
      CREATE INDEX behaviour_by_member ON behaviour (member_id, id);

      CREATE TABLE points_entry (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        behaviour_id bigint REFERENCES behaviour,
        member_id uuid NOT NULL REFERENCES member,
        -- where the member belonged when it happened
        department_id uuid,
        kind text NOT NULL,
        part text NOT NULL CHECK (part IN ('base', 'speed', 'first')),
        points int NOT NULL CHECK (points BETWEEN -1000 AND 1000 AND points <> 0),
        coins int NOT NULL CHECK (coins BETWEEN -1000 AND 1000),
        quiet boolean NOT NULL,
        object text,
        about text,
        source_id uuid NOT NULL,
        occurred_at timestamptz NOT NULL,
        recorded_at timestamptz NOT NULL DEFAULT now(),
        -- windows of the caps, in the organisation's zone
        cap_day date NOT NULL,
        cap_week text NOT NULL,
        cooldown_key text,
        -- the periods in which it counts: of the event, or present ones where those have closed
        counts_week text NOT NULL,
        counts_month text NOT NULL,
        counts_season text NOT NULL,
        revision int NOT NULL REFERENCES ruleset,
        explanation jsonb NOT NULL,
        reverses_id bigint UNIQUE REFERENCES points_entry,
        reason text,
        CHECK ((reverses_id IS NULL AND points > 0) OR (reverses_id IS NOT NULL AND points < 0 AND reason IS NOT NULL))
      );
      CREATE INDEX points_entry_by_member ON points_entry (member_id, id);
      CREATE INDEX points_entry_by_department ON points_entry (department_id, counts_week);

      -- one row a member: its lock orders everything that happens to the member's points
      CREATE TABLE balance (
        member_id uuid PRIMARY KEY REFERENCES member,
        points bigint NOT NULL DEFAULT 0,
        coins bigint NOT NULL DEFAULT 0,
        -- counts every change: board stores never let an older state overwrite a newer one
        version bigint NOT NULL DEFAULT 0
      ) WITH (fillfactor = 70);

      -- who, never how much; one row for each consumer
      CREATE TABLE outbox (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        consumer text NOT NULL,
        topic text NOT NULL,
        subject text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        attempts int NOT NULL DEFAULT 0,
        due_at timestamptz NOT NULL DEFAULT now(),
        last_error text
      ) WITH (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 1000);
      CREATE INDEX outbox_by_consumer ON outbox (consumer, id);

      CREATE TABLE outbox_dead (
        id bigint PRIMARY KEY,
        consumer text NOT NULL,
        topic text NOT NULL,
        subject text NOT NULL,
        created_at timestamptz NOT NULL,
        attempts int NOT NULL,
        last_error text NOT NULL,
        died_at timestamptz NOT NULL DEFAULT now()
      );

      CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION '% is append-only: correct an entry by a new one', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
      END $$;
      CREATE TRIGGER points_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON points_entry
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER behaviour_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON behaviour
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

      GRANT SELECT, INSERT ON ruleset, behaviour, points_entry, outbox_dead TO vigil_app;
      GRANT SELECT, INSERT, UPDATE ON balance TO vigil_app;
      GRANT SELECT, INSERT, UPDATE, DELETE ON outbox TO vigil_app;
    `);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`
      DROP TABLE outbox_dead, outbox, balance, points_entry, behaviour, ruleset;
      DROP FUNCTION refuse_change();
    `);
  }
}
