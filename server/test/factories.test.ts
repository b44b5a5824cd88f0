import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from './database.js';
import { factoriesOn, openDatabase } from './factories.js';

let test: TestDatabase;
let opened: Awaited<ReturnType<typeof openDatabase>>;
beforeAll(async () => {
  test = await createTestDatabase();
  opened = await openDatabase(test.appUrl);
});
afterAll(async () => {
  await opened.close();
  await test.drop();
});

it('makes people who belong somewhere', async () => {
  const { anOrganisation, aDepartment, aMember, aSession } = factoriesOn(opened.database);
  await anOrganisation();
  const finance = await aDepartment('Finance');
  const anna = await aMember({
    department: finance,
    role: 'leader',
    leads: [finance],
    password: 'a long password',
  });
  const { cookie } = await aSession(anna);
  expect(cookie).toMatch(/^vigil=[\w-]{43}$/);
  const rows = await opened.database.query(
    `SELECT m.role, d.name FROM membership s JOIN member m ON m.id = s.member_id JOIN department d ON d.id = s.department_id
     JOIN credential c ON c.member_id = m.id JOIN leadership l ON l.member_id = m.id JOIN session e ON e.member_id = m.id`,
  );
  expect(rows).toEqual([{ role: 'leader', name: 'Finance' }]);
});
