import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';

/** Asks the product's database as its owner. @param socket folder of the PostgreSQL socket */
export async function ask<Row extends object>(
  socket: string,
  sql: string,
  params: readonly unknown[] = [],
): Promise<Row[]> {
  const client = new Client({ host: socket, user: 'postgres', database: 'vigil' });
  await client.connect();
  try {
    return (await client.query<Row>(sql, [...params])).rows;
  } finally {
    await client.end();
  }
}

/** Waits until boards and notices have caught up: what follows from one load is not counted with the next. */
export async function settled(socket: string): Promise<void> {
  for (let quiet = 0; quiet < 2;) {
    const [waiting] = await ask<{ any: boolean }>(socket, 'SELECT EXISTS (SELECT FROM outbox) AS any');
    quiet = waiting?.any === false ? quiet + 1 : 0;
    await pause(200);
  }
}

/** Bytes that PostgreSQL writes to its log during `work`. */
export async function walOf<T>(
  socket: string,
  work: () => Promise<T>,
): Promise<{ result: T; bytes: number }> {
  const [before] = await ask<{ at: string }>(socket, 'SELECT pg_current_wal_insert_lsn() AS at');
  const result = await work();
  const [after] = await ask<{ bytes: string }>(
    socket,
    'SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), $1::pg_lsn) AS bytes',
    [before?.at],
  );
  return { result, bytes: Number(after?.bytes) };
}
