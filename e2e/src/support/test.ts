import { expect, test as base, type BrowserContextOptions, type Page } from '@playwright/test';
import { signInByApi, type Caller } from './api.js';
import type { Account } from './northwind.js';

export { expect };

export interface EnterChoices extends BrowserContextOptions {
  /** The first page; Home unless told. */
  readonly to?: string;
  /** Another server than the shared one. */
  readonly url?: string;
  /** Runs before the page goes anywhere. */
  readonly prepare?: (page: Page) => void | Promise<void>;
}

interface Fixtures {
  /** Opens a browser of somebody's own, signed in; it closes with the test. */
  enter: (account: Account, choices?: EnterChoices) => Promise<Page>;
}

/** By page, when its socket is in. */
const connections = new WeakMap<Page, Promise<void>>();
/** socket.io's word that a socket is in. */
const isIn = /^40/;
function connectionOf(page: Page): Promise<void> {
  return new Promise((resolve) => {
    page.on('websocket', (socket) => {
      socket.on('framereceived', ({ payload }) => {
        if (isIn.test(payload.toString('latin1'))) resolve();
      });
    });
  });
}

/** Playwright's test, where people can walk in. */
export const test = base.extend<Fixtures>({
  enter: async ({ browser, baseURL }, use) => {
    const opened: Page[] = [];
    await use(async (account, { to = '/', url = baseURL ?? '', prepare, ...options } = {}) => {
      const context = await browser.newContext({ ...options, baseURL: url });
      const page = await context.newPage();
      opened.push(page);
      connections.set(page, connectionOf(page));
      await signInByApi({ request: context.request, url }, account);
      await prepare?.(page);
      await page.goto(to);
      return page;
    });
    for (const page of opened) await page.context().close();
  },
});

/** The session of whoever is signed in on a page. */
export function callerOf(page: Page): Caller {
  return { request: page.context().request, url: new URL(page.url()).origin };
}

/** Waits until a screen says that it is live. */
export async function untilLive(page: Page): Promise<void> {
  await expect(page.getByText('Live', { exact: true }).first()).toBeVisible();
}

/** Waits until somebody who has entered hears what is told to them: what was said before came with no sound. */
export async function untilConnected(page: Page): Promise<void> {
  const connection = connections.get(page);
  if (connection === undefined) throw new Error('Nobody has entered on this page.');
  await connection;
}

/** The address the shared server answers at. */
export function homeUrl(baseURL: string | undefined): string {
  if (!baseURL) throw new Error('The configuration names no server.');
  return baseURL;
}
