import { readReadiness } from '@vigil/shared/ops';
import { readMyPoints } from '@vigil/shared/points';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Actor } from '../../test/cast.js';
import { startReportsApp } from '../../test/reports-app.js';
import { ahead } from '../platform/db/reserve.js';

/** More than a process has connections. */
const slowQueries = 30;

let app: Awaited<ReturnType<typeof startReportsApp>>;
let reporter: Actor;
beforeAll(async () => {
  app = await startReportsApp();
  reporter = await app.anActor();
});
afterAll(() => app.server.stop());

it('every connection is held by slow queries: who speaks up is heard, health is told, others come again (I10)', async () => {
  const { sql } = app;
  let held = true;
  const slow = Array.from({ length: slowQueries }, () => sql.query('SELECT pg_sleep(60)'));
  const over = Promise.allSettled(slow).then(() => (held = false));
  const sent = await app.send(reporter);
  const health = await reporter.ask(readReadiness);
  expect({ held, sent: sent.status, health: health.status }).toEqual({ held: true, sent: 201, health: 200 });
  const other = await reporter.ask(readMyPoints);
  expect(other.status).toBe(503);
  expect(other.headers.get('retry-after')).toBe('2');
  await ahead(() =>
    sql.query(`SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(60)'`),
  );
  await over;
  expect((await reporter.ask(readMyPoints)).status).toBe(200);
});
