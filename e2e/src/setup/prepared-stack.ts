/** What `npm run e2e` prepares before it starts Playwright. */
export interface PreparedStack {
  /** Where the product under test answers. */
  readonly url: string;
  readonly browser: { readonly file: string; readonly env: Readonly<Record<string, string>> };
}

/**
 * Reads what the launcher prepared.
 *
 * @throws when Playwright was started without it.
 */
export function preparedStack(env: Readonly<Record<string, string | undefined>>): PreparedStack {
  const url = env['VIGIL_URL'];
  const browser = env['VIGIL_BROWSER'];
  if (!url || !browser)
    throw new Error('Start the end-to-end tests with  npm run e2e -- [Playwright arguments]');
  return { url, browser: JSON.parse(browser) as PreparedStack['browser'] };
}
