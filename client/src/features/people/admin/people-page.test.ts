import { flushPromises } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  addMember,
  createLink,
  importPeople,
  listDepartments,
  listMembers,
  previewImport,
  readMe,
  updateMember,
} from '@vigil/shared/people';
import { openScreen, type OpenScreen } from '../../../lib/admin/admin-screen.test-kit';
import { fakeServer, type FakeServer } from '../../../lib/fake-server.test-kit';
import { useSession } from '../session.store';
import PeoplePage from './PeoplePage.vue';

const uuid = (n: number) => `00000000-0000-4000-8000-00000000000${n}`;
const care = { id: uuid(1), name: 'Customer Care' };
const person = (n: number, more: object = {}) => ({
  ...{ id: uuid(n), email: `p${n}@northwind.example`, firstName: `First${n}`, lastName: `Last${n}` },
  ...{ role: 'employee', department: care, leads: [], timeZone: 'Europe/Berlin', locale: 'en' },
  ...{ joinedOn: '2024-03-01', deactivatedAt: null, hasPassword: true, resetRequestedAt: null },
  ...more,
});
const people = [
  person(2),
  person(3, { resetRequestedAt: '2026-11-24T09:00:00Z' }),
  person(4, { role: 'administrator' }),
];
const me = (role: string) => ({
  ...{ id: uuid(9), name: 'Sam', email: 'sam@northwind.example', role, locale: 'en' },
  ...{ timeZone: 'Europe/Berlin', department: null, leads: [], boardVisibility: 'named' },
  onBoards: { pseudonym: null, startsAt: null },
  organisation: { name: 'Northwind', timeZone: 'Europe/Berlin' },
});
const preview = (errors: object[]) => ({
  counts: { new: 1, changed: 1, same: 58, errors: errors.length },
  newDepartments: ['Logistics'],
  lookAlikes: [{ line: 2, name: 'Nеw' }],
  lines: [
    { line: 2, email: 'n@x.example', name: 'New One', department: 'Logistics', change: 'new', fields: [] },
    {
      line: 3,
      email: 'p2@x.example',
      name: 'First2',
      department: 'Sales',
      change: 'changed',
      fields: ['joinedOn'],
    },
  ],
  errors,
});

let server: FakeServer;
let open: OpenScreen | undefined;

async function openAs(role: 'security' | 'administrator', address = '/people'): Promise<OpenScreen> {
  server.answer(readMe, me(role));
  open = await openScreen(PeoplePage, address, server, () => useSession().find());
  await flushPromises();
  return open;
}
beforeEach(() => {
  server = fakeServer();
  vi.stubGlobal('fetch', server.fetch);
  server.answer(listMembers, { items: people, nextCursor: null });
  server.answer(listDepartments, { items: [{ ...care, parentId: null, people: 3 }] });
});
afterEach(() => {
  open?.screen.unmount();
  document.body.innerHTML = '';
  vi.unstubAllGlobals();
});

describe('people, as an administrator sees them', () => {
  it('stand in a table with their state in words, and those who ask for a link stand above', async () => {
    const page = await openAs('administrator');
    expect(page.words()).toContain('One person asks for a new password');
    expect(page.screen.findAll('tbody tr')).toHaveLength(3);
    expect(page.screen.get('tbody').text()).toContain('Asks for a link');
  });

  it('are deactivated only after a question, and can be brought back', async () => {
    const page = await openAs('administrator', `/people?person=${uuid(2)}`);
    server.answer(updateMember, person(2, { deactivatedAt: '2026-11-24T10:00:00Z' }));
    await page.press('Deactivate');
    expect(page.words()).toContain('Deactivate First2 Last2?');
    expect(server.asked(`/api/people/${uuid(2)}`)).toBe(1);
    const question = document.body.querySelector('footer button');
    (question as HTMLElement).click();
    await flushPromises();
    expect(server.asked(`/api/people/${uuid(2)}`)).toBe(2);
    expect(page.words()).toContain('Bring back');
  });
});

describe('a new person', () => {
  it('stays open after being added, also when the list does not show them', async () => {
    const page = await openAs('administrator', '/people?person=new');
    await page.type('First name', 'Noor');
    await page.type('Last name', 'Jansen');
    await page.type('E-mail', 'noor@northwind.example');
    server.answer(addMember, person(7, { firstName: 'Noor', hasPassword: false }), 201);
    document.body.querySelector<HTMLFormElement>('[role=dialog] form')?.requestSubmit();
    await flushPromises();
    await flushPromises();
    expect(page.router.currentRoute.value.query['person']).toBe(uuid(7));
    expect(page.words()).toContain('Noor Last7');
    expect(page.offers('Make a one-time link')).toBe(true);
  });
});

describe('a one-time link', () => {
  const link = 'https://vigil.example/link#a-token-that-is-shown-once';

  it('is shown when it is made, and gone when the sheet is closed', async () => {
    server.answer(createLink, { url: link, expiresAt: '2026-12-01T10:00:00Z' });
    const page = await openAs('security', `/people?person=${uuid(3)}`);
    expect(page.words()).not.toContain(link);
    await page.press('Make a one-time link');
    expect(page.words()).toContain(link);
    await page.router.push('/people');
    await flushPromises();
    await page.router.push(`/people?person=${uuid(3)}`);
    await flushPromises();
    expect(page.words()).toContain('First3 Last3');
    expect(page.words()).not.toContain(link);
  });

  it('for an administrator is not offered to security', async () => {
    const page = await openAs('security', `/people?person=${uuid(4)}`);
    expect(page.offers('Make a one-time link')).toBe(false);
    expect(page.words()).toContain('made by another administrator');
  });
});

describe('security', () => {
  it('may look and hand out links, and is offered nothing that changes people', async () => {
    const page = await openAs('security', `/people?person=${uuid(2)}`);
    expect(page.offers('Make a one-time link')).toBe(true);
    for (const word of ['Add a person', 'Links for all', 'Import', 'Save', 'Deactivate'])
      expect(page.offers(word), word).toBe(false);
  });

  it('reads the departments without a way to change them', async () => {
    const page = await openAs('security', '/people?view=departments');
    expect(page.words()).toContain('Customer Care');
    expect(page.offers('Add a department')).toBe(false);
  });
});

describe('an import', () => {
  async function look(errors: object[]): Promise<OpenScreen> {
    server.answer(previewImport, preview(errors));
    const page = await openAs('administrator', '/people?view=import');
    await page.type('Or paste the lines', 'email,first,last,department');
    await page.press('Look at it first');
    return page;
  }

  it('shows every line that cannot be taken, and takes nothing while there is one', async () => {
    const page = await look([{ line: 7, column: 'email', message: 'is not an e-mail address' }]);
    expect(page.words()).toContain('One line cannot be taken');
    expect(page.words()).toContain('7emailis not an e-mail address');
    expect(page.offers('Import 2 people')).toBe(false);
  });

  it('says what is new and which fields change, then takes all of it', async () => {
    const page = await look([]);
    expect(page.words()).toContain('Logistics');
    expect(page.words()).toContain('One new name mixes letters that look alike');
    expect(page.words()).toContain('Line 2: Nеw');
    expect(page.screen.get('tbody').text()).toContain('joined');
    server.answer(importPeople, { new: 1, changed: 1, same: 58 });
    await page.press('Import 2 people');
    expect(page.words()).toContain('1 new, 1 changed, 58 as before.');
  });

  it('must be looked at anew when the text changes', async () => {
    const page = await look([]);
    await page.type('Or paste the lines', 'email,first,last,department\nx');
    expect(page.offers('Import 2 people')).toBe(false);
    expect(page.offers('Look at it first')).toBe(true);
  });
});
