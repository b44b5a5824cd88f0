import { flushPromises } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { defaultRules, readRuleset } from '@vigil/shared/points';
import {
  listRules,
  publishRules,
  replayRules,
  type RulesReplay,
  type RulesRevision,
} from '@vigil/shared/rules';
import { openScreen, type OpenScreen } from '../../../lib/admin/admin-screen.test-kit';
import { fakeServer, type FakeServer } from '../../../lib/fake-server.test-kit';
import { checked, draftOf, kindNamed } from './rule-draft';
import { useRevisions } from './revisions.store';
import RulesEditor from './RulesEditor.vue';

const at = '2026-11-02T08:00:00Z';
const revision = (n: number, more: Partial<RulesRevision> = {}): RulesRevision => ({
  ...{ revision: n, state: 'current', effectiveFrom: at, publishedAt: at, publishedBy: 'Daniel Weiss' },
  ...{ note: 'A start', basedOn: null, restores: null, withdrawn: null, eventsChanged: false },
  ...{ rules: [...defaultRules], multipliers: [], changes: [], ...more },
});
const nothing: RulesReplay = {
  ...{ firstDay: '2026-08-27', lastDay: '2026-11-25', departments: [], board: [], gaining: 3, losing: 1 },
  ...{ same: 8, mostGained: [], mostLost: [], leftOut: ['simulation.passed'], unknownKinds: [] },
};
const habit = 'Points for: Take up a safe habit';

let server: FakeServer;
let open: OpenScreen | undefined;
async function openEditor(): Promise<OpenScreen> {
  return (open = await openScreen(RulesEditor, '/rules', server, () => useRevisions().load()));
}
function reopen(): Promise<OpenScreen> {
  open?.screen.unmount();
  document.body.innerHTML = '';
  return openEditor();
}
beforeEach(() => {
  localStorage.clear();
  server = fakeServer();
  server.answer(listRules, { items: [revision(1)], nextCursor: null, newest: 1 });
  server.answer(readRuleset, { revision: 1, effectiveFrom: at, rules: [...defaultRules], kinds: [] });
  vi.stubGlobal('fetch', server.fetch);
});
afterEach(() => {
  open?.screen.unmount();
  document.body.innerHTML = '';
  vi.unstubAllGlobals();
});

describe('editing rules', () => {
  it('says in words what a draft changes, and keeps it over a reload', async () => {
    const screen = await openEditor();
    expect(screen.words()).toContain('Nothing is changed yet.');
    await screen.type(habit, '40');
    expect(screen.words()).toContain('Take up a safe habit: 40 points (before 25).');
    expect((await reopen()).words()).toContain('Take up a safe habit: 40 points (before 25).');
    await open?.press('Discard the draft');
    expect(open?.words()).toContain('Nothing is changed yet.');
  });

  it('checks as one types, and says beside the field what it needs', async () => {
    const screen = await openEditor();
    await screen.type('Points for: Report something suspicious', '0');
    expect(screen.words()).toContain('Speaking up always earns something');
    expect(screen.offers('Publish …')).toBe(false);
    await screen.type('Points for: Report something suspicious', 'five');
    expect(screen.words()).toContain('A whole number from 0 to 1,000.');
    await screen.type('Points for: Report something suspicious', '6');
    expect(screen.offers('Publish …')).toBe(true);
  });

  it('shows what the boards would have looked like', async () => {
    const screen = await openEditor();
    server.answer(replayRules, nothing);
    await screen.type(habit, '40');
    await screen.press('What would it have done?');
    expect(screen.words()).toContain('would have more');
    expect(screen.words()).toContain(
      'Left out, because it is for the person alone: Leave a practice mail alone.',
    );
  });

  it('publishes with a reason, and not without one', async () => {
    const screen = await openEditor();
    await screen.type(habit, '40');
    await screen.press('Publish …');
    await screen.press('Publish now');
    document.body.querySelector<HTMLFormElement>('#publish-rules')?.requestSubmit();
    await screen.type('Why?', '');
    expect(screen.words()).toContain('Say why, in one sentence.');
    expect(server.asked('/api/rulesets')).toBe(1);
    server.answer(publishRules, revision(2), 201);
    server.answer(listRules, { items: [revision(2), revision(1)], nextCursor: null, newest: 2 });
    await screen.type('Why?', 'Habits matter');
    document.body.querySelector<HTMLFormElement>('#publish-rules')?.requestSubmit();
    await vi.waitFor(() => expect(server.asked('/api/rulesets')).toBe(3));
    await vi.waitFor(() => expect(open?.words()).toContain('Nothing is changed yet.'));
  });

  it('makes a rule bring coins alone: then it is for the person alone, and reads so', async () => {
    const screen = await openEditor();
    document.querySelector<HTMLElement>('[aria-label="More: Take up a safe habit"]')?.click();
    await flushPromises();
    await screen.press('Coins alone: it brings no points.');
    expect(screen.words()).toContain('brings Coins for: Take up a safe habit coins each time and no points');
    expect(screen.words()).toContain('for the person alone: yes (before no), coins alone: yes (before no)');
    expect(screen.offers('Publish …')).toBe(true);
  });

  it('keeps the draft when somebody else was faster, and asks how to go on', async () => {
    const screen = await openEditor();
    await screen.type(habit, '40');
    const rules = defaultRules.map((r) => (r.kind === 'quiz.passed' ? { ...r, base: 12 } : r));
    const newer = revision(2, { rules, publishedBy: 'Mara Lind' });
    server.answer(listRules, { items: [newer, revision(1)], nextCursor: null, newest: 2 });
    const again = await reopen();
    expect(again.words()).toContain('Mara Lind was faster. Your draft is kept.');
    expect(again.offers('Publish …')).toBe(false);
    await again.press('Go on with my draft');
    expect(again.words()).toContain('Pass a quiz: 10 points (before 12).');
    expect(again.offers('Publish …')).toBe(true);
  });
});

describe('a draft', () => {
  it('of any rule is the rule again', () => {
    expect(checked(defaultRules.map(draftOf), []).draft?.rules).toEqual(defaultRules);
  });

  it('has a short name that sources can state', () => {
    expect(kindNamed('Abends die Tür abschließen!')).toBe('own.abends-die-tur-abschliessen');
    expect(kindNamed('鍵')).toBe('own.kind');
  });
});
