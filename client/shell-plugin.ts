import { createHash } from 'node:crypto';
import type { Plugin } from 'vite';

const worker = 'sw.js';
/** Files that keep their name. */
const named = ['/theme.js', '/favicon.svg', '/manifest.webmanifest', '/icons/icon-192.png'];
/** Faces for other scripts come when a page needs them. */
const everywhere = /\.(js|css)$|-latin-[^/]*\.woff2$/;

/** Writes into the service worker what the app is made of, and a version that changes with any of it. */
export function shellList(): Plugin {
  return {
    name: 'vigil-shell-list',
    apply: 'build',
    enforce: 'post',
    generateBundle(_, bundle) {
      const found = bundle[worker];
      const page = bundle['index.html'];
      if (found?.type !== 'chunk' || page?.type !== 'asset')
        throw new Error('the client has no worker or no page');
      const files = Object.keys(bundle)
        .filter((file) => file.startsWith('assets/') && everywhere.test(file))
        .map((file) => `/${file}`)
        .sort();
      const version = createHash('sha256')
        .update(JSON.stringify([files, page.source.toString()]))
        .digest('hex')
        .slice(0, 16);
      found.code = found.code.replaceAll(
        '__SHELL__',
        JSON.stringify({ version, files: [...named, ...files] }),
      );
    },
  };
}
