import { Client } from 'pg';
import type { Account, Kept } from './checks.js';

/** All that the database holds of facts and sums, read as the product's own role. */
export async function readKept(databaseUrl: string): Promise<{ kept: Kept[]; accounts: Account[] }> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const kept = await client.query<Kept>(
      `SELECT b.natural_key AS "naturalKey", m.email, b.kind, count(DISTINCT b.id)::int AS facts,
         coalesce(sum(DISTINCT b.points), 0)::int AS points, coalesce(sum(e.points), 0)::int AS entries
       FROM behaviour b JOIN member m ON m.id = b.member_id LEFT JOIN points_entry e ON e.behaviour_id = b.id
       GROUP BY 1, 2, 3`,
    );
    const accounts = await client.query<Account>(
      `SELECT m.email, coalesce(b.points, 0)::int AS balance,
         coalesce((SELECT sum(points) FROM points_entry e WHERE e.member_id = m.id), 0)::int AS ledger
       FROM member m LEFT JOIN balance b ON b.member_id = m.id`,
    );
    return { kept: kept.rows, accounts: accounts.rows };
  } finally {
    await client.end();
  }
}
