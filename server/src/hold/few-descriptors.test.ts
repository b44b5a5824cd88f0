import { execFileSync } from 'node:child_process';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { freePort } from '../../../tools/src/services/free-port.js';
import { createTestDatabase, type TestDatabase } from '../../test/database.js';
import { openDatabase } from '../../test/factories.js';
import {
  buildPrograms,
  type BuiltPrograms,
  ready,
  type RunningProgram,
  runProgram,
  productionSettings,
} from '../../test/server-process.js';
import { aFact, aStatingMachine, stateFact, type StatingMachine } from '../../test/stated-facts.js';

const allowed = 256;
const enough = { timeout: 30_000, interval: 50 };

let programs: BuiltPrograms;
let database: TestDatabase;
let server: RunningProgram;
let url: string;
let machine: StatingMachine;
beforeAll(async () => {
  [programs, database] = await Promise.all([buildPrograms(), createTestDatabase()]);
  url = `http://127.0.0.1:${await freePort()}`;
  const settings = { ...productionSettings(url, database.appUrl), LOG_LEVEL: 'silent' };
  server = runProgram(programs.start, settings);
  await ready(server, url);
  const { database: sql, close } = await openDatabase(database.appUrl);
  machine = await aStatingMachine(sql, url);
  await close();
  // not before: to start, Node opens more files than that at once
  execFileSync('prlimit', [`--pid=${String(server.process.pid)}`, `--nofile=${allowed}`]);
});
afterAll(async () => {
  server.process.kill('SIGKILL');
  await server.ended;
  programs.remove();
  await database.drop();
});

it('with 256 file descriptors and more guests than that, the server turns guests away and lives (J19)', async () => {
  const [person] = machine.people;
  let refused = 0;
  const guests: Socket[] = [];
  for (let i = 0; i < 2 * allowed; i++) {
    const guest = connect({ host: '127.0.0.1', port: Number(new URL(url).port) });
    guest.on('error', () => undefined);
    guest.on('close', () => refused++);
    guests.push(guest);
  }
  await vi.waitFor(() => expect(refused).toBeGreaterThan(0), enough);
  expect(server.process.exitCode).toBeNull();
  // one leaves, one comes in; what is under way is not disturbed by those who wait outside
  for (const guest of guests) guest.destroy();
  const fact = aFact({ email: person?.email ?? '' });
  await vi.waitFor(async () => {
    const answer = await stateFact(url, machine.key, fact);
    expect(await answer.json()).toMatchObject({ points: 25 });
  }, enough);
  expect((await fetch(`${url}/health/ready`)).status).toBe(200);
  expect(server.process.exitCode).toBeNull();
});
