import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '../kernel/errors.ts';
import { pagePolicy } from './protection.ts';

const NONCE_PLACEHOLDER = '__CSP_NONCE__';
const YEAR_SECONDS = 31_536_000;
const HOUR_SECONDS = 3600;
/** The service worker is asked for anew each time, and fetches nothing but our own parts. */
const WORKER_FILE = /[\\/]sw\.js$/;
const WORKER_HEADERS = {
  'cache-control': 'no-cache',
  'content-security-policy': "default-src 'none'; script-src 'self'; connect-src 'self'",
};

/** Serves the built web app: its files, and its one page for every address that is not the API's. */
export function serveSite(server: FastifyInstance, staticFolder: string | null): void {
  const page = readPage(staticFolder);
  if (staticFolder !== null && page !== null) serveFiles(server, staticFolder);
  server.setNotFoundHandler((request, reply) => {
    if (!asksForPage(request)) throw unknownRoute(request);
    if (page === null) throw new AppError('web_not_built');
    return sendPage(reply, page);
  });
}

function readPage(staticFolder: string | null): string | null {
  if (staticFolder === null) return null;
  const file = join(staticFolder, 'index.html');
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}

// Built files carry a hash in their name, so they may be kept for a year; the others only for an hour.
function serveFiles(server: FastifyInstance, root: string): void {
  server.register(fastifyStatic, {
    root,
    index: false,
    wildcard: false,
    globIgnore: ['**/index.html'],
    cacheControl: false,
    setHeaders: (reply, path) => {
      const hashed = path.includes('/assets/') || path.includes('\\assets\\');
      const seconds = hashed ? YEAR_SECONDS : HOUR_SECONDS;
      reply.header('cache-control', `public, max-age=${seconds}${hashed ? ', immutable' : ''}`);
      if (WORKER_FILE.test(path)) reply.headers(WORKER_HEADERS);
    },
  });
}

function asksForPage(request: FastifyRequest): boolean {
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  return isRead && !/^\/(api|assets)(\/|$|\?)/.test(request.url);
}

/** The refusal of an address that nothing answers. */
export function unknownRoute(request: FastifyRequest): AppError {
  const path = request.url.split('?')[0] ?? '';
  return new AppError('route_unknown', { method: request.method, path: path.slice(0, 200) });
}

function sendPage(reply: FastifyReply, page: string): FastifyReply {
  const nonce = randomBytes(16).toString('base64');
  reply.header('content-security-policy', pagePolicy(nonce));
  reply.header('cache-control', 'no-store');
  return reply.type('text/html; charset=utf-8').send(page.replaceAll(NONCE_PLACEHOLDER, nonce));
}
