import type { Locator, Page } from '@playwright/test';

/** A screen, by its address, and what stands on it once it is drawn. */
export interface Screen {
  readonly path: string;
  readonly drawn: (page: Page) => Locator;
  /** A second layer to open on it. */
  readonly open?: (page: Page) => Promise<unknown>;
}

const title = (name: string) => (page: Page) => page.getByRole('heading', { level: 1, name });
const pressed = (name: string) => (page: Page) => page.getByRole('button', { name }).click();
const list = (name: string) => (page: Page) => page.getByRole('list', { name }).getByRole('listitem').first();
const rowOf = (name: string | RegExp) => (page: Page) =>
  page.getByRole('table', { name }).getByRole('row').nth(1);
const dialog = (page: Page) => page.getByRole('dialog');

/** Screens before the door. */
export const openScreens: readonly Screen[] = [
  { path: '/sign-in', drawn: title('Good to see you') },
  { path: '/wall', drawn: title('This address is for screens') },
  { path: '/link', drawn: (page) => page.getByText('This link is not complete') },
  {
    path: '/badges/verify/00000000-0000-4000-8000-00000000abcd',
    drawn: title('There is no badge at this address'),
  },
];

/** The screen in the lobby, by day and by night; its browser has opened a display link. */
export const wallScreens: readonly Screen[] = (['light', 'dark'] as const).map((look) => ({
  path: `/wall?look=${look}`,
  drawn: (page: Page) =>
    page
      .getByRole('list', { name: /^(Departments|Buildings)/ })
      .getByRole('listitem')
      .first(),
}));

/** Screens of everybody who is signed in. */
export const ownScreens: readonly Screen[] = [
  { path: '/', drawn: list('Departments this week') },
  { path: '/leaderboards/people?unit=season', drawn: list('The brightest') },
  { path: '/leaderboards/my-department?unit=month', drawn: list('The brightest') },
  { path: '/leaderboards/departments?unit=week', drawn: list('Departments') },
  { path: '/record', drawn: rowOf('Everything you earned, newest first') },
  {
    path: '/record?layer=why',
    open: (page) =>
      page
        .getByRole('link', { name: /^Why \d+ points for:/ })
        .first()
        .click(),
    drawn: dialog,
  },
  { path: '/earn', drawn: title('What earns points') },
  {
    path: '/reports',
    drawn: (page) => list('My reports')(page).or(page.getByText('Nothing reported yet')),
  },
  {
    path: '/earn?layer=report',
    open: (page) => page.getByRole('button', { name: 'Report', exact: true }).click(),
    drawn: dialog,
  },
  { path: '/rewards', drawn: list('Rewards') },
  {
    path: '/rewards?layer=ask',
    open: (page) =>
      page
        .getByRole('button', { name: /^Ask for it: / })
        .first()
        .click(),
    drawn: dialog,
  },
  { path: '/rewards?view=requests', drawn: list('My requests') },
  { path: '/rewards?view=coins', drawn: rowOf(/^Every coin of yours/) },
  { path: '/badges', drawn: (page) => page.getByRole('heading', { name: /^Level \d/ }) },
  { path: '/badges/first-light', drawn: title('First light') },
  { path: '/notices', drawn: title('Notices') },
  { path: '/settings', drawn: (page) => page.getByText('this one') },
  { path: '/nowhere', drawn: title('There is nothing at this address') },
];

/** Challenges: all of them, one that runs, and the result of one that is over. */
export const challengeScreens: readonly Screen[] = [
  { path: '/challenges', drawn: list('Running now') },
  {
    path: '/challenges?layer=live',
    open: (page) =>
      page
        .getByRole('list', { name: 'Running now' })
        .getByRole('link', { name: /^Brightest building/ })
        .click(),
    drawn: list('The buildings of this challenge'),
  },
  {
    path: '/challenges?layer=over',
    open: (page) => page.getByRole('link', { name: /^Dawn over Northwind/ }).click(),
    drawn: (page) => page.getByRole('region', { name: 'The result' }),
  },
];

/** Seasons: all of them, what is left of one, and my own. */
export const pastSeasonScreens: readonly Screen[] = [
  { path: '/seasons', drawn: list('Seasons') },
  {
    path: '/seasons?layer=over',
    open: (page) => page.getByRole('listitem').filter({ hasText: 'over' }).getByRole('link').first().click(),
    drawn: list('The brightest'),
  },
  {
    path: '/seasons?layer=mine',
    open: (page) =>
      page
        .getByRole('link', { name: /in five numbers$/ })
        .last()
        .click(),
    drawn: (page) => page.getByRole('img', { name: /points that boards count/ }),
  },
];

/** The daily check. */
export const checkScreens: readonly Screen[] = [
  { path: '/check', drawn: (page) => page.getByRole('list', { name: 'The last fourteen days' }) },
];

/** Recognition: the wall, what I got, and how it is given. */
export const recognitionScreens: readonly Screen[] = [
  { path: '/recognition', drawn: list('The wall') },
  { path: '/recognition?layer=give', open: pressed('Thank somebody'), drawn: dialog },
  { path: '/recognition?view=received', drawn: list('Thanks to me') },
  { path: '/leaders', drawn: list('Leaders') },
];

/** What a leader sees of their departments. */
export const leaderScreens: readonly Screen[] = [
  { path: '/my-departments', drawn: list('Whom you could thank') },
  { path: '/my-departments?layer=lights', open: pressed('Grant lights'), drawn: dialog },
  { path: '/my-departments?layer=time', open: pressed('Give time'), drawn: dialog },
];

/** How departments did over a season, and how they are ranked. */
export const seasonScreens: readonly Screen[] = [
  {
    path: '/leaderboards/departments?unit=season',
    drawn: (page) => page.getByRole('img', { name: /^Fair scores in \d+ weeks/ }),
  },
  {
    path: '/leaderboards/how',
    drawn: (page) => page.getByText(/^Nobody alone: \d+% of seasons$/),
  },
];

/** Screens of the security team and of administrators. */
export const staffScreens: readonly Screen[] = [
  { path: '/people', drawn: rowOf('People, by name') },
  {
    path: '/people?layer=person',
    open: (page) => page.getByRole('table', { name: 'People, by name' }).getByRole('link').first().click(),
    drawn: dialog,
  },
  { path: '/people?view=departments', drawn: rowOf(/^Departments, each above/) },
  { path: '/sources', drawn: rowOf('Sources') },
  {
    path: '/sources?layer=new',
    open: (page) => page.getByRole('button', { name: 'New source' }).click(),
    drawn: dialog,
  },
  { path: '/sources?view=parked', drawn: title('Sources') },
  { path: '/sources?view=dead-letters', drawn: title('Sources') },
  { path: '/sources?view=import', drawn: (page) => page.getByText('Table of training and habits (CSV)') },
  { path: '/campaigns', drawn: rowOf('Campaigns, newest first') },
  {
    path: '/campaigns?layer=one',
    open: (page) =>
      page.getByRole('table', { name: 'Campaigns, newest first' }).getByRole('link').first().click(),
    drawn: (page) => page.getByRole('term').filter({ hasText: 'Reported it' }),
  },
  { path: '/displays', drawn: rowOf('Display links, by name') },
  {
    path: '/displays?layer=new',
    open: (page) => page.getByRole('button', { name: 'New display' }).click(),
    drawn: dialog,
  },
  { path: '/recognition/manage', drawn: rowOf('Thanks that go around') },
  { path: '/leaders/manage', drawn: list('Lights of leaders, those that wait first') },
  { path: '/rewards/manage', drawn: rowOf(/^Open requests/) },
  {
    path: '/rewards/manage?layer=answer',
    open: (page) =>
      page
        .getByRole('button', { name: /^Answer: / })
        .first()
        .click(),
    drawn: dialog,
  },
  { path: '/rewards/manage?view=over', drawn: rowOf(/^Answered requests/) },
  { path: '/rewards/manage?view=catalogue', drawn: rowOf('The catalogue') },
  {
    path: '/rewards/manage?layer=one',
    open: async (page) => {
      await page.getByRole('link', { name: 'Catalogue' }).click();
      await page.getByRole('table', { name: 'The catalogue' }).getByRole('link').first().click();
    },
    drawn: dialog,
  },
];

/** Screens of the security team alone. */
export const securityScreens: readonly Screen[] = [
  { path: '/disputes', drawn: title('Questions') },
  { path: '/disputes?view=take-back', drawn: (page) => page.getByLabel('Whose entry? Name or e-mail') },
  { path: '/triage', drawn: rowOf('Reports') },
  {
    path: '/triage?layer=mail',
    open: async (page) => {
      await page
        .getByRole('table', { name: 'Reports' })
        .getByRole('link', { name: /R\. Ortega/ })
        .first()
        .click();
      await page.getByRole('button', { name: 'Open it as text' }).click();
      await page.getByRole('button', { name: 'Harmless' }).click();
    },
    drawn: (page) => page.getByRole('region', { name: 'Where its links lead' }),
  },
  { path: '/check/questions', drawn: rowOf('Questions, our own first') },
  {
    path: '/check/questions?layer=new',
    open: (page) => page.getByRole('button', { name: 'Add a question' }).click(),
    drawn: dialog,
  },
  { path: '/triage?view=harmless', drawn: rowOf('Reports') },
];

/** Where badges are kept. */
export const badgeKeeperScreens: readonly Screen[] = [
  { path: '/badges/manage', drawn: rowOf('Badges') },
  {
    path: '/badges/manage?badge=scholar',
    open: (page) => page.getByRole('button', { name: 'Look it up' }).click(),
    drawn: (page) => page.getByText(/^(at least|fewer than) \d+$/),
  },
  {
    path: '/badges/manage?view=revisions',
    drawn: (page) => page.getByText('The badges that Vigil comes with.'),
  },
  { path: '/badges/manage?view=keys', drawn: (page) => page.getByText('Signs now') },
];

/** Where a challenge is set up. */
export const challengeHostScreens: readonly Screen[] = [
  {
    path: '/challenges/new?layer=template',
    open: async (page) => {
      await page.getByRole('radio', { name: /^Brightest building/ }).check();
      await page.getByRole('checkbox', { name: 'Sales' }).check();
      await page.getByRole('checkbox', { name: 'Finance' }).check();
    },
    drawn: (page) => page.getByText(/of 60 windows, .* points a person/),
  },
];

/** Screens on which the security team sets the rules. */
export const rulesScreens: readonly Screen[] = [
  {
    path: '/rules?layer=more',
    open: (page) => page.getByRole('button', { name: 'More: Report an odd mail' }).click(),
    drawn: (page) => page.getByText('more for the first report'),
  },
  {
    path: '/rules?view=history',
    drawn: (page) => page.getByRole('list', { name: /^Revisions/ }).getByRole('listitem'),
  },
  {
    path: '/rules?view=again',
    drawn: (page) => page.getByRole('list', { name: /^Proposals/ }).getByRole('listitem'),
  },
];

/** Screens of administrators alone. */
export const administratorScreens: readonly Screen[] = [
  { path: '/people?view=import', drawn: (page) => page.getByText('Table of people (CSV)') },
  { path: '/audit', drawn: rowOf('What privileged people did, newest first') },
];

/** Goes to a screen and waits until it is drawn. */
export async function visit(page: Page, { path, drawn, open }: Screen): Promise<void> {
  await page.goto(path.replace(/\?layer=.*$/, ''));
  if (open) await open(page);
  await drawn(page).first().waitFor();
}
