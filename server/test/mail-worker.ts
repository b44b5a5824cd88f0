import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The program of a mail thread, built from the present sources: a thread is plain Node. */
export async function buildMailWorker(): Promise<{ program: URL; remove: () => void }> {
  // below the project, so that packages are found from there
  const outDir = mkdtempSync(path.join(root, 'node_modules/.vigil-test-'));
  await build({
    configFile: false,
    logLevel: 'error',
    resolve: {
      alias: [{ find: /^@vigil\/shared\/(.+)$/, replacement: path.join(root, 'shared/src/$1/index.ts') }],
    },
    build: {
      ssr: path.join(root, 'server/src/features/reports/mail-worker.ts'),
      outDir,
      emptyOutDir: false,
      rolldownOptions: { output: { entryFileNames: 'mail-worker.mjs' } },
    },
  });
  const remove = (): void => rmSync(outDir, { recursive: true, force: true });
  return { program: pathToFileURL(path.join(outDir, 'mail-worker.mjs')), remove };
}
