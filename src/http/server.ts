import { randomUUID } from 'node:crypto';
import rateLimit from '@fastify/rate-limit';
import {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  fastify,
  LogController,
} from 'fastify';
import { AppError } from '../kernel/errors.ts';
import { replyLanguage } from './language.ts';
import {
  ADDRESS_CHARACTERS_MAX,
  ANSWER_SECONDS_MAX,
  BODY_BYTES_MAX,
  REQUESTS_PER_MINUTE_MAX,
  TRANSFER_SECONDS_MAX,
} from './limits.ts';
import { isUpload, mount, type Ports, principalOf } from './mount.ts';
import { type Readiness, serveProbes } from './probes.ts';
import { expected, problemOf, retryAfterSeconds } from './problem.ts';
import { protectiveHeaders } from './protection.ts';
import type { Route } from './route.ts';
import { serveSite } from './site.ts';

/** The part of the configuration that http/ reads. */
export interface HttpConfig {
  /** The address people type, when it differs from the one we listen on; `https:` makes cookies secure. */
  readonly publicUrl: string | null;
  /** Addresses or networks of the proxies whose `X-Forwarded-For` is believed. */
  readonly trustedProxies: readonly string[];
}

export interface ServerOptions extends Omit<Ports, 'publicUrl'> {
  readonly routes: readonly Route[];
  readonly config: HttpConfig;
  /** The built web app, `dist/web`; null for the API alone. */
  readonly staticFolder: string | null;
  readonly log: FastifyBaseLogger | null;
  /** Further conditions of `/readyz`. */
  readonly ready?: Readiness;
}

/** The HTTP server, ready for `listen` or `inject`. Everything outside the given routes is refused. */
export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const server = bareServer(options);
  const ports: Ports = { ...options, publicUrl: options.config.publicUrl };
  answerProblems(server, options.log);
  protect(server, options.config.publicUrl);
  acceptUploads(server);
  // Whoever hung up before we began has no address any more, and waits for nothing.
  server.addHook('onRequest', async (request, reply) => {
    if (request.raw.socket.remoteAddress === undefined) reply.hijack();
  });
  await server.register(rateLimit, floodLimit());
  serveProbes(server, options.db, options.ready ?? (async () => []));
  for (const route of options.routes) mount(server, route, ports);
  serveSite(server, options.staticFolder);
  await server.ready();
  return server;
}

function bareServer({ config, log }: ServerOptions): FastifyInstance {
  return fastify({
    ...(log ? { loggerInstance: log } : { logger: false }),
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: config.trustedProxies.length > 0 ? [...config.trustedProxies] : false,
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    bodyLimit: BODY_BYTES_MAX,
    handlerTimeout: ANSWER_SECONDS_MAX * 1000,
    requestTimeout: TRANSFER_SECONDS_MAX * 1000,
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: false },
    http: { maxHeaderSize: 4 * ADDRESS_CHARACTERS_MAX },
    // A browser's idle connections must not keep a stopping server alive.
    forceCloseConnections: 'idle',
    frameworkErrors: (error, request, reply) => sendProblem(error, request, reply),
  });
}

function answerProblems(server: FastifyInstance, log: FastifyBaseLogger | null): void {
  server.setErrorHandler((error, request, reply) => {
    if (!expected(error)) log?.error({ err: error, ...described(request) }, 'a request failed');
    return sendProblem(error, request, reply);
  });
}

function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { cookie, 'accept-language': accepted } = request.headers;
  const problem = problemOf(error, request.id, replyLanguage(principalOf(request)?.language, cookie, accepted));
  const seconds = retryAfterSeconds(error);
  if (seconds !== null) reply.header('retry-after', String(seconds));
  return reply.code(problem.status).type('application/problem+json; charset=utf-8').send(JSON.stringify(problem));
}

function protect(server: FastifyInstance, publicUrl: string | null): void {
  const headers = protectiveHeaders(publicUrl?.startsWith('https:') ?? false);
  server.addHook('onRequest', async (request, reply) => {
    reply.headers({ ...headers, 'x-request-id': request.id });
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store');
    if (request.url.length > ADDRESS_CHARACTERS_MAX) throw new AppError('request_malformed');
  });
  server.addHook('onResponse', async (request, reply) => {
    request.log.info(
      { ...described(request), status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
      'answered',
    );
  });
}

// The route, not the address: what stands in an address or a query may be somebody's name.
function described(request: FastifyRequest): Record<string, unknown> {
  const { method, id } = request;
  return { requestId: id, method, route: request.routeOptions.url ?? null, memberId: principalOf(request)?.memberId };
}

// Browsers name a file's type as they please, or not at all; only a route that wants a file gets one.
function acceptUploads(server: FastifyInstance): void {
  server.removeContentTypeParser('text/plain');
  server.addContentTypeParser('*', (request, payload, done) => {
    if (isUpload(request)) done(null, payload);
    else done(new AppError('media_type_unsupported'));
  });
}

function floodLimit() {
  return {
    global: true,
    max: REQUESTS_PER_MINUTE_MAX,
    timeWindow: 60_000,
    allowList: (request: FastifyRequest) => !request.url.startsWith('/api/'),
    errorResponseBuilder: (_request: FastifyRequest, { ttl }: { ttl: number }) =>
      new AppError('too_many_requests', { seconds: Math.ceil(ttl / 1000) }),
  };
}
