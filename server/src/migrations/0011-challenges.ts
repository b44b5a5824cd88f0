import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Challenges, who was asked and drawn, what they show, and what each brought when they closed. */
export class Challenges1764000000011 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      CREATE TABLE challenge (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        form text NOT NULL CHECK (form IN ('race', 'goal', 'teams', 'quest')),
        template text,
        name text NOT NULL,
        text text,
        starts_at timestamptz NOT NULL,
        ends_at timestamptz NOT NULL CHECK (ends_at > starts_at),
        kinds text[] NOT NULL,
        target int NOT NULL CHECK (target >= 1),
        prize text,
        -- a race: who races; else whose people take part, empty for everybody
        department_ids uuid[] NOT NULL,
        team_names text[] NOT NULL,
        state text NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'scheduled', 'live', 'closed', 'announced')),
        created_by uuid NOT NULL REFERENCES member,
        created_at timestamptz NOT NULL,
        -- since when others are asked whether they take part
        asked_at timestamptz,
        -- the close: what is recorded from here on does not count; set once, before anything is counted
        counts_until timestamptz,
        closed_at timestamptz,
        result jsonb,
        announced_by uuid REFERENCES member,
        announced_at timestamptz,
        thanks text,
        CHECK ((state IN ('closed', 'announced')) = (closed_at IS NOT NULL)),
        CHECK ((closed_at IS NULL) = (result IS NULL)),
        CHECK (closed_at IS NULL OR counts_until IS NOT NULL),
        CHECK ((state = 'announced') = (announced_at IS NOT NULL)),
        CHECK ((announced_at IS NULL) = (thanks IS NULL))
      );
      CREATE INDEX challenge_by_end ON challenge (ends_at, id);
      CREATE INDEX challenge_waiting ON challenge (starts_at) WHERE state IN ('scheduled', 'live');

      CREATE FUNCTION keep_close() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF OLD.counts_until IS NOT NULL AND NEW.counts_until IS DISTINCT FROM OLD.counts_until
          OR OLD.closed_at IS NOT NULL AND (NEW.closed_at, NEW.result) IS DISTINCT FROM (OLD.closed_at, OLD.result) THEN
          RAISE EXCEPTION 'a challenge closes once' USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER challenge_closes_once BEFORE UPDATE ON challenge FOR EACH ROW EXECUTE FUNCTION keep_close();

      -- what a department that somebody else asked has said
      CREATE TABLE challenge_answer (
        challenge_id uuid NOT NULL REFERENCES challenge ON DELETE CASCADE,
        department_id uuid NOT NULL REFERENCES department ON DELETE CASCADE,
        agreed boolean NOT NULL,
        answered_by uuid NOT NULL REFERENCES member,
        answered_at timestamptz NOT NULL,
        PRIMARY KEY (challenge_id, department_id)
      );

      -- members of mixed teams, and of quests (without a team)
      CREATE TABLE challenge_member (
        challenge_id uuid NOT NULL REFERENCES challenge ON DELETE CASCADE,
        member_id uuid NOT NULL REFERENCES member,
        team int,
        joined_at timestamptz NOT NULL,
        PRIMARY KEY (challenge_id, member_id)
      );
      CREATE INDEX challenge_member_by_member ON challenge_member (member_id);

      -- what everybody sees of a challenge, as it was published
      CREATE TABLE challenge_progress (
        challenge_id uuid PRIMARY KEY REFERENCES challenge ON DELETE CASCADE,
        version int NOT NULL DEFAULT 0,
        sides jsonb NOT NULL DEFAULT '[]',
        as_of timestamptz NOT NULL,
        -- when a process last took it in hand, and how far the ledger was when it was counted
        taken_at timestamptz NOT NULL DEFAULT 'epoch',
        counted_at timestamptz NOT NULL DEFAULT 'epoch',
        mark text NOT NULL DEFAULT ''
      );

      -- what each member had brought at the close, and whether they won
      CREATE TABLE challenge_share (
        challenge_id uuid NOT NULL REFERENCES challenge,
        member_id uuid NOT NULL REFERENCES member,
        side text NOT NULL,
        points int NOT NULL CHECK (points > 0),
        won boolean NOT NULL,
        PRIMARY KEY (challenge_id, member_id, side)
      );
      CREATE TRIGGER challenge_share_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON challenge_share
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

      GRANT SELECT, INSERT, UPDATE, DELETE ON challenge, challenge_answer TO vigil_app;
      GRANT SELECT, INSERT, UPDATE ON challenge_progress TO vigil_app;
      GRANT SELECT, INSERT ON challenge_member, challenge_share TO vigil_app;
    `);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`
      DROP TABLE challenge_share, challenge_progress, challenge_member, challenge_answer, challenge;
      DROP FUNCTION keep_close();
    `);
  }
}
