import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EmbeddedPostgresError, startEmbeddedPostgres, type EmbeddedPostgres } from './index.js';
import { isRunning } from './process-facts.js';

const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() };
let dataDir: string;
let running: EmbeddedPostgres[];

beforeEach(() => {
  // mkdtemp makes it 0700: as root, the account PostgreSQL runs as may not walk through it
  dataDir = path.join(mkdtempSync(path.join(tmpdir(), 'vigil-pg-')), 'data');
  running = [];
});
afterEach(async () => {
  await Promise.all(running.map((postgres) => postgres.stop()));
  rmSync(path.dirname(dataDir), { recursive: true, force: true });
});

async function start(dir = dataDir): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres({ dataDir: dir, log });
  running.push(postgres);
  return postgres;
}

async function query(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await client.end();
  }
}

function postmasterPid(dir = dataDir): number {
  return Number(readFileSync(path.join(dir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
}

describe('what it gives', () => {
  it('has an owner who may change structure, and an app role that may not and owns nothing', async () => {
    const postgres = await start();
    await query(postgres.ownerUrl, 'CREATE TABLE ledger (id int)');
    await expect(query(postgres.appUrl, 'CREATE TABLE mine (id int)')).rejects.toThrow('permission denied');
    await expect(query(postgres.appUrl, 'DROP TABLE ledger')).rejects.toThrow('must be owner');
    await expect(query(postgres.appUrl, 'SELECT FROM ledger')).rejects.toThrow('permission denied');
    const roles = await query(
      postgres.ownerUrl,
      "SELECT rolname, rolsuper, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname ~ '^vigil' ORDER BY 1",
    );
    const rights = { rolsuper: false, rolcreatedb: false, rolcreaterole: false };
    expect(roles).toEqual([
      { rolname: 'vigil_app', ...rights },
      { rolname: 'vigil_owner', ...rights },
    ]);
  });

  it('keeps what it acknowledged: fsync and synchronous commit are on, and nothing listens on the network', async () => {
    const postgres = await start();
    const settings = await query(
      postgres.superuserUrl,
      "SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'synchronous_commit', 'full_page_writes', 'listen_addresses')",
    );
    expect(Object.fromEntries(settings.map((row) => [row['name'], row['setting']]))).toEqual({
      fsync: 'on',
      synchronous_commit: 'on',
      full_page_writes: 'on',
      listen_addresses: '',
    });
  });

  it('folds the case of letters beyond ASCII', async () => {
    expect(await query((await start()).appUrl, "SELECT lower('ÄÖÉ') AS folded")).toEqual([{ folded: 'äöé' }]);
  });
});

describe('restarts', () => {
  it('keeps the data, and leaves no process behind', async () => {
    const first = await start();
    await query(first.ownerUrl, 'CREATE TABLE kept AS SELECT 42 AS answer');
    const pid = postmasterPid();
    await first.stop();
    expect(isRunning(pid)).toBe(false);

    expect(await query((await start()).ownerUrl, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  });

  it('starts over after a start that was killed while it created the database', async () => {
    mkdirSync(path.join(dataDir, 'postgres.unfinished-4000000'), { recursive: true });
    writeFileSync(path.join(dataDir, 'postgres.unfinished-4000000', 'PG_VERSION'), '18\n');
    expect(await query((await start()).appUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(existsSync(path.join(dataDir, 'postgres.unfinished-4000000'))).toBe(false);
  });

  it('is not fooled by a process id that belongs to another program after a power cut', async () => {
    const first = await start();
    await first.stop();
    writeFileSync(path.join(dataDir, 'postgres', 'postmaster.pid'), `${process.pid}\n`);
    expect(await query((await start()).appUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('comes back by itself, with the data, when PostgreSQL is killed', async () => {
    const postgres = await start();
    await query(postgres.ownerUrl, 'CREATE TABLE kept AS SELECT 42 AS answer');
    const killed = postmasterPid();
    process.kill(killed, 'SIGKILL');
    await vi.waitFor(() => expect(log.info).toHaveBeenCalledWith('PostgreSQL is back.'), {
      timeout: 15_000,
      interval: 50,
    });
    expect(postmasterPid()).not.toBe(killed);
    expect(await query(postgres.ownerUrl, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
    await expect(start()).rejects.toThrow('Another Vigil is already running');
  });
});

it('comes back by itself once what kept it from starting is gone (J18)', async () => {
  const postgres = await start();
  const settings = path.join(dataDir, 'postgres', 'postgresql.conf');
  const good = readFileSync(settings);
  // stands for a full disk, without which its log cannot be replayed
  writeFileSync(settings, 'what is this');
  process.kill(postmasterPid(), 'SIGKILL');
  await vi.waitFor(() => expect(log.error).toHaveBeenCalledWith(expect.stringContaining('did not start')), {
    timeout: 30_000,
  });
  writeFileSync(settings, good);
  await vi.waitFor(
    async () => expect(await query(postgres.appUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]),
    {
      timeout: 30_000,
      interval: 100,
    },
  );
  expect(log.info).toHaveBeenCalledWith('PostgreSQL is back.');
});

describe('one server for one folder', () => {
  it('refuses the second in one line, and leaves the first alone', async () => {
    const first = await start();
    const refusal = await start().catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(EmbeddedPostgresError);
    expect((refusal as Error).message).toMatch(
      /^Another Vigil is already running on .+: stop it first, .+\.$/,
    );
    expect(await query(first.appUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('lets exactly one of two that start together on an empty folder have it', async () => {
    const starts = await Promise.allSettled([start(), start()]);
    expect(starts.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await query(running[0]!.appUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });
});

describe('a note of a process that was cut short', () => {
  it('does not keep it from starting', async () => {
    await (await start()).stop();
    const note = path.join(dataDir, 'postgres', 'postmaster.pid');
    writeFileSync(note, '');
    const aMinuteAgo = new Date(Date.now() - 60_000);
    utimesSync(note, aMinuteAgo, aMinuteAgo);
    const again = await start();
    expect(await query(again.appUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('may be that of a server which is starting, and is left alone', async () => {
    await (await start()).stop();
    const note = path.join(dataDir, 'postgres', 'postmaster.pid');
    writeFileSync(note, '');
    const starting = start();
    await vi.waitFor(() =>
      expect(readFileSync(path.join(dataDir, 'postgres.log'), 'utf8')).toContain('is empty'),
    );
    expect(readFileSync(note, 'utf8')).toBe('');
    rmSync(note);
    expect(await query((await starting).appUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });
});

describe('folders', () => {
  it('works below a path too long for a socket', async () => {
    const deep = path.join(dataDir, 'a'.repeat(60), 'b'.repeat(60));
    const postgres = await start(deep);
    expect(await query(postgres.appUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    const socketDir = new URL(postgres.appUrl).searchParams.get('host')!;
    await postgres.stop();
    expect(existsSync(socketDir)).toBe(false);
  });

  it('takes no socket folder that others may enter', async () => {
    const deep = path.join(dataDir, 'c'.repeat(60), 'd'.repeat(60));
    const postgres = await start(deep);
    const socketDir = new URL(postgres.appUrl).searchParams.get('host')!;
    await postgres.stop();
    mkdirSync(socketDir);
    chmodSync(socketDir, 0o777);
    await expect(start(deep)).rejects.toThrow('set DATA_DIR to a shorter path');
    rmSync(socketDir, { recursive: true });
  });
});
