import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Word says after which number of the ledger lies what it is about, so that nobody has to read a whole history for it. */
export class OutboxSince1764000000023 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`ALTER TABLE outbox ADD COLUMN since bigint CHECK (since >= 0)`);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`ALTER TABLE outbox DROP COLUMN since`);
  }
}
