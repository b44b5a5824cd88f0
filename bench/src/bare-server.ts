import { once } from 'node:events';
import { createServer } from 'node:http';
import { Pool } from 'pg';

/**
 * The least that an award over HTTP costs on this machine: Node's own server, no framework, no look at who asks, and
 * pgbench's single statement. Arguments: folder of the PostgreSQL socket. Prints its address when it listens.
 */
const award = {
  name: 'award',
  text: `WITH entry AS (INSERT INTO ledger (member, key, amount, reason) VALUES ($1, $2, 10, 'report') ON CONFLICT (key) DO NOTHING RETURNING member, amount)
    INSERT INTO balance AS b (member, points) SELECT member, amount FROM entry ON CONFLICT (member) DO UPDATE SET points = b.points + excluded.points, at = now() RETURNING points`,
};
const users = 100_000;

const pool = new Pool({ host: process.argv[2], user: 'postgres', database: 'bench', max: 8 });
const server = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    const { naturalKey } = JSON.parse(Buffer.concat(parts).toString()) as { naturalKey: string };
    const member = 1 + Math.floor(Math.random() * users);
    pool.query<{ points: string }>({ ...award, values: [member, naturalKey] }).then(
      ({ rows }) => {
        const body = JSON.stringify({ total: Number(rows[0]?.points ?? 0) });
        response
          .setHeader('content-type', 'application/json')
          .setHeader('content-length', body.length)
          .end(body);
      },
      () => response.writeHead(503).end(),
    );
  });
}).listen(0, '127.0.0.1');
await once(server, 'listening');
const address = server.address();
if (address !== null && typeof address === 'object') console.log(`http://127.0.0.1:${address.port}`);
process.once('SIGTERM', () => process.exit());
