import type { Language } from '../kernel/errors.ts';

/** The cookie in which the web app keeps the language chosen before signing in. */
export const LANGUAGE_COOKIE = 'changke_language';

/** The first language we speak among those a browser accepts; Chinese when it names none. */
export function acceptedLanguage(acceptLanguage: string | undefined): Language {
  const wanted = (acceptLanguage ?? '').toLowerCase().split(',');
  const known = wanted.map((part) => part.trim().slice(0, 2)).find((code) => code === 'zh' || code === 'en');
  return known === 'en' ? 'en' : 'zh';
}

/** The language of a reply: the member's own, else the cookie's, else the browser's. */
export function replyLanguage(
  own: Language | undefined,
  cookie: string | undefined,
  acceptLanguage: string | undefined,
): Language {
  if (own) return own;
  const chosen = new RegExp(`(?:^|;\\s*)${LANGUAGE_COOKIE}=(zh|en)`).exec(cookie ?? '')?.[1];
  return chosen ? acceptedLanguage(chosen) : acceptedLanguage(acceptLanguage);
}
