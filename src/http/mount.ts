import { pipeline, Readable, Transform } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Db } from '../database/connect.ts';
import { type Act, type Clock, memberAct, systemAct } from '../kernel/act.ts';
import { AppError, assert } from '../kernel/errors.ts';
import { takeAttempt } from './attempts.ts';
import type { Authentication } from './authentication.ts';
import { replyLanguage } from './language.ts';
import { ANSWER_SECONDS_MAX, TRANSFER_SECONDS_MAX, UPLOAD_BYTES_MAX } from './limits.ts';
import type { AccessPort, CustomerScope, Principal } from './permissions.ts';
import { mebibytes } from './problem.ts';
import { checkOrigin } from './protection.ts';
import type { Download, Incoming, RawCall, Route } from './route.ts';

/** What every route needs besides the request. */
export interface Ports {
  readonly db: Db;
  readonly clock: Clock;
  readonly authentication: Authentication;
  readonly access: AccessPort;
  readonly publicUrl: string | null;
}

/** What is known of a request once it was let in. */
interface Entrance {
  readonly principal: Principal | null;
  readonly scope: CustomerScope;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    isUpload?: boolean;
  }
}

const entrances = new WeakMap<FastifyRequest, Entrance>();

/** The member a request was let in for, if any; for the log and for the language of replies. */
export function principalOf(request: FastifyRequest): Principal | null {
  return entrances.get(request)?.principal ?? null;
}

/** Whether the request's route wants a file as its body. */
export function isUpload(request: FastifyRequest): boolean {
  return request.routeOptions.config.isUpload ?? false;
}

/** Puts one route on the server: who comes in is decided before a byte of the body is read. */
export function mount(server: FastifyInstance, route: Route, ports: Ports): void {
  const isTransfer = route.upload || route.download;
  server.route({
    method: route.method,
    url: route.path,
    handlerTimeout: (isTransfer ? TRANSFER_SECONDS_MAX : ANSWER_SECONDS_MAX) * 1000,
    onRequest: async (request) => {
      entrances.set(request, await letIn(route, ports, request));
    },
    config: { isUpload: route.upload },
    handler: (request, reply) => serve(route, ports, request, reply),
  });
}

async function letIn(route: Route, ports: Ports, request: FastifyRequest): Promise<Entrance> {
  checkOrigin(request.method, request.headers, ports.publicUrl);
  if (route.limit) await checkLimit(route, ports, request);
  const principal = await ports.authentication.principal(headersOf(request));
  if (route.permission === 'public') return { principal, scope: NOBODYS };
  if (!principal) throw new AppError('not_signed_in');
  entrances.set(request, { principal, scope: NOBODYS });
  return { principal, scope: await scopeOf(route, ports, principal) };
}

async function checkLimit(route: Route, { db, clock }: Ports, request: FastifyRequest): Promise<void> {
  assert(route.limit, 'only routes with a limit are counted');
  const key = `${route.method} ${route.path} ${request.ip}`;
  const seconds = await takeAttempt(db, key, route.limit, clock.now());
  if (seconds > 0) throw new AppError('too_many_requests', { seconds });
}

const NOBODYS: CustomerScope = { kind: 'members', memberIds: [], invited: null };

async function scopeOf(route: Route, { access, clock }: Ports, principal: Principal): Promise<CustomerScope> {
  const { permission } = route;
  const { memberId, teamId } = principal;
  if (permission === 'public' || permission === 'signed-in')
    return { kind: 'members', memberIds: [memberId], invited: null };
  const scope = access.can(principal, permission);
  if (scope === 'none') throw new AppError('permission_missing');
  if (scope === 'all') return { kind: 'all' };
  const team = scope === 'own' || teamId === null ? [] : await access.teamMembers(teamId);
  const invited = access.opensToInvited(permission) ? { memberId, at: clock.now() } : null;
  return { kind: 'members', memberIds: [...team, memberId], invited };
}

async function serve(route: Route, ports: Ports, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const result = await route.answer(await callOf(route, ports, request, reply));
  if (route.download) return sendFile(reply, result as Download);
  if (route.reply === null) return reply.code(204).send();
  return reply.type('application/json; charset=utf-8').send(JSON.stringify(result));
}

async function callOf(route: Route, ports: Ports, request: FastifyRequest, reply: FastifyReply): Promise<RawCall> {
  const entrance = entrances.get(request);
  assert(entrance, 'a request is let in before it is served');
  const { principal, scope } = entrance;
  return {
    params: request.params,
    query: request.query,
    body: request.body,
    // The types of a call promise a principal wherever the route is not public; letIn has refused the rest.
    principal: principal as Principal,
    customerId: route.customer ? await customerOf(ports.access, request, scope) : undefined,
    scope,
    db: ports.db,
    act: actOf(principal, ports.clock),
    request: incomingOf(request, principal),
    authentication: ports.authentication,
    upload: () => uploadOf(route, request),
    setCookies: (cookies) => void reply.header('set-cookie', [...cookies]),
  };
}

async function customerOf(access: AccessPort, request: FastifyRequest, scope: CustomerScope): Promise<number> {
  const { publicId } = request.params as { publicId?: string };
  const isId = publicId !== undefined && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(publicId);
  const customerId = isId ? await access.findCustomer(publicId.toLowerCase(), scope) : null;
  if (customerId === null) throw new AppError('customer_not_found');
  return customerId;
}

function actOf(principal: Principal | null, clock: Clock): Act {
  return principal ? memberAct(principal.memberId, clock) : systemAct(clock);
}

function incomingOf(request: FastifyRequest, principal: Principal | null): Incoming {
  const { cookie, 'accept-language': accepted } = request.headers;
  return {
    id: request.id,
    address: request.ip,
    language: replyLanguage(principal?.language, cookie, accepted),
    headers: headersOf(request),
    signal: request.signal,
  };
}

function headersOf(request: FastifyRequest): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return headers;
}

function uploadOf(route: Route, request: FastifyRequest): Readable {
  assert(route.upload, `${route.method} ${route.path} is not declared with upload: true`);
  if (!(request.body instanceof Readable)) throw new AppError('media_type_unsupported');
  // Whoever reads the limited stream hears its errors; the callback only keeps them from being unheard.
  return pipeline(request.body, byteLimit(UPLOAD_BYTES_MAX), () => {});
}

function byteLimit(bytesMax: number): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes <= bytesMax) done(null, chunk);
      else done(new AppError('body_too_large', { limit: mebibytes(bytesMax) }));
    },
  });
}

function sendFile(reply: FastifyReply, file: Download): FastifyReply {
  const ascii = file.fileName.replace(/[^\x20-\x7e]|["\\]/g, '_');
  const disposition = `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(file.fileName)}`;
  reply.header('content-disposition', disposition);
  // Whatever a file pretends to be, a browser that opens it runs nothing and lets it reach nothing.
  reply.header('content-security-policy', "default-src 'none'; frame-ancestors 'none'; sandbox");
  reply.type(file.contentType);
  return reply.send(typeof file.content === 'string' ? file.content : Readable.from(file.content));
}
