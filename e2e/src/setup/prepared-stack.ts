/** What `npm run e2e` prepares before it starts Playwright. */
export interface PreparedStack {
  /** Where the product under test answers; another one for each worker, because all tests of one meet the same company. */
  readonly urls: readonly string[];
  readonly browser: { readonly file: string; readonly env: Readonly<Record<string, string>> };
}

/**
 * Reads what the launcher prepared.
 *
 * @throws when Playwright was started without it.
 */
export function preparedStack(env: Readonly<Record<string, string | undefined>>): PreparedStack {
  const urls = env['VIGIL_URLS'];
  const browser = env['VIGIL_BROWSER'];
  if (!urls || !browser)
    throw new Error('Start the end-to-end tests with  npm run e2e -- [Playwright arguments]');
  return { urls: urls.split(' '), browser: JSON.parse(browser) as PreparedStack['browser'] };
}
