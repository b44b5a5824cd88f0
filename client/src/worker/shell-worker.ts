declare const self: ServiceWorkerGlobalScope;
/** What the app is made of, and a name for exactly that; filled in when the client is built. */
declare const __SHELL__: { readonly version: string; readonly files: readonly string[] };

const prefix = 'vigil-shell-';
const mine = prefix + __SHELL__.version;
const page = '/';
/** What the server answers for somebody is never kept here, nor even looked at. */
const notShell = /^\/(api|health|metrics|socket\.io)(\/|$)/;

self.addEventListener('install', (event) => event.waitUntil(fill()));
self.addEventListener('activate', (event) => event.waitUntil(takeOver()));
self.addEventListener('message', (event) => {
  if (event.data === 'take-over') void self.skipWaiting();
});
self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin || notShell.test(pathname)) return;
  if (request.mode === 'navigate') event.respondWith(newestPage(request));
  else if (pathname.startsWith('/assets/')) event.respondWith(assetOnce(request));
  else event.respondWith(newest(request));
});

async function fill(): Promise<void> {
  const cache = await caches.open(mine);
  await cache.addAll([page, ...__SHELL__.files]);
}

/** The shell before this one stays for tabs that still run it; older ones go. */
async function takeOver(): Promise<void> {
  const others = (await caches.keys()).filter((name) => name.startsWith(prefix) && name !== mine);
  await Promise.all(others.slice(0, -1).map((name) => caches.delete(name)));
  await self.clients.claim();
}

/** Every page comes from the server while there is one: after a deploy nobody is left with an old shell. */
async function newestPage(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (error) {
    const kept = await (await caches.open(mine)).match(page);
    if (kept === undefined) throw error;
    return kept;
  }
}

/** An asset is named by what is in it: whatever copy there is, is the right one. */
async function assetOnce(request: Request): Promise<Response> {
  const kept = await caches.match(request);
  if (kept !== undefined) return kept;
  const answer = await fetch(request);
  if (answer.ok) await (await caches.open(mine)).put(request, answer.clone());
  return answer;
}

async function newest(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (error) {
    const kept = await caches.match(request);
    if (kept === undefined) throw error;
    return kept;
  }
}
