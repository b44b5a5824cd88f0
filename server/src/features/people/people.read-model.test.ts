import { afterAll, beforeAll, expect, it } from 'vitest';
import { type PeopleAppUnderTest, startPeopleApp } from '../../../test/people-app.js';
import { AliasesStore } from './aliases.store.js';
import { PeopleReadModel } from './people.read-model.js';

let t: PeopleAppUnderTest;
let people: PeopleReadModel;
beforeAll(async () => {
  t = await startPeopleApp();
  people = t.app.get(PeopleReadModel);
});
afterAll(() => t.stop());
const alias = (address: string, memberId: string) =>
  t.sql.transaction((tx) => t.app.get(AliasesStore).add(tx, address, memberId));

it('has a calendar before and right after the founding', async () => {
  expect((await people.calendar(t.sql)).timeZone).toBe('UTC');
  await t.make.anOrganisation({ timeZone: 'Europe/Lisbon', name: 'Northwind' });
  expect(await people.calendar(t.sql)).toEqual({
    timeZone: 'Europe/Lisbon',
    workingDays: [1, 2, 3, 4, 5],
    workFromMinute: 540,
    workUntilMinute: 1_020,
  });
  await t.make.anOrganisation({ timeZone: 'Asia/Tokyo' });
  expect((await people.calendar(t.sql)).timeZone).toBe('Europe/Lisbon');
  t.passMs(5_001);
  expect((await people.calendar(t.sql)).timeZone).toBe('Asia/Tokyo');
  expect((await people.organisation(t.sql)).name).toBe('Northwind');
});

it('resolves an address exactly or not at all (D18)', async () => {
  const anna = await t.make.aMember({ email: 'Anna@X.example' });
  const gone = await t.make.aMember({ email: 'gone@x.example', deactivatedAt: new Date() });
  const found = await people.resolveByEmail(t.sql, [
    'ANNA@x.example ',
    'anna+shop@x.example',
    'gone@x.example',
    'who@x.example',
    'nul\0@x.example',
    '',
  ]);
  expect([...found]).toEqual([['anna@x.example', anna.id]]);

  // a former address is nobody's until somebody says whose it is
  await t.sql.query(
    `UPDATE member SET email = 'anna.b@x.example', email_key = 'anna.b@x.example' WHERE id = $1`,
    [anna.id],
  );
  expect(await people.resolveByEmail(t.sql, ['anna@x.example'])).toEqual(new Map());
  await alias('Anna@x.example', anna.id);
  expect(await people.resolveByEmail(t.sql, ['anna@x.example'])).toEqual(
    new Map([['anna@x.example', anna.id]]),
  );

  await alias('old@x.example', gone.id);
  expect(await people.resolveByEmail(t.sql, ['old@x.example'])).toEqual(new Map());
});

it('prefers the one whose own address it is to an alias', async () => {
  const [one, two] = [await t.make.aMember(), await t.make.aMember({ email: 'shared@x.example' })];
  await alias('shared@x.example', one.id);
  expect(await people.resolveByEmail(t.sql, ['shared@x.example'])).toEqual(
    new Map([['shared@x.example', two.id]]),
  );
  await t.sql.query(`UPDATE member SET deactivated_at = now() WHERE id = $1`, [two.id]);
  expect(await people.resolveByEmail(t.sql, ['shared@x.example'])).toEqual(
    new Map([['shared@x.example', one.id]]),
  );
});

it('counts who is eligible, and pages through everybody', async () => {
  const place = await t.make.aDepartment();
  await t.make.aMember({ department: place });
  await t.make.aMember({ department: place, visibility: 'hidden' });
  await t.make.aMember({ department: place, deactivatedAt: new Date() });
  expect(await people.eligibleMembers(t.sql)).toContainEqual({
    departmentId: place.id,
    active: 2,
    hidden: 1,
  });
  const [{ n } = { n: 0 }] = await t.sql.query<{ n: number }>(`SELECT count(*)::int AS n FROM member`);
  const ids = new Set<string>();
  for (
    let page = await people.members(t.sql, null, 2);
    page.length > 0;
    page = await people.members(t.sql, page.at(-1)!.id, 2)
  )
    for (const member of page) ids.add(member.id);
  expect(ids.size).toBe(n);
  expect((await people.membersById(t.sql, [...ids])).size).toBe(n);
});
