import tailwind from '@tailwindcss/vite';
import vue from '@vitejs/plugin-vue';
import { createHash } from 'node:crypto';
import { defineConfig, type Plugin } from 'vite';
import { shellList } from './shell-plugin';

const server = 'http://127.0.0.1:3000';
const here = (path: string) => decodeURIComponent(new URL(path, import.meta.url).pathname);

/** Names each build in its page: a screen that runs for weeks sees by it that the server hands out another one. */
const buildName: Plugin = {
  name: 'build-name',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler: (html) => [
      {
        tag: 'meta',
        attrs: { name: 'build', content: createHash('sha256').update(html).digest('hex').slice(0, 16) },
        injectTo: 'head',
      },
    ],
  },
};

export default defineConfig({
  root: here('.'),
  plugins: [vue(), tailwind(), buildName, shellList()],
  resolve: {
    alias: [
      { find: /^@vigil\/shared\/([a-z-]+)$/, replacement: here('../shared/src/$1/index.ts') },
      { find: /^@\//, replacement: here('./src/') },
    ],
  },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // light-dark() must reach the browser as written: a theme may be set on part of a page.
    cssTarget: ['chrome123', 'firefox128', 'safari17.5'],
    // A strict policy allows scripts from 'self' only: nothing may be inlined, fonts included.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { index: here('./index.html'), sw: here('./src/worker/shell-worker.ts') },
      // the worker's reach is where it stands, and browsers look for a newer one under the same name
      output: { entryFileNames: ({ name }) => (name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js') },
    },
  },
  server: {
    host: '127.0.0.1',
    proxy: {
      '/api': server,
      '/.well-known': server,
      '/socket.io': { target: server, ws: true },
    },
  },
});
