import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Pseudonyms on boards, and the history of who was hidden when. */
export class BoardVeils1764000000006 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      ALTER TABLE member DROP CONSTRAINT member_board_visibility_check,
        ADD CONSTRAINT member_board_visibility_check CHECK (board_visibility IN ('named', 'pseudonym', 'hidden'));

      -- when somebody was hidden on boards, or earned under a pseudonym
      CREATE TABLE board_veil (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        member_id uuid NOT NULL REFERENCES member,
        -- null while hidden; a pseudonym that was drawn once is never drawn again, for nobody
        pseudonym text UNIQUE,
        -- a pseudonym begins and ends with a week of the organisation; hiding begins and ends at once
        from_at timestamptz NOT NULL,
        until_at timestamptz CHECK (until_at >= from_at)
      );
      CREATE INDEX board_veil_by_member ON board_veil (member_id);
      CREATE UNIQUE INDEX board_veil_present ON board_veil (member_id) WHERE until_at IS NULL;
      INSERT INTO board_veil (member_id, from_at) SELECT id, created_at FROM member WHERE board_visibility = 'hidden';

      GRANT SELECT, INSERT, UPDATE (until_at) ON board_veil TO vigil_app;
    `);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`
      DROP TABLE board_veil;
      -- who had a pseudonym did not want to be named
      UPDATE member SET board_visibility = 'hidden' WHERE board_visibility = 'pseudonym';
      ALTER TABLE member DROP CONSTRAINT member_board_visibility_check,
        ADD CONSTRAINT member_board_visibility_check CHECK (board_visibility IN ('named', 'hidden'));
    `);
  }
}
