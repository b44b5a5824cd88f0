import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { listAudit, type AuditEntry } from '@vigil/shared/audit';
import { setLocale } from '../../i18n';
import { openScreen, type OpenScreen } from '../../lib/admin/admin-screen.test-kit';
import { fakeServer, type FakeServer } from '../../lib/fake-server.test-kit';
import AuditPage from './AuditPage.vue';

const uuid = (n: number) => `00000000-0000-4000-8000-00000000000${n}`;
const sam = { id: uuid(9), name: 'Sam Doe', role: 'administrator' };
let serial = 0;
const entry = (more: Partial<AuditEntry>): AuditEntry => ({
  ...{ id: String(++serial), at: '2026-11-24T10:00:00Z', actor: sam, act: 'member.changed' },
  ...{ subject: { kind: 'member', id: uuid(2), name: 'Ada Low' }, before: null, after: null },
  ...{ names: {}, reason: null, ...more },
});

let server: FakeServer;
let open: OpenScreen | undefined;
async function openWith(...items: AuditEntry[]): Promise<string> {
  server.answer(listAudit, { items, nextCursor: null });
  open = await openScreen(AuditPage, '/audit', server);
  return open.words();
}
beforeEach(() => {
  server = fakeServer();
  vi.stubGlobal('fetch', server.fetch);
});
afterEach(async () => {
  open?.screen.unmount();
  document.body.innerHTML = '';
  await setLocale('en');
  vi.unstubAllGlobals();
});

describe('a line of the audit log', () => {
  const moved = entry({
    before: { role: 'employee', departmentId: uuid(3), leads: [] },
    after: { role: 'leader', departmentId: null, leads: [uuid(3), uuid(4)], active: true, fields: ['email'] },
    names: { [uuid(3)]: 'Finance' },
  });

  it('says what changed in words, with names in place of ids', async () => {
    const words = await openWith(moved);
    expect(words).toContain('Role: Employee › Leader · Department: Finance › –');
    expect(words).toContain('Leads: – › Finance, 00000000');
    expect(words).toContain('Active: yes · Also changed: E-mail');
    expect(words).not.toContain(uuid(3));
  });

  it('says so in German', async () => {
    await setLocale('de');
    const words = await openWith(moved);
    expect(words).toContain('Rolle: Team › Leitung · Abteilung: Finance › –');
    expect(words).toContain('Aktiv: ja · Auch geändert: E-Mail');
  });

  it('counts entries, calls kinds by what they are for, and answers by their names', async () => {
    const words = await openWith(
      entry({
        ...{ act: 'entry.reversed', reason: 'Counted twice' },
        ...{ before: { memberId: uuid(2), points: 1200 }, after: { points: 0, entryIds: ['1', '2'] } },
        names: { [uuid(2)]: 'Ada Low' },
      }),
      entry({ act: 'rules.published', after: { revision: 2, changed: ['habit.adopted', 'door.locked'] } }),
      entry({ act: 'report.answered', before: { verdict: null }, after: { verdict: 'confirmed' } }),
    );
    expect(words).toContain('Person: Ada Low · Points: 1,200 › 0 · Entries taken back: 2');
    expect(words).toContain('Changed: Take up a safe habit, door.locked');
    expect(words).toContain('Verdict: – › Confirmed');
  });

  it('calls what it has no words for as it is written, and shows no more of an id than is needed', async () => {
    const words = await openWith(
      entry({
        ...{ act: 'dispute.answered', subject: { kind: 'dispute', id: uuid(5), name: null } },
        after: { someNewField: { deep: 1 }, 'other-one': 'text' },
      }),
    );
    expect(words).toContain('Some new field: {"deep":1} · Other one: text');
    expect(words).toContain('Question 00000000');
    expect(words).not.toContain(uuid(5));
  });
});
