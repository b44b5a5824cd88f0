import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { resolveBrowser } from '../services/browser.js';
import { projectRoot } from '../services/paths.js';
import { startRedisServer } from '../services/redis-server.js';
import { startDemoServer } from '../services/vigil-server.js';

/**
 * Runs Playwright, with the arguments given, against the built product: finds a browser, makes the demo company, starts a
 * server with a copy of it and a Redis, and ends them afterwards. Set `VIGIL_URL` to test a server that runs already.
 */
async function main(playwrightArguments: readonly string[]): Promise<number> {
  const browser = await resolveBrowser({ env: process.env });
  const given = process.env['VIGIL_URL'];
  const started = await startAll(given === undefined);
  try {
    return await playwright(playwrightArguments, {
      VIGIL_URL: given ?? started.url,
      VIGIL_BROWSER: JSON.stringify(browser),
      VIGIL_TEST_REDIS_URL: started.redisUrl,
      VIGIL_TEST_COMPANY: started.company,
    });
  } finally {
    await started.stop();
  }
}

interface Started {
  /** Where the server answers; empty when none was wanted. */
  readonly url: string;
  readonly redisUrl: string;
  /** The data folder of the company as it was made; nobody runs on it. */
  readonly company: string;
  stop(): Promise<void>;
}

const logFile = (name: string): string => path.join(projectRoot, 'test-results', `${name}.log`);

/** The company, a server with a copy of it, and a Redis. @throws when one of them does not start; the others are ended */
async function startAll(withServer: boolean): Promise<Started> {
  const stops: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(stops.map((end) => end()));
  };
  try {
    const redis = await startRedisServer(process.env);
    stops.push(() => redis.stop());
    const made = await startDemoServer({ logFile: logFile('company'), args: ['--quiet'] });
    stops.push(() => made.stop());
    await made.end();
    const company = made.dataDir;
    if (!withServer) return { url: '', redisUrl: redis.url, company, stop };
    const server = await startDemoServer({ logFile: logFile('server'), company });
    stops.push(() => server.stop());
    return { url: server.url, redisUrl: redis.url, company, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Playwright as a child, that hears of signals. @returns its exit code */
async function playwright(
  playwrightArguments: readonly string[],
  settings: Readonly<Record<string, string>>,
): Promise<number> {
  const args = ['playwright', 'test', '-c', 'e2e/playwright.config.ts', ...playwrightArguments];
  const env = { ...process.env, ...settings };
  const child = spawn('npx', args, { cwd: projectRoot, stdio: 'inherit', env });
  const forward = (signal: NodeJS.Signals): void => void child.kill(signal);
  process.on('SIGINT', forward).on('SIGTERM', forward);
  const [code] = (await once(child, 'exit')) as [number | null];
  return code ?? 1;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
