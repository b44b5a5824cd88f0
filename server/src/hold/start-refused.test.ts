import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { inDatabase } from '../../test/database-names.js';
import { createTestDatabase, type TestDatabase } from '../../test/database.js';
import { buildPrograms, type BuiltPrograms, ready, runProgram } from '../../test/server-process.js';
import { freePort } from '../../../tools/src/services/free-port.js';

const enough = { timeout: 15_000, interval: 50 };

let programs: BuiltPrograms;
let database: TestDatabase;
let settings: Record<string, string>;
beforeAll(async () => {
  [programs, database] = await Promise.all([buildPrograms(), createTestDatabase()]);
  settings = {
    VIGIL_MODE: 'production',
    HOST: '127.0.0.1',
    PORT: String(await freePort()),
    PUBLIC_URL: 'https://vigil.example',
    DATABASE_URL: database.appUrl,
    SECRET_KEY: '0123456789abcdef'.repeat(4),
    LOG_LEVEL: 'warn',
  };
});
afterAll(async () => {
  programs.remove();
  await database.drop();
});

/** What a start with these settings says before it gives up. */
async function refusal(more: Record<string, string>): Promise<string[]> {
  const program = runProgram(programs.start, { ...settings, ...more });
  expect(await program.ended).toBe(1);
  return program.said().trimEnd().split('\n');
}

async function asSuperuser(name: string, statement: string): Promise<object[]> {
  const client = new Client({ connectionString: inDatabase(inject('superuserUrl'), 'postgres', name) });
  await client.connect();
  const { rows } = await client.query<object>(statement);
  await client.end();
  return rows;
}

describe('a start is refused in a line that says what to do (J23)', () => {
  it('without a secret', async () => {
    const lines = await refusal({ SECRET_KEY: '' });
    expect(lines).toEqual(['Vigil cannot start with these settings:', '  SECRET_KEY is not set']);
  });

  it('with a secret that nobody drew, and all other faults at once', async () => {
    expect(
      await refusal({ SECRET_KEY: '0'.repeat(64), PUBLIC_URL: 'nowhere', PORT: 'x', DATABASE_URL: '' }),
    ).toEqual([
      'Vigil cannot start with these settings:',
      expect.stringMatching(/^ {2}PORT /),
      expect.stringMatching(/^ {2}PUBLIC_URL /),
      '  DATABASE_URL is not set',
      '  SECRET_KEY is not random',
    ]);
  });

  it('as a superuser', async () => {
    const [line, ...more] = await refusal({
      DATABASE_URL: inDatabase(inject('superuserUrl'), 'postgres', database.name),
    });
    expect(line).toBe('DATABASE_URL signs in as postgres, a superuser: use the role vigil_app.');
    expect(more).toEqual([]);
  });

  it('as the owner of the ledger', async () => {
    const [line, ...more] = await refusal({ DATABASE_URL: database.ownerUrl });
    expect(line).toMatch(/^DATABASE_URL signs in as a role that may change the ledger: use vigil_app/);
    expect(more).toEqual([]);
  });

  it('as a role that was given too much', async () => {
    await asSuperuser(database.name, 'GRANT DELETE ON points_entry TO vigil_app');
    try {
      const [line] = await refusal({});
      expect(line).toMatch(/^DATABASE_URL signs in as a role that may change the ledger/);
    } finally {
      await asSuperuser(database.name, 'REVOKE DELETE ON points_entry FROM vigil_app');
    }
  });

  it('on a schema that lacks a migration', async () => {
    await asSuperuser(
      database.name,
      `CREATE TABLE kept AS SELECT * FROM migrations; DELETE FROM migrations WHERE id = (SELECT max(id) FROM migrations)`,
    );
    try {
      const [line, ...more] = await refusal({});
      expect(line).toMatch(/^The database lacks 1 migration\(s\), first \w+: run {2}npm run migrate {2}with/);
      expect(more).toEqual([]);
    } finally {
      await asSuperuser(
        database.name,
        'DELETE FROM migrations; INSERT INTO migrations SELECT * FROM kept; DROP TABLE kept',
      );
    }
  });

  it('on a schema of a later release (J24)', async () => {
    await asSuperuser(
      database.name,
      `INSERT INTO migrations (timestamp, name) VALUES (1999000000000, 'Later1999')`,
    );
    try {
      const [line, ...more] = await refusal({});
      expect(line).toMatch(/^The database is of a later release \(it has seen Later1999\): start that one/);
      expect(more).toEqual([]);
    } finally {
      await asSuperuser(database.name, `DELETE FROM migrations WHERE name = 'Later1999'`);
    }
  });

  it('on a database that is empty', async () => {
    const lines = await refusal({
      DATABASE_URL: inDatabase(inject('superuserUrl'), 'vigil_app', 'postgres'),
    });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^The database lacks \d+ migration\(s\)/);
  });

  it.each([
    ['no database that answers', 'vigil', 'the database at DATABASE_URL does not answer'],
    ['no such database', null, 'lets it in under no such role, password or database'],
  ])('with %s', async (_, name, words) => {
    const nowhere = `postgres://vigil_app@127.0.0.1:${await freePort()}/vigil`;
    const elsewhere = inDatabase(inject('superuserUrl'), 'vigil_app', 'nobody_made_this');
    const lines = await refusal({ DATABASE_URL: name === null ? elsewhere : nowhere, LOG_LEVEL: 'fatal' });
    expect(lines).toEqual([expect.stringContaining(words)]);
  });
});

describe('a second process on the same database', () => {
  const alone =
    'Another Vigil runs on this database: stop it first, or set REDIS_URL, which more than one server needs.';
  const rival =
    'Another Vigil runs on this database without Redis: stop it first, or start it with REDIS_URL too.';

  /** A server that is ready, and the settings of another one beside it. */
  async function aServer(more: Record<string, string>) {
    const first = runProgram(programs.start, { ...settings, ...more });
    await ready(first, `http://127.0.0.1:${settings['PORT'] ?? ''}`);
    const end = async (signal: NodeJS.Signals): Promise<void> => {
      first.process.kill(signal);
      await first.ended;
    };
    return { end, beside: { PORT: String(await freePort()) } };
  }

  it('is refused without Redis, and beside one that has none; not once that one is gone', async () => {
    const first = await aServer({});
    expect(await refusal(first.beside)).toEqual([alone]);
    const sessions = `SELECT FROM pg_stat_activity WHERE application_name = 'vigil-claim' AND datname = '${database.name}'`;
    await asSuperuser(
      database.name,
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
    );
    // what was lost with its session is taken up again
    await vi.waitFor(async () => expect(await asSuperuser(database.name, sessions)).toHaveLength(1), enough);
    expect(await refusal({ ...first.beside, REDIS_URL: inject('redisUrl') })).toEqual([rival]);
    await first.end('SIGKILL');

    const shared = await aServer({ REDIS_URL: inject('redisUrl') });
    expect(await refusal(shared.beside)).toEqual([alone]);
    await shared.end('SIGKILL');
  });
});
