import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { inject } from 'vitest';
import { vigilDatabase } from '../src/platform/embedded-postgres/index.js';
import { inDatabase, templateDatabase } from './database-names.js';

/** A migrated, empty database of one test file's own. */
export interface TestDatabase {
  readonly name: string;
  /** As `vigil_owner`, who migrates. */
  readonly ownerUrl: string;
  /** As `vigil_app`, who runs the product. */
  readonly appUrl: string;
  /** Removes it, ending whatever connections are left. */
  drop(): Promise<void>;
}

/**
 * Clones the migrated template, or another database that nobody is connected to (`template0` is empty). Call it in
 * `beforeAll`, and `drop` in `afterAll`.
 */
export async function createTestDatabase(template = templateDatabase): Promise<TestDatabase> {
  const superuserUrl = inject('superuserUrl');
  const name = `vigil_test_${randomUUID().replaceAll('-', '')}`;
  await asSuperuser(
    superuserUrl,
    `CREATE DATABASE ${name} TEMPLATE ${template} OWNER ${vigilDatabase.owner}`,
  );
  return {
    name,
    ownerUrl: inDatabase(superuserUrl, vigilDatabase.owner, name),
    appUrl: inDatabase(superuserUrl, vigilDatabase.app, name),
    drop: () => asSuperuser(superuserUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

async function asSuperuser(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
