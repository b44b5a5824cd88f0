import { MigrationExecutor, type QueryRunner } from 'typeorm';
import { migrations } from '../migrations/index.js';
import { BackupRefused } from './format.js';

/** Which of our migrations a connection's data source knows: all up to one, then the others. */
function take(runner: QueryRunner, count: number): void {
  const known = runner.dataSource.migrations;
  for (const Migration of migrations.slice(known.length, count)) known.push(new Migration());
}

/** Runs what is missing up to so many migrations, within the transaction that is open. */
export async function migrateWithin(runner: QueryRunner, count = migrations.length): Promise<string[]> {
  take(runner, count);
  const executor = new MigrationExecutor(runner.dataSource, runner);
  executor.transaction = 'none';
  return (await executor.executePendingMigrations()).map((m) => m.name);
}

/** What a schema holds that is more than the tables of an installation which nobody has used yet. */
const used = `
  SELECT to_regclass('public.migrations') IS NULL AND EXISTS (
    SELECT FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')) AS foreign,
  to_regclass('public.member') IS NOT NULL AS installed`;

/** @throws BackupRefused where data would be lost that nobody has given up */
export async function refuseUnlessEmpty(runner: QueryRunner): Promise<void> {
  const [schema] = (await runner.query(used)) as { foreign: boolean; installed: boolean }[];
  const people = schema?.installed ? ((await runner.query('SELECT FROM member LIMIT 1')) as unknown[]) : [];
  if (schema?.foreign || people.length > 0)
    throw new BackupRefused(
      'The database is not empty: restore into an empty one, or add --replace to give up all that it holds.',
    );
}

/** Removes all tables and functions that the owner has, so that the schema can be built anew. */
export async function clearSchema(runner: QueryRunner): Promise<void> {
  await runner.query(`
    DO $$ DECLARE one record; BEGIN
      FOR one IN SELECT oid::regclass AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace
        AND relkind IN ('r', 'p') AND relowner = current_user::regrole LOOP
        EXECUTE format('DROP TABLE IF EXISTS %s CASCADE', one.name);
      END LOOP;
      FOR one IN SELECT oid::regprocedure AS name FROM pg_proc WHERE pronamespace = 'public'::regnamespace
        AND proowner = current_user::regrole LOOP
        EXECUTE format('DROP FUNCTION %s', one.name);
      END LOOP;
    END $$`);
}
