import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';

const run = promisify(execFile);
const users = 100_000;
const atOnce = 100;

interface Measured {
  readonly perSecond: number;
  readonly transactions: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/**
 * The limit beside which awards are measured: PostgreSQL's own benchmark with the cheapest durable award there is (one
 * statement: a keyed ledger row and a balance), on the same PostgreSQL that the product uses, fsync on.
 */
export class Pgbench {
  private constructor(
    private readonly program: string,
    private readonly socket: string,
    private readonly folder: string,
  ) {}

  /** @param socket folder of the PostgreSQL socket; @param folder for scripts and logs */
  static async prepare(socket: string, folder: string): Promise<Pgbench> {
    const client = new Client({ host: socket, user: 'postgres', database: 'postgres' });
    await client.connect();
    await client.query('DROP DATABASE IF EXISTS bench');
    await client.query('CREATE DATABASE bench');
    await client.end();
    const bench = new Client({ host: socket, user: 'postgres', database: 'bench' });
    await bench.connect();
    await bench.query(`
      CREATE TABLE ledger (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, member int NOT NULL, key text NOT NULL UNIQUE,
        amount int NOT NULL, reason text NOT NULL, at timestamptz NOT NULL DEFAULT now());
      CREATE INDEX ON ledger (member, id);
      CREATE TABLE balance (member int PRIMARY KEY, points bigint NOT NULL, at timestamptz NOT NULL DEFAULT now()) WITH (fillfactor = 70);
      INSERT INTO balance SELECT g, 0 FROM generate_series(1, ${users}) g`);
    await bench.query('VACUUM ANALYZE balance');
    await bench.end();
    const upsert = `ON CONFLICT (member) DO UPDATE SET points = b.points + excluded.points, at = now()`;
    writeFileSync(
      path.join(folder, 'insert.sql'),
      `\\set member random(1, ${users})
INSERT INTO ledger (member, key, amount, reason) VALUES (:member, gen_random_uuid()::text, 10, 'report') ON CONFLICT (key) DO NOTHING;
`,
    );
    writeFileSync(
      path.join(folder, 'many.sql'),
      `WITH entry AS (INSERT INTO ledger (member, key, amount, reason)
  SELECT (random() * ${users - 1})::int + 1, gen_random_uuid()::text, 10, 'report' FROM generate_series(1, ${atOnce}) ON CONFLICT (key) DO NOTHING RETURNING member, amount)
INSERT INTO balance AS b (member, points) SELECT member, sum(amount) FROM entry GROUP BY member ORDER BY member ${upsert};
`,
    );
    writeFileSync(
      path.join(folder, 'award.sql'),
      `\\set member random(1, ${users})
WITH entry AS (INSERT INTO ledger (member, key, amount, reason) VALUES (:member, gen_random_uuid()::text, 10, 'report') ON CONFLICT (key) DO NOTHING RETURNING member, amount)
INSERT INTO balance AS b (member, points) SELECT member, amount FROM entry ${upsert} RETURNING points;
`,
    );
    return new Pgbench(locate(), socket, folder);
  }

  /** One award a commit. */
  award(clients: number, seconds: number): Promise<Measured> {
    return this.measure('award.sql', clients, seconds);
  }

  /** A hundred awards a commit; the figure is of awards. */
  async awardsTogether(clients: number, seconds: number): Promise<number> {
    return (await this.measure('many.sql', clients, seconds)).perSecond * atOnce;
  }

  /** A keyed row and nothing else. */
  insert(clients: number, seconds: number): Promise<Measured> {
    return this.measure('insert.sql', clients, seconds);
  }

  private async measure(script: string, clients: number, seconds: number): Promise<Measured> {
    const prefix = path.join(this.folder, 'latency');
    const args = [
      '-h',
      this.socket,
      '-U',
      'postgres',
      '-n',
      '-M',
      'prepared',
      '-f',
      path.join(this.folder, script),
    ];
    const { stdout } = await run(this.program, [
      ...args,
      '-c',
      String(clients),
      '-j',
      '2',
      '-T',
      String(seconds),
      '-l',
      `--log-prefix=${prefix}`,
      'bench',
    ]);
    const latencies = readdirSync(this.folder)
      .filter((file) => file.startsWith('latency.'))
      .flatMap((file) => {
        const text = readFileSync(path.join(this.folder, file), 'utf8');
        rmSync(path.join(this.folder, file));
        return text
          .split('\n')
          .filter(Boolean)
          .map((line) => Number(line.split(' ')[2]) / 1_000);
      })
      .sort((a, b) => a - b);
    const at = (share: number) => latencies[Math.floor(latencies.length * share)] ?? 0;
    return {
      perSecond: Number(/^tps = ([\d.]+)/m.exec(stdout)?.[1]),
      transactions: latencies.length,
      p50Ms: at(0.5),
      p99Ms: at(0.99),
    };
  }
}

function locate(): string {
  const folders = [...(process.env.PATH ?? '').split(':'), '/usr/lib/postgresql'];
  const versions = existsSync('/usr/lib/postgresql')
    ? readdirSync('/usr/lib/postgresql').map((v) => `/usr/lib/postgresql/${v}/bin`)
    : [];
  const found = [...folders, ...versions]
    .map((folder) => path.join(folder, 'pgbench'))
    .find((file) => existsSync(file));
  if (found === undefined)
    throw new Error(
      'The benchmarks measure beside pgbench, which is not here: apt-get install postgresql-15 (or any later version).',
    );
  return found;
}
