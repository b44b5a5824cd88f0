import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Badges as revisions of data, who was granted which tier, who shows one to strangers, and the keys that sign them. */
export class Badges1764000000015 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      CREATE TABLE badge_catalogue (
        revision int PRIMARY KEY CHECK (revision >= 1),
        badges jsonb NOT NULL,
        published_at timestamptz NOT NULL,
        published_by uuid REFERENCES member,
        note text
      );
      -- how far everybody was looked up who may have what a new revision takes
      CREATE TABLE badge_catch_up (
        revision int PRIMARY KEY REFERENCES badge_catalogue,
        done_until uuid,
        done_at timestamptz
      );

      CREATE TABLE badge_grant (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        member_id uuid NOT NULL REFERENCES member,
        badge text NOT NULL,
        tier text NOT NULL CHECK (tier IN ('bronze', 'silver', 'gold')),
        -- by which rules, with which value, because of which fact
        revision int NOT NULL REFERENCES badge_catalogue,
        value int NOT NULL CHECK (value >= 1),
        behaviour_id bigint REFERENCES behaviour,
        granted_at timestamptz NOT NULL,
        withdrawn_at timestamptz CHECK (withdrawn_at >= granted_at)
      );
      CREATE UNIQUE INDEX badge_grant_once ON badge_grant (member_id, badge, tier) WHERE withdrawn_at IS NULL;
      CREATE INDEX badge_grant_by_member ON badge_grant (member_id, badge);

      CREATE FUNCTION keep_badge_grant() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF OLD.withdrawn_at IS NOT NULL THEN
          RAISE EXCEPTION 'a grant is withdrawn once' USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER badge_grant_withdrawn_once BEFORE UPDATE ON badge_grant FOR EACH ROW EXECUTE FUNCTION keep_badge_grant();
      CREATE TRIGGER badge_catalogue_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON badge_catalogue
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

      -- switched off, the row is gone, and its address with it
      CREATE TABLE badge_share (
        member_id uuid NOT NULL REFERENCES member,
        badge text NOT NULL,
        proof_id uuid NOT NULL UNIQUE DEFAULT gen_random_uuid(),
        with_name boolean NOT NULL,
        PRIMARY KEY (member_id, badge)
      );

      -- the newest signs; all stay published
      CREATE TABLE badge_signing_key (
        id uuid PRIMARY KEY,
        number bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
        modulus text NOT NULL,
        exponent text NOT NULL,
        sealed_private bytea NOT NULL,
        made_at timestamptz NOT NULL
      );
      CREATE TRIGGER badge_signing_key_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON badge_signing_key
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

      GRANT SELECT, INSERT ON badge_catalogue, badge_signing_key TO vigil_app;
      GRANT SELECT, INSERT, UPDATE (done_until, done_at) ON badge_catch_up TO vigil_app;
      GRANT SELECT, INSERT, UPDATE (withdrawn_at) ON badge_grant TO vigil_app;
      GRANT SELECT, INSERT, UPDATE (with_name), DELETE ON badge_share TO vigil_app;
    `);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`
      DROP TABLE badge_signing_key, badge_share, badge_grant, badge_catch_up, badge_catalogue;
      DROP FUNCTION keep_badge_grant();
    `);
  }
}
