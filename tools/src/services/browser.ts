import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { unpackDebianPackage } from './debian-packages.js';
import { firstAvailable } from './first-available.js';
import { cacheDir, findOnPath } from './paths.js';
import { unpackSparticuzChromium } from './sparticuz-chromium.js';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** A Chromium for the end-to-end tests, and the variables it needs beside the usual ones. */
export interface Browser {
  readonly file: string;
  readonly env: Readonly<Record<string, string>>;
}

/** What decides where the browser comes from. */
export interface BrowserSearch {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cache?: string;
}

/**
 * `CHROMIUM_PATH`, else one on PATH, else the one npm brings, else Debian's; each is started once to see that it runs.
 *
 * @throws when `CHROMIUM_PATH` is set and does not run, or when there is none at all.
 */
export async function resolveBrowser({ env, cache = cacheDir }: BrowserSearch): Promise<Browser> {
  const chosen = env['CHROMIUM_PATH'];
  if (chosen) return thatRuns({ file: chosen, env: {} });
  return firstAvailable<Browser>('browser', [
    {
      name: `${names.join(', ')} on PATH`,
      take: () => {
        const file = findOnPath(names, env['PATH']);
        return file === undefined ? undefined : thatRuns({ file, env: {} });
      },
    },
    { name: 'the npm package @sparticuz/chromium', take: () => fromNpm(cache) },
    { name: "Debian's package chromium-headless-shell", take: () => fromDebian(cache) },
  ]);
}

function fromNpm(cache: string): Browser | undefined {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const dir = unpackSparticuzChromium(cache);
  const env = { LD_LIBRARY_PATH: path.join(dir, 'lib'), FONTCONFIG_FILE: path.join(dir, 'fonts.conf') };
  return thatRuns({ file: path.join(dir, 'chromium'), env });
}

async function fromDebian(cache: string): Promise<Browser> {
  const { root, libraryPath } = await unpackDebianPackage(
    'chromium-headless-shell',
    path.join(cache, 'chromium'),
  );
  return thatRuns({
    file: path.join(root, 'usr/lib/chromium/chromium-headless-shell'),
    env: { LD_LIBRARY_PATH: libraryPath },
  });
}

function thatRuns(browser: Browser): Browser {
  execFileSync(browser.file, ['--version'], {
    env: { ...process.env, ...browser.env },
    stdio: 'pipe',
    timeout: 30_000,
  });
  return browser;
}
