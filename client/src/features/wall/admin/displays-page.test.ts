import { flushPromises } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { addDisplay, type Display, displayNameTaken, listDisplays, revokeDisplay } from '@vigil/shared/wall';
import { openScreen, type OpenScreen } from '../../../lib/admin/admin-screen.test-kit';
import { fakeServer, type FakeServer } from '../../../lib/fake-server.test-kit';
import DisplaysPage from './DisplaysPage.vue';

const at = '2026-11-24T10:00:00Z';
const display = (n: number, more: Partial<Display> = {}): Display => ({
  ...{ id: `00000000-0000-4000-8000-00000000000${n}`, name: `Lobby ${n}`, createdAt: at },
  ...{ screens: n, lastSeenAt: at },
  ...more,
});

let server: FakeServer;
let open: OpenScreen | undefined;
beforeEach(() => {
  server = fakeServer();
  vi.stubGlobal('fetch', server.fetch);
  server.answer(listDisplays, { items: [display(1), display(2, { screens: 0, lastSeenAt: null })] });
});
afterEach(() => {
  open?.screen.unmount();
  document.body.innerHTML = '';
  vi.unstubAllGlobals();
});
const openPage = async () => (open = await openScreen(DisplaysPage, '/displays', server));

describe('displays', () => {
  it('say how many screens each has open', async () => {
    const page = await openPage();
    expect(page.words()).toContain('1 screen');
    expect(page.words()).toContain('0 screens');
    expect(page.words()).toContain('never');
  });

  it('are made with a name, and show their link once', async () => {
    const page = await openPage();
    const url = 'https://vigil.example/wall#secret-of-the-link-000000000';
    server.answer(addDisplay, { display: display(3), url }, 201);
    await page.press('New display');
    await page.type('Name', 'Second floor');
    await page.press('Make the link');
    expect(server.sent('/api/displays')).toEqual([{ name: 'Second floor' }]);
    expect(page.words()).toContain(url);
    await page.press('Always night');
    expect(page.words()).toContain('https://vigil.example/wall?look=dark#secret-of-the-link-000000000');
    await page.press('Done');
    await page.press('New display');
    expect(page.words()).not.toContain('secret-of-the-link');
  });

  it('say which name is taken', async () => {
    const page = await openPage();
    server.answer(addDisplay, { ...displayNameTaken, requestId: 'r' }, 409);
    await page.press('New display');
    await page.type('Name', 'Lobby 1');
    await page.press('Make the link');
    expect(page.words()).toContain('Another display has this name.');
  });

  it('are revoked after a question', async () => {
    const page = await openPage();
    server.answer(revokeDisplay, undefined, 204);
    await page.press('Revoke');
    expect(page.words()).toContain('All screens that were opened with it go dark within a second.');
    server.answer(listDisplays, { items: [display(2)] });
    document.querySelector<HTMLElement>('[role=dialog] footer button')?.click();
    await flushPromises();
    expect(page.words()).not.toContain('Lobby 1 ');
    expect(server.asked('/api/displays/00000000-0000-4000-8000-000000000001')).toBe(1);
  });
});
