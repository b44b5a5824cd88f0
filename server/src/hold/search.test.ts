import { listMembers } from '@vigil/shared/people';
import { findColleagues } from '@vigil/shared/recognition';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../test/app.js';
import { type Actor, anActor } from '../../test/cast.js';
import { factoriesOn } from '../../test/factories.js';
import { Database } from '../platform/db/database.js';

let server: TestApp;
let administrator: Actor;
beforeAll(async () => {
  server = await startTestApp();
  const make = factoriesOn(server.app.get(Database));
  await make.anOrganisation();
  administrator = await anActor(server, 'administrator');
  await make.aMember({ firstName: 'Percy', lastName: '100%_sure', email: 'percy@northwind.example' });
  await make.aMember({ firstName: 'Back', lastName: 'sla\\sh', email: 'back@northwind.example' });
});
afterAll(() => server.stop());

const doors = [
  ['people', listMembers],
  ['colleagues', findColleagues],
] as const;

it.each(doors)('a search for %s takes every character for itself (I5)', async (_, route) => {
  const found = async (search: string): Promise<number> => {
    const answer = await administrator.ask(route, { query: `?search=${encodeURIComponent(search)}` });
    expect(answer.status, search).toBe(200);
    return (JSON.parse(answer.text) as { items: unknown[] }).items.length;
  };
  expect(await found('100%_s')).toBe(1);
  expect(await found('sla\\sh')).toBe(1);
  for (const wild of ['%_%_%_%', '%%', '__', '.*', '\\\\', "' OR 1=1 --", '**', '$1', '[a-z]'])
    expect([wild, await found(wild)]).toEqual([wild, 0]);
});

it.each(doors)(
  'a search for %s by a long term is refused before anybody looks for it (I5)',
  async (_, route) => {
    for (const [piece, status] of [
      ['ab', 422],
      // three characters of an address each: more than an address may have
      ['%_', 431],
    ] as const) {
      const search = piece.repeat(5_000);
      const query = `?search=${encodeURIComponent(search)}`;
      const answer = await administrator.ask(route, { query });
      expect(answer.status).toBe(status);
      expect(answer.text).not.toContain(search.slice(0, 100));
    }
  },
);
