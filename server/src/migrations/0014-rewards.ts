import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What coins buy, who asked for it, and the ledger of coins that went out and came back. */
export class Rewards1764000000014 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      CREATE TABLE reward (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        title text NOT NULL,
        text text NOT NULL,
        picture text NOT NULL,
        price int NOT NULL CHECK (price BETWEEN 1 AND 1000000),
        -- how many there are in all; null: as many as are asked for
        stock int CHECK (stock >= 0),
        -- asked for and not given back
        taken int NOT NULL DEFAULT 0 CHECK (taken >= 0),
        needs_approval boolean NOT NULL,
        visibility text NOT NULL CHECK (visibility IN ('draft', 'shown', 'retired')),
        revision int NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL,
        CONSTRAINT reward_never_oversold CHECK (taken <= stock)
      );

      CREATE TABLE reward_request (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        number bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
        member_id uuid NOT NULL REFERENCES member,
        -- made by whoever asks: a retry is the same request
        client_id uuid NOT NULL,
        reward_id uuid NOT NULL REFERENCES reward,
        -- as they were when the person agreed to them
        title text NOT NULL,
        price int NOT NULL CHECK (price >= 1),
        state text NOT NULL DEFAULT 'requested' CHECK (state IN ('requested', 'approved', 'fulfilled', 'declined', 'withdrawn')),
        asked_at timestamptz NOT NULL,
        UNIQUE (member_id, client_id)
      );
      CREATE INDEX reward_request_by_member ON reward_request (member_id, number);
      CREATE INDEX reward_request_by_state ON reward_request (state, number);
      CREATE INDEX reward_request_by_reward ON reward_request (reward_id);

      -- each state that a request came to, once
      CREATE TABLE reward_request_step (
        request_id uuid NOT NULL REFERENCES reward_request,
        state text NOT NULL CHECK (state IN ('requested', 'approved', 'fulfilled', 'declined', 'withdrawn')),
        at timestamptz NOT NULL,
        -- null: by itself, because nobody has to agree
        by_id uuid REFERENCES member,
        words text,
        PRIMARY KEY (request_id, state)
      );

      -- coins that were spent and that came back; coins earned stand in points_entry
      CREATE TABLE coin_entry (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        member_id uuid NOT NULL REFERENCES member,
        request_id uuid NOT NULL REFERENCES reward_request,
        direction text NOT NULL CHECK (direction IN ('spent', 'returned')),
        coins int NOT NULL,
        at timestamptz NOT NULL,
        UNIQUE (request_id, direction),
        CHECK (CASE direction WHEN 'spent' THEN coins < 0 ELSE coins > 0 END)
      );
      CREATE INDEX coin_entry_by_member ON coin_entry (member_id, id);

      -- coins that were taken back after they had been spent: the next ones that come pay them
      ALTER TABLE balance ADD COLUMN coins_owed bigint NOT NULL DEFAULT 0,
        ADD CONSTRAINT balance_coins_never_below_zero CHECK (coins >= 0 AND coins_owed >= 0),
        ADD CONSTRAINT balance_coins_held_or_owed CHECK (coins = 0 OR coins_owed = 0);

      CREATE TRIGGER reward_request_step_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON reward_request_step
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER coin_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON coin_entry
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

      GRANT SELECT, INSERT, UPDATE ON reward TO vigil_app;
      GRANT SELECT, INSERT, UPDATE (state) ON reward_request TO vigil_app;
      GRANT SELECT, INSERT ON reward_request_step, coin_entry TO vigil_app;
    `);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`
      ALTER TABLE balance DROP CONSTRAINT balance_coins_held_or_owed, DROP CONSTRAINT balance_coins_never_below_zero, DROP COLUMN coins_owed;
      DROP TABLE coin_entry, reward_request_step, reward_request, reward;
    `);
  }
}
