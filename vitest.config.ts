import { fileURLToPath } from 'node:url';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vitest/config';

const at = (place: string): string => fileURLToPath(new URL(place, import.meta.url));
const setupFiles = [at('test/seed.ts'), at('test/patience.ts')];

export default defineConfig({
  resolve: {
    // sources, not the last build: a test must never pass on yesterday's code
    alias: [
      { find: /^@vigil\/shared\/(.+)$/, replacement: `${at('shared/src')}/$1/index.ts` },
      { find: /^@\//, replacement: `${at('client/src')}/` },
    ],
  },
  test: {
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 240_000,
    // as patient as `vi.waitFor`
    expect: { poll: { timeout: 20_000 } },
    setupFiles,
    projects: [
      { extends: true, test: { name: 'shared', include: ['shared/src/**/*.test.ts'] } },
      {
        extends: true,
        oxc: { decorator: { legacy: true, emitDecoratorMetadata: true } },
        test: {
          name: 'server',
          include: ['server/src/**/*.test.ts', 'server/test/**/*.test.ts'],
          setupFiles: ['reflect-metadata', ...setupFiles],
          globalSetup: [at('test/services.ts')],
        },
      },
      {
        extends: true,
        plugins: [vue()],
        test: {
          name: 'client',
          include: ['client/src/**/*.test.ts'],
          environment: 'happy-dom',
          setupFiles: [...setupFiles, at('test/vue-warnings.ts')],
        },
      },
      { extends: true, test: { name: 'tools', include: ['tools/src/**/*.test.ts', 'tools/*.test.mjs'] } },
      { extends: true, test: { name: 'bench', include: ['bench/src/**/*.test.ts'] } },
    ],
  },
});
