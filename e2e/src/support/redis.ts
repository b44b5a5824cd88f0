import { once } from 'node:events';
import { connect } from 'node:net';

/** The Redis that is there for these tests. @throws where there is none: nobody goes on without it */
export function redisUrl(): string {
  const url = process.env['VIGIL_TEST_REDIS_URL'];
  if (url === undefined)
    throw new Error('VIGIL_TEST_REDIS_URL is not set: start the tests with `npm run e2e`.');
  return url;
}

/** Sends commands in Redis's own inline form, and waits until all of them are answered. @throws what it refuses */
export async function tellRedis(url: string, ...commands: readonly string[]): Promise<void> {
  const { hostname, port, password } = new URL(url);
  const socket = connect(Number(port), hostname).setEncoding('utf8');
  await once(socket, 'connect');
  const all = [`AUTH ${password}`, ...commands];
  socket.write(all.map((command) => `${command}\r\n`).join(''));
  let said = '';
  for await (const text of socket) {
    said += String(text);
    if (said.split('\r\n').length > all.length) break;
  }
  if (said.includes('-')) throw new Error(said);
}
