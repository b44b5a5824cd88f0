import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Links that open the wall on screens, and the screens that were opened with them. */
export class Displays1764000000019 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      CREATE TABLE display (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        name text NOT NULL,
        -- SHA-256 of the token in the link; the token itself is nowhere
        link_hash bytea NOT NULL UNIQUE,
        created_at timestamptz NOT NULL,
        revoked_at timestamptz
      );
      CREATE UNIQUE INDEX display_name ON display (lower(name)) WHERE revoked_at IS NULL;

      CREATE TABLE display_screen (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        display_id uuid NOT NULL REFERENCES display,
        -- SHA-256 of the value of its cookie
        cookie_hash bytea NOT NULL UNIQUE,
        last_seen_at timestamptz NOT NULL
      );
      CREATE INDEX display_screen_by_display ON display_screen (display_id, last_seen_at);

      GRANT SELECT, INSERT, UPDATE (revoked_at) ON display TO vigil_app;
      GRANT SELECT, INSERT, UPDATE (last_seen_at), DELETE ON display_screen TO vigil_app;
    `);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`DROP TABLE display_screen, display;`);
  }
}
