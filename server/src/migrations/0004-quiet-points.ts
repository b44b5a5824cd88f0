import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How much of a balance is quiet: sources are told totals without it. */
export class QuietPoints1764000000004 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      ALTER TABLE balance ADD COLUMN quiet bigint NOT NULL DEFAULT 0;
      UPDATE balance SET quiet = e.quiet
        FROM (SELECT member_id, sum(points) AS quiet FROM points_entry WHERE quiet GROUP BY member_id) e
        WHERE e.member_id = balance.member_id;
    `);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`ALTER TABLE balance DROP COLUMN quiet`);
  }
}
