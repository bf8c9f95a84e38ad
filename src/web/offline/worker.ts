/**
 * The service worker: keeps the parts of the app that people need in the field, so that it opens without a signal.
 * It never keeps a reply of the API. Every build has a list of parts of its own, hence bytes of its own, hence a new
 * worker that takes over at once and drops what the last one kept.
 */
interface Waiting {
  waitUntil(work: Promise<unknown>): void;
}
interface Asking {
  readonly request: Request;
  respondWith(reply: Promise<Response>): void;
}
interface Scope {
  readonly location: Location;
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(name: 'install' | 'activate', listener: (event: Waiting) => void): void;
  addEventListener(name: 'fetch', listener: (event: Asking) => void): void;
}

/** Put in place by the build (vite.config.ts): the addresses to keep, and what names this set of them. */
declare const CHANGKE_PARTS: readonly string[];
declare const CHANGKE_VERSION: string;

const worker = globalThis as unknown as Scope;
const KEPT = `changke-${CHANGKE_VERSION}`;
const PAGE = '/';
/** A network that takes longer than this to bring a page counts as none. */
const PAGE_MS_MAX = 4_000;

worker.addEventListener('install', (event) => event.waitUntil(keepParts()));
worker.addEventListener('activate', (event) => event.waitUntil(takeOver()));
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== worker.location.origin || pathname.startsWith('/api/')) return;
  if (request.mode === 'navigate') event.respondWith(page(request));
  else if (pathname.startsWith('/assets/')) event.respondWith(part(request));
});

async function keepParts(): Promise<void> {
  const cache = await caches.open(KEPT);
  await cache.addAll(CHANGKE_PARTS.map((address) => new Request(address, { cache: 'no-cache' })));
  await worker.skipWaiting();
}

async function takeOver(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(
    names.filter((name) => name.startsWith('changke-') && name !== KEPT).map((name) => caches.delete(name)),
  );
  await worker.clients.claim();
}

/** The page from the server while there is one, with its own nonce; the kept one, with its own, where there is none. */
async function page(request: Request): Promise<Response> {
  const timeout = new AbortController();
  const timer = setTimeout(() => timeout.abort(), PAGE_MS_MAX);
  try {
    return await fetch(request, { signal: timeout.signal });
  } catch (error) {
    const kept = await caches.match(PAGE, { cacheName: KEPT });
    if (kept === undefined) throw error;
    return kept;
  } finally {
    clearTimeout(timer);
  }
}

/** Parts carry a hash of their content in their name: what is kept is what the server would send. */
async function part(request: Request): Promise<Response> {
  return (await caches.match(request, { cacheName: KEPT })) ?? fetch(request);
}
