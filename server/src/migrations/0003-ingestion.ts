import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sources, deliveries, parked facts, dead letters; campaigns, cases and simulation events. */
export class Ingestion1764000000003 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      CREATE TABLE source (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        name text NOT NULL,
        type text NOT NULL CHECK (type IN ('gophish', 'api', 'internal')),
        kinds text[] NOT NULL,
        -- of a service key: its SHA-256; the key itself is never stored
        key_hash bytea UNIQUE,
        -- of a webhook: the shared secret, sealed with the server's key
        sealed_secret bytea,
        key_hint text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        created_by uuid REFERENCES member,
        revoked_at timestamptz,
        last_seen_at timestamptz
      );
      CREATE UNIQUE INDEX source_by_name ON source (lower(name)) WHERE revoked_at IS NULL;
      -- what Vigil states itself (settlements, imports by hand)
      INSERT INTO source (id, name, type, kinds, key_hint) VALUES ('00000000-0000-4000-8000-000000000001', 'Vigil', 'internal', '{}', '');
      ALTER TABLE behaviour ADD FOREIGN KEY (source_id) REFERENCES source;

      CREATE TABLE idempotency (
        source_id uuid NOT NULL REFERENCES source,
        key text NOT NULL,
        body_hash bytea NOT NULL,
        reply jsonb,
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (source_id, key)
      );

      CREATE TABLE delivery (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        source_id uuid NOT NULL REFERENCES source,
        received_at timestamptz NOT NULL DEFAULT now(),
        state text NOT NULL CHECK (state IN ('counted', 'seen-before', 'parked', 'dead-letter', 'test', 'refused')),
        reason text,
        -- requests that one row stands for: those by service key are gathered by the second
        requests int NOT NULL DEFAULT 1,
        bytes int NOT NULL,
        took_ms int NOT NULL
      );
      CREATE INDEX delivery_by_source ON delivery (source_id, id);

      CREATE TABLE parked_address (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        source_id uuid NOT NULL REFERENCES source,
        email_key text NOT NULL,
        address text NOT NULL,
        first_at timestamptz NOT NULL DEFAULT now(),
        last_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (source_id, email_key)
      );
      CREATE TABLE parked_behaviour (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        parked_address_id uuid NOT NULL REFERENCES parked_address,
        source_id uuid NOT NULL REFERENCES source,
        natural_key text NOT NULL,
        body_hash bytea NOT NULL,
        body jsonb NOT NULL,
        UNIQUE (source_id, natural_key)
      );
      CREATE INDEX parked_behaviour_by_address ON parked_behaviour (parked_address_id);

      CREATE TABLE dead_letter (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        source_id uuid REFERENCES source,
        at timestamptz NOT NULL DEFAULT now(),
        reason text NOT NULL,
        attempts int NOT NULL DEFAULT 1,
        bytes int NOT NULL DEFAULT 0,
        -- of the same unreadable content only one letter is kept
        fingerprint bytea UNIQUE
      );

      CREATE TABLE campaign (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        source_id uuid NOT NULL REFERENCES source,
        external_id text NOT NULL,
        name text NOT NULL,
        -- event time of "Campaign Created"; until that is known, of the earliest event
        created_at timestamptz NOT NULL,
        created_known boolean NOT NULL DEFAULT false,
        settled_at timestamptz,
        settled_by uuid REFERENCES member,
        first_reporter_id uuid REFERENCES member,
        -- how many were delivered, silent and risky when it was settled: later events move none of these
        settled_counts jsonb,
        UNIQUE (source_id, external_id)
      );

      CREATE TABLE simulation_case (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        campaign_id uuid NOT NULL REFERENCES campaign,
        member_id uuid NOT NULL REFERENCES member,
        -- what all may know of a case: its earliest report and its pass; a risky act stands in the events alone
        reported_ns bigint,
        working_minutes int,
        passed_ns bigint,
        note_seen_at timestamptz,
        UNIQUE (campaign_id, member_id)
      );
      CREATE INDEX simulation_case_by_member ON simulation_case (member_id);

      -- reduced on arrival: no payload, no address of a machine, no browser
      CREATE TABLE simulation_event (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        campaign_id uuid NOT NULL REFERENCES campaign,
        email_key text NOT NULL,
        type text NOT NULL CHECK (type IN ('sent', 'send-error', 'opened', 'clicked', 'submitted', 'reported')),
        occurred_ns bigint NOT NULL,
        -- null while nobody is known by the address
        member_id uuid REFERENCES member,
        received_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        UNIQUE (campaign_id, email_key, type, occurred_ns)
      );
      CREATE INDEX simulation_event_by_case ON simulation_event (campaign_id, member_id);
      CREATE INDEX simulation_event_parked ON simulation_event (email_key) WHERE member_id IS NULL;

      GRANT SELECT, INSERT, UPDATE ON source, idempotency, parked_address, campaign, simulation_case, simulation_event, dead_letter TO vigil_app;
      GRANT SELECT, INSERT, DELETE ON delivery, parked_behaviour TO vigil_app;
      GRANT DELETE ON idempotency TO vigil_app;
    `);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`
      ALTER TABLE behaviour DROP CONSTRAINT behaviour_source_id_fkey;
      DROP TABLE simulation_event, simulation_case, campaign, dead_letter, parked_behaviour, parked_address, delivery, idempotency, source;
    `);
  }
}
