import { createHash, randomBytes } from 'node:crypto';
import { Client } from 'pg';

/** What one person's browser holds. */
export interface Session {
  readonly email: string;
  readonly cookie: string;
}

/**
 * Signs people in by rows of the database: a thousand passwords would take minutes, and they are not what is measured.
 * @param socket folder of the PostgreSQL socket
 */
export async function plantSessions(socket: string, emails: readonly string[]): Promise<Session[]> {
  const sessions = emails.map((email) => ({ email, token: randomBytes(32).toString('base64url') }));
  const client = new Client({ host: socket, user: 'postgres', database: 'vigil' });
  await client.connect();
  await client.query(
    `INSERT INTO session (token_hash, member_id, device, started_at, last_seen_at, expires_at)
     SELECT hash, m.id, 'a benchmark', now(), now(), now() + interval '1 day'
     FROM unnest($1::text[], $2::bytea[]) given (email, hash) JOIN member m USING (email)`,
    [emails, sessions.map(({ token }) => createHash('sha256').update(token).digest())],
  );
  await client.end();
  return sessions.map(({ email, token }) => ({ email, cookie: `vigil=${token}` }));
}
