import { Client } from 'pg';
import { inject } from 'vitest';
import type { Check } from '../src/verify/check.js';
import { inDatabase } from './database-names.js';

/** Plants faults in a test database, as somebody with the database in hand would, and takes each back. */
export interface Planting {
  /** Which laws find something once the plant stands, with what they say. */
  found(plant: string, checks: readonly Check[]): Promise<Map<string, readonly string[]>>;
  end(): Promise<void>;
}

export async function plantingIn(databaseName: string): Promise<Planting> {
  const superuser = new Client({
    connectionString: inDatabase(inject('superuserUrl'), 'postgres', databaseName),
  });
  await superuser.connect();
  return {
    end: () => superuser.end(),
    found: async (plant, checks) => {
      const broken = new Map<string, readonly string[]>();
      await superuser.query('BEGIN');
      try {
        // past the triggers and foreign keys
        await superuser.query('SET LOCAL session_replication_role = replica');
        await superuser.query(plant);
        for (const check of checks) {
          const lines = await check.run({
            query: async (text, params = []) => (await superuser.query(text, [...params])).rows as never[],
          });
          if (lines.length > 0) broken.set(check.name, [...(broken.get(check.name) ?? []), ...lines]);
        }
      } finally {
        await superuser.query('ROLLBACK');
      }
      return broken;
    },
  };
}
