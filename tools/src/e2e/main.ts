import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { resolveBrowser } from '../services/browser.js';
import { projectRoot } from '../services/paths.js';
import { startRedisServer } from '../services/redis-server.js';
import { startDemoServer } from '../services/vigil-server.js';

/**
 * Runs Playwright, with the arguments given, against the built product: finds a browser, starts a demo server and a
 * Redis of its own, and ends them afterwards. Set `VIGIL_URL` to test a server that runs already.
 */
async function main(playwrightArguments: readonly string[]): Promise<number> {
  const browser = await resolveBrowser({ env: process.env });
  const given = process.env['VIGIL_URL'];
  const server = given
    ? undefined
    : await startDemoServer({ logFile: path.join(projectRoot, 'test-results/server.log') });
  const redis = await startRedisServer(process.env);
  const child = spawn(
    'npx',
    ['playwright', 'test', '-c', 'e2e/playwright.config.ts', ...playwrightArguments],
    {
      cwd: projectRoot,
      stdio: 'inherit',
      env: {
        ...process.env,
        VIGIL_URL: given ?? server?.url,
        VIGIL_BROWSER: JSON.stringify(browser),
        VIGIL_TEST_REDIS_URL: redis.url,
      },
    },
  );
  const forward = (signal: NodeJS.Signals): void => void child.kill(signal);
  process.on('SIGINT', forward).on('SIGTERM', forward);
  try {
    const [code] = (await once(child, 'exit')) as [number | null];
    return code ?? 1;
  } finally {
    await redis.stop();
    await server?.stop();
  }
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
