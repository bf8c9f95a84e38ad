import type { IncomingHttpHeaders } from 'node:http';
import { AppError } from '../kernel/errors.ts';

const UNSAFE = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/** Headers of every reply; the API's policy allows nothing, pages have `pagePolicy`. */
export function protectiveHeaders(isSecure: boolean): Record<string, string> {
  return {
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(self), microphone=(), payment=()',
    ...(isSecure ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  };
}

/** The content policy of our pages: own scripts only; styles that antd writes at run time carry the page's nonce. */
export function pagePolicy(nonce: string): string {
  return [
    "default-src 'self'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/**
 * Refuses a change asked for by a page of another site. Browsers name the origin of every unsafe request; clients that
 * are not browsers name none and carry no cookies of a victim.
 */
export function checkOrigin(method: string, headers: IncomingHttpHeaders, publicUrl: string | null): void {
  if (!UNSAFE.has(method)) return;
  const site = headers['sec-fetch-site'];
  const fromElsewhere = typeof site === 'string' && site !== 'same-origin' && site !== 'none';
  if (fromElsewhere || !isOwnOrigin(headers.origin, headers.host, publicUrl)) throw new AppError('origin_refused');
}

function isOwnOrigin(origin: string | undefined, host: string | undefined, publicUrl: string | null): boolean {
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false;
  const asked = new URL(origin);
  if (publicUrl !== null && new URL(publicUrl).origin === asked.origin) return true;
  const own = `${asked.protocol}//${host}`;
  return URL.canParse(own) && new URL(own).host === asked.host;
}
