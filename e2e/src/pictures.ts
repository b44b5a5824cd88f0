import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { chromium, type Browser, type Page } from '@playwright/test';
import { createSource, listSources } from '@vigil/shared/ingestion';
import { listCampaigns, renameCampaign } from '@vigil/shared/simulations';
import { call, signInByApi } from './support/api.js';
import { aDisplay, openLink } from './support/displays.js';
import { accounts, capture, projectRoot, type Account } from './support/northwind.js';
import { replay } from './support/replay.js';

/** Takes the README's pictures from a running demo: VIGIL_URL says where, CHROMIUM_PATH with which browser. */
const url = process.env['VIGIL_URL'] ?? 'http://localhost:3000';
const folder = path.join(projectRoot, 'docs/pictures');
const desktop = { width: 1280, height: 800 };
const phone = { width: 390, height: 844 };
const gapPx = 24;
const simulator = 'GoPhish';

interface Shot {
  /** Who looks; a screen in the lobby is nobody. */
  readonly account: Account | null;
  readonly path: string;
  /** Text that stands on the page once it is drawn. */
  readonly drawn: string | RegExp;
  readonly open?: (page: Page) => Promise<unknown>;
  readonly viewport: { readonly width: number; readonly height: number };
  readonly colorScheme: 'light' | 'dark';
  /** Pixels of the picture for each of the page's; two unless told. */
  readonly scale?: number;
}
interface Picture {
  readonly name: string;
  /** Of the whole picture, in CSS pixels. */
  readonly width: number;
  readonly shots: readonly Shot[];
}

const home = { account: accounts.reporter, path: '/', drawn: 'Departments this week', viewport: desktop };
const boards = { ...home, path: '/leaderboards/departments?unit=season', drawn: 'What you see' };
const people = { ...home, path: '/leaderboards/people?unit=season', drawn: 'The brightest' };
const dialog = (page: Page) => page.getByRole('dialog').waitFor();
const openWhy = async (page: Page) => {
  await page
    .getByRole('link', { name: /^Why \d{2,} points for: You reported a practice/ })
    .first()
    .click();
  await dialog(page);
};
const openReport = async (page: Page) => {
  await page.getByRole('button', { name: 'Report', exact: true }).click();
  await dialog(page);
};
const openMail = async (page: Page) => {
  await page
    .getByRole('link', { name: /R\. Ortega/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'Open it as text' }).click();
  await page.getByRole('region', { name: 'Where its links lead' }).waitFor();
};
const why = { ...home, path: '/record', drawn: 'Everything you earned', open: openWhy };
const sources = { ...home, account: accounts.security, path: '/sources', drawn: 'Deliveries of' };
const report = { ...home, open: openReport };
const triage = { ...sources, path: '/triage', drawn: 'Reports', open: openMail, viewport: desktop };
const wallDrawn = 'of us lit the city this week.';
const wall = { account: null, drawn: wallDrawn, colorScheme: 'dark', scale: 1 } as const;
const both = (shot: Omit<Shot, 'colorScheme'>): readonly Shot[] => [
  { ...shot, colorScheme: 'light' },
  { ...shot, colorScheme: 'dark' },
];
const pictures: readonly Picture[] = [
  { name: 'home', width: 1920, shots: both(home) },
  { name: 'boards', width: 1920, shots: both(boards) },
  { name: 'why', width: 1920, shots: both(why) },
  {
    name: 'speaking-up',
    width: 1920,
    shots: [
      { ...report, colorScheme: 'light' },
      { ...triage, colorScheme: 'dark' },
    ],
  },
  {
    name: 'wall',
    width: 1920,
    shots: [
      { ...wall, path: '/wall?look=dark', viewport: { width: 1920, height: 1080 } },
      { ...wall, path: '/wall?look=light', viewport: { width: 3840, height: 2160 } },
    ],
  },
  {
    name: 'sources',
    width: 1440,
    shots: [{ ...sources, viewport: { width: 1440, height: 860 }, colorScheme: 'light' }],
  },
  {
    name: 'phone',
    width: 1480,
    shots: [...both({ ...home, viewport: phone }), ...both({ ...people, viewport: phone })],
  },
];

async function take(browser: Browser, shot: Shot, lobby: string): Promise<Buffer> {
  const { account, viewport, colorScheme, drawn, open, scale = 2 } = shot;
  const context = await browser.newContext({
    baseURL: url,
    viewport,
    colorScheme,
    deviceScaleFactor: scale,
    reducedMotion: 'reduce',
    locale: 'en-GB',
  });
  try {
    const caller = { request: context.request, url };
    if (account) await signInByApi(caller, account);
    else await openLink(caller, lobby);
    const page = await context.newPage();
    await page.goto(shot.path);
    // scenes of the wall take turns
    await page.getByText(drawn).filter({ visible: true }).first().waitFor({ timeout: 90_000 });
    await page.waitForLoadState('networkidle');
    if (open) await open(page);
    return await page.screenshot({ animations: 'disabled' });
  } finally {
    await context.close();
  }
}

/** Puts shots side by side. */
async function compose(
  browser: Browser,
  shots: readonly Buffer[],
  width: number,
  file: string,
): Promise<void> {
  const page = await browser.newPage({ viewport: { width, height: 100 } });
  const images = shots.map((shot) => `<img alt="" src="data:image/png;base64,${shot.toString('base64')}">`);
  await page.setContent(`<style>
    body { margin: 0; display: grid; grid-auto-flow: column; grid-auto-columns: 1fr; gap: ${gapPx}px; background: transparent }
    img { inline-size: 100%; display: block; border-radius: 12px }
  </style>${images.join('')}`);
  await page.screenshot({ path: file, fullPage: true, omitBackground: true });
  await page.close();
}

/** A link for the screen in the lobby. */
async function hangUp(browser: Browser): Promise<string> {
  const context = await browser.newContext();
  const caller = { request: context.request, url };
  await signInByApi(caller, accounts.security);
  const { path: link } = await aDisplay(caller, 'For a picture');
  await context.close();
  return link;
}

/** A campaign that has just gone out, so that the pictures show what Vigil is for; once is enough. */
async function sendPracticeMail(browser: Browser): Promise<void> {
  const context = await browser.newContext();
  const caller = { request: context.request, url };
  await signInByApi(caller, accounts.security);
  const { items } = await call(caller, listSources, {});
  if (items.some(({ name }) => name === simulator)) return context.close();
  const secret = (await readFile(capture.secretFile, 'utf8')).trim();
  const { source } = await call(caller, createSource, { body: { type: 'gophish', name: simulator, secret } });
  const start = new Date(Date.now() - 20 * 60_000).toISOString();
  await replay({ to: source.webhookUrl ?? '', start });
  const campaigns = (await call(caller, listCampaigns, { query: {} })).items;
  const sent = campaigns.find((campaign) => campaign.source.name === simulator);
  if (!sent) throw new Error('The campaign has not arrived.');
  await call(caller, renameCampaign, {
    params: { campaignId: sent.id },
    body: { name: 'Your mailbox is full' },
  });
  await context.close();
}

const executablePath = process.env['CHROMIUM_PATH'];
const browser = await chromium.launch({
  ...(executablePath ? { executablePath } : {}),
  // Chromium's sandbox does not run as root; nobody else gives it up
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
try {
  await sendPracticeMail(browser);
  const lobby = await hangUp(browser);
  await mkdir(folder, { recursive: true });
  for (const { name, width, shots } of pictures) {
    const taken: Buffer[] = [];
    for (const shot of shots) taken.push(await take(browser, shot, lobby));
    await compose(browser, taken, width, path.join(folder, `${name}.png`));
  }
} finally {
  await browser.close();
}
