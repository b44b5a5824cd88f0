import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Word of a transaction is one row for each consumer, however many it is about. */
export class OutboxByTransaction1764000000022 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      ALTER TABLE outbox ADD COLUMN subjects text[];
      UPDATE outbox SET subjects = ARRAY[subject];
      -- how many they are, known without reading them
      ALTER TABLE outbox ALTER COLUMN subjects SET NOT NULL,
        ADD COLUMN size int NOT NULL GENERATED ALWAYS AS (cardinality(subjects)) STORED, ADD CHECK (size > 0), DROP COLUMN subject;
    `);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`
      ALTER TABLE outbox ADD COLUMN subject text;
      INSERT INTO outbox (consumer, topic, subject, subjects, created_at, attempts, due_at, last_error)
        SELECT consumer, topic, one, ARRAY[one], created_at, attempts, due_at, last_error FROM outbox, unnest(subjects) one;
      DELETE FROM outbox WHERE subject IS NULL;
      ALTER TABLE outbox ALTER COLUMN subject SET NOT NULL, DROP COLUMN size, DROP COLUMN subjects;
    `);
  }
}
