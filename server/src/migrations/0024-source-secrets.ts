import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A source's secret is changed while deliveries come in: for a time the former one holds too. */
export class SourceSecrets1764000000024 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      ALTER TABLE source ADD COLUMN former_secret bytea, ADD COLUMN former_until timestamptz,
        ADD CONSTRAINT source_former_secret_ends CHECK ((former_secret IS NULL) = (former_until IS NULL));
    `);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`ALTER TABLE source DROP COLUMN former_secret, DROP COLUMN former_until;`);
  }
}
