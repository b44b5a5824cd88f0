import type { Page } from '@playwright/test';
import { writeHostileWords } from './support/hostile-words.js';
import { accounts } from './support/northwind.js';
import { OwnServer } from './support/own-server.js';
import {
  administratorScreens,
  ownScreens,
  rulesScreens,
  type Screen,
  securityScreens,
  staffScreens,
  visit,
} from './support/screens.js';
import { callerOf, expect, test } from './support/test.js';

let server: OwnServer;
test.beforeAll(async () => {
  server = await OwnServer.start();
});
test.afterAll(() => server.stop());

interface Seen {
  readonly words: string;
  readonly leading: readonly string[];
  readonly drawn: number;
  readonly hit: boolean;
}
/** All words of a page, where its links lead away, and what words must not have become. */
const look = `({
  words: [document.body.textContent, ...[...document.querySelectorAll('input, textarea')].map((one) => one.value)].join(' '),
  leading: [...document.querySelectorAll('a, area, form, img, script, link, [formaction]')]
    .flatMap((one) => [one.href, one.src, one.action, one.formAction])
    .filter((to) => typeof to === 'string' && to !== '' && !to.startsWith(location.origin) && !/^(blob:|data:image)/.test(to)),
  drawn: document.querySelectorAll('main img[src="x"], iframe, object, embed').length,
  hit: 'hit' in window,
})`;

test('what people write stands on every screen as they wrote it, and leads nowhere', async ({ enter }) => {
  const { url } = server;
  const reporter = await enter(accounts.reporter, { url });
  const security = await enter(accounts.security, { url });
  const administrator = await enter(accounts.administrator, { url });
  const { written, disputeId, groupIds } = await writeHostileWords({
    reporter: callerOf(reporter),
    security: callerOf(security),
    administrator: callerOf(administrator),
  });
  // what the security team reads of reports is defanged on top
  const evil = (page: Page) => page.getByText(/www(\.|\[\.])evil/);
  const opened: Screen[] = [
    { path: `/disputes?dispute=${disputeId}`, drawn: evil },
    ...groupIds.map((id) => ({ path: `/triage/${id}`, drawn: evil })),
  ];
  const walks: [Page, readonly Screen[]][] = [
    [reporter, ownScreens],
    [security, [...staffScreens, ...rulesScreens, ...securityScreens.slice(0, 3), ...opened]],
    [administrator, administratorScreens],
  ];
  let words = '';
  for (const [page, screens] of walks)
    for (const screen of screens)
      await test.step(screen.path, async () => {
        await visit(page, screen);
        const { words: more, ...seen } = await page.evaluate<Seen>(look);
        expect({ at: screen.path, ...seen }).toEqual({ at: screen.path, leading: [], drawn: 0, hit: false });
        if (screen.path.startsWith('/triage')) expect(more).not.toMatch(/evil\.example\/(open|answered)/);
        words += more;
      });
  expect(written.filter((text) => !words.includes(text))).toEqual([]);
});
