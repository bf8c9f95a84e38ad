/** Lets the app open without a signal; where browsers allow no service worker (http on a network) it opens with one. */
export function registerWorker(): void {
  if (!('serviceWorker' in navigator) || !import.meta.env.PROD) return;
  navigator.serviceWorker.register('/sw.js').catch(() => undefined);
}
