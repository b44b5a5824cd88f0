import { flushPromises } from '@vue/test-utils';
import { h } from 'vue';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  checkResults,
  closeCampaign,
  listCampaigns,
  readCampaign,
  renameCampaign,
  type Campaign,
} from '@vigil/shared/simulations';
import { openScreen, type OpenScreen } from '../../../lib/admin/admin-screen.test-kit';
import { fakeServer, type FakeServer } from '../../../lib/fake-server.test-kit';
import CampaignPage from './CampaignPage.vue';
import CampaignsPage from './CampaignsPage.vue';

const id = '00000000-0000-4000-8000-000000000001';
const at = '2026-11-24T10:00:00Z';
const running: Campaign = {
  ...{ id, name: 'Quota', source: { id, name: 'gophish' }, state: 'running', createdAt: at, settlesAt: at },
  ...{ settledAt: null, points: 742 },
  figures: {
    ...{ recipients: 60, delivered: 58, reported: 31, silent: null, risky: null },
    medianMinutesToReport: null,
  },
};
const settled: Campaign = {
  ...{ ...running, state: 'settled', settledAt: at },
  figures: { ...running.figures!, silent: 13, risky: 9, medianMinutesToReport: 14 },
};

let server: FakeServer;
let open: OpenScreen | undefined;
const page = { render: () => h(CampaignPage, { id }) };
async function openOn(campaign: Campaign): Promise<OpenScreen> {
  server.answer(readCampaign, campaign);
  return (open = await openScreen(page, `/campaigns/${id}`, server));
}
beforeEach(() => {
  server = fakeServer();
  vi.stubGlobal('fetch', server.fetch);
});
afterEach(() => {
  open?.screen.unmount();
  document.body.innerHTML = '';
  vi.unstubAllGlobals();
});

describe('closing a campaign', () => {
  it('asks first, and says what will be decided', async () => {
    const screen = await openOn(running);
    server.answer(closeCampaign, settled);
    await screen.press('Close campaign');
    expect(screen.words()).toContain('The first reporter is decided.');
    expect(screen.words()).toContain('A report that comes later still earns.');
    expect(server.asked('/close')).toBe(0);
    await screen.press('Leave it running');
    expect(server.asked('/close')).toBe(0);
    await screen.press('Close campaign');
    await screen.press('Close it now');
    expect(server.asked('/close')).toBe(1);
    expect(screen.words()).toContain('Closed');
    expect(screen.offers('Close campaign')).toBe(false);
  });

  it('says so when somebody else was faster, and keeps the question open', async () => {
    const screen = await openOn(running);
    const problem = { type: 'urn:vigil:problem:campaign-closed', title: '', status: 409, requestId: 'r' };
    server.answer(closeCampaign, problem, 409);
    await screen.press('Close campaign');
    await screen.press('Close it now');
    expect(screen.words()).toContain('This campaign has been closed before');
  });
});

describe('the figures of a campaign', () => {
  it('carry their n', async () => {
    expect((await openOn(settled)).words()).toMatch(/31\s*53%, n = 58/);
  });

  it('say when they will be known, while it runs', async () => {
    const screen = await openOn(running);
    expect(screen.words().match(/Known when the campaign is closed/g)).toHaveLength(2);
    expect(screen.words()).toContain('Shown from five reports on.');
  });

  it('say that the groups are too small, once it is closed', async () => {
    const few = { ...settled, figures: { ...running.figures!, silent: null, risky: null } };
    expect((await openOn(few)).words().match(/Shown from five people on/g)).toHaveLength(2);
  });

  it('are left out whole where fewer than five people are behind them', async () => {
    const screen = await openOn({ ...settled, figures: null });
    expect(screen.words()).toContain('Too few people to show figures');
    expect(screen.words()).not.toContain('Left it alone');
  });
});

describe('a campaign', () => {
  it('can be renamed', async () => {
    const screen = await openOn(running);
    server.answer(renameCampaign, { ...running, name: 'Full mailbox' });
    await screen.press('Rename');
    await screen.type('Name', 'Full mailbox');
    document.body.querySelector('form')?.requestSubmit();
    await flushPromises();
    expect(screen.screen.get('h1').text()).toBe('Full mailbox');
  });

  it('is compared with the simulator by counts, side by side', async () => {
    const screen = await openOn(settled);
    server.answer(checkResults, {
      ...{ rows: 60, agree: 57, unknownRecipients: 1 },
      statuses: [
        { status: 'opened', file: 10, events: 10 },
        { status: 'clicked', file: 7, events: 9 },
        { status: 'submitted', file: 2, events: null },
      ],
    });
    await screen.type('Or paste the lines', 'id,status,email');
    await screen.press('Compare');
    expect(screen.words()).toContain('can agree on 57 of 60');
    expect(screen.screen.findAll('tbody tr').map((row) => row.text())).toEqual([
      'Opened1010Same',
      'Clicked79Differ by 2',
      'Entered something2–Too few people to show',
    ]);
  });

  it('stands in the list without a name of anybody', async () => {
    server.answer(listCampaigns, { items: [running, { ...settled, figures: null }], nextCursor: null });
    open = await openScreen(CampaignsPage, '/campaigns', server);
    expect(open.screen.findAll('tbody tr')).toHaveLength(2);
    expect(open.words()).toContain('under 5 people');
  });
});
