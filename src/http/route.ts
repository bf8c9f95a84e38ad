import type { Readable } from 'node:stream';
import { z } from 'zod';
import type { Db } from '../database/connect.ts';
import type { Act } from '../kernel/act.ts';
import { assert, type Language } from '../kernel/errors.ts';
import type { Authentication } from './authentication.ts';
import { parse } from './parse.ts';
import type { Access, CustomerScope, Principal } from './permissions.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** What is known of the request beyond its validated parts. */
export interface Incoming {
  readonly id: string;
  /** The client's address, seen through the trusted proxies only. */
  readonly address: string;
  readonly language: Language;
  readonly headers: Headers;
  /** Aborted when the answer took too long or the client left. */
  readonly signal: AbortSignal;
}

/** How often one address may call a route, counted in the database so that all processes agree. */
export interface AttemptLimit {
  readonly attempts: number;
  readonly seconds: number;
}

/** A file as an answer: streamed, offered for saving under `fileName`. */
export interface Download {
  readonly fileName: string;
  readonly contentType: string;
  readonly content: Readable | AsyncIterable<string | Uint8Array> | string;
}

/** What `handle` is given. */
export interface Call<Params, Query, Body, A extends Access = Access, C extends boolean = boolean> {
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly principal: A extends 'public' ? Principal | null : Principal;
  /** Our number of the customer named by `:publicId`; the principal may reach it. Only on routes with `customer: true`. */
  readonly customerId: C extends true ? number : undefined;
  /** Whose customers this permission reaches: lists apply it in SQL. */
  readonly scope: CustomerScope;
  readonly db: Db;
  readonly act: Act;
  readonly request: Incoming;
  readonly authentication: Authentication;
  /** The request's body as it arrives, on routes with `upload: true`. */
  upload(): Readable;
  setCookies(cookies: readonly string[]): void;
}

export interface RouteDefinition<
  A extends Access,
  C extends boolean,
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  R extends z.ZodType,
> {
  readonly method: Method;
  /** Nouns under `/api/`, for example `/api/customers/:publicId/orders`. */
  readonly path: `/api/${string}`;
  readonly permission: A;
  /** One sentence for the API's documentation. */
  readonly summary?: string;
  /** The path has `:publicId`; http/ checks that the principal may reach that customer, else 404 as for an unknown one. */
  readonly customer?: C;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  /** What the answer holds; anything else is stripped. Without one the answer is empty. */
  readonly reply?: R;
  /** The body is a file (`application/octet-stream` or `text/csv`), read by `call.upload()`. */
  readonly upload?: boolean;
  /** The answer is a file: `handle` returns a `Download`. */
  readonly download?: boolean;
  readonly limit?: AttemptLimit;
  handle(call: Call<z.output<P>, z.output<Q>, z.output<B>, A, C>): Answer<R>;
}

type Answer<R extends z.ZodType> = Shown<z.input<R>> | Download | Promise<Shown<z.input<R>> | Download>;

/** What may be shown need not be changeable: lists and objects of an answer may be readonly all the way down. */
type Shown<T> = T extends Date
  ? T
  : T extends readonly (infer Item)[]
    ? readonly Shown<Item>[]
    : T extends object
      ? { readonly [Key in keyof T]: Shown<T[Key]> }
      : T;

/** A call before its parts are validated, as the server makes it. */
export type RawCall = Call<unknown, unknown, unknown>;

/** A route as the server, the OpenAPI writer and the tests see it. */
export interface Route {
  readonly method: Method;
  readonly path: `/api/${string}`;
  readonly permission: Access;
  readonly summary: string;
  readonly customer: boolean;
  readonly upload: boolean;
  readonly download: boolean;
  readonly limit: AttemptLimit | null;
  readonly params: z.ZodType | null;
  readonly query: z.ZodType;
  readonly body: z.ZodType | null;
  readonly reply: z.ZodType | null;
  /** Validates the call's parts, runs the handler, strips its reply. Throws `InputProblem` for parts that do not fit. */
  answer(call: RawCall): Promise<unknown>;
}

const NOTHING = z.strictObject({});
const CUSTOMER_PARAMS = z.strictObject({ publicId: z.uuid() });

type Nothing = typeof NOTHING;

/**
 * Declares one route. The permission has no default: a route without one does not compile.
 * Object schemas of params, query and body are made strict; reply objects lose the keys they do not name.
 */
export function route<
  const A extends Access,
  C extends boolean = false,
  P extends z.ZodType = typeof CUSTOMER_PARAMS,
  Q extends z.ZodType = Nothing,
  B extends z.ZodType = z.ZodUndefined,
  R extends z.ZodType = z.ZodVoid,
>(definition: RouteDefinition<A, C, P, Q, B, R>): Route {
  const shape = shapeOf(definition);
  checkRoute(shape);
  return { ...shape, answer: (call) => answer(definition, shape, call) };
}

type Shape = Omit<Route, 'answer'>;

type AnyDefinition = Omit<
  RouteDefinition<Access, boolean, z.ZodType, z.ZodType, z.ZodType, z.ZodType>,
  'handle' | 'customer'
> & { readonly customer?: boolean };

function shapeOf(definition: AnyDefinition): Shape {
  const { method, path, permission, summary = '', customer = false, upload = false, download = false } = definition;
  const params = definition.params ?? (path.includes(':') ? CUSTOMER_PARAMS : null);
  return {
    method,
    path,
    permission,
    summary,
    customer,
    upload,
    download,
    limit: definition.limit ?? null,
    params: params && strict(params),
    query: strict(definition.query ?? NOTHING),
    body: definition.body ? strict(definition.body) : null,
    reply: definition.reply ?? null,
  };
}

function strict(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodObject && schema.def.catchall === undefined ? schema.strict() : schema;
}

function checkRoute(shape: Shape): void {
  const place = `${shape.method} ${shape.path}`;
  const named = pathParams(shape.path).sort().join(' ');
  const described = shape.params instanceof z.ZodObject ? Object.keys(shape.params.shape).sort().join(' ') : '';
  assert(named === described, `${place}: the path names the params [${named}], the schema [${described}]`);
  assert(!shape.customer || named.includes('publicId'), `${place}: customer: true needs :publicId in the path`);
  assert(!shape.customer || shape.permission !== 'public', `${place}: a customer is never public`);
  assert(shape.body === null || shape.method !== 'GET', `${place}: a GET has no body`);
  assert(!shape.upload || shape.body === null, `${place}: an upload is the body, a schema of it has no use`);
}

/** The names of a path's `:params`, in their order. */
export function pathParams(path: string): string[] {
  return [...path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? '');
}

async function answer<
  A extends Access,
  C extends boolean,
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  R extends z.ZodType,
>(definition: RouteDefinition<A, C, P, Q, B, R>, shape: Shape, raw: RawCall): Promise<unknown> {
  const { language } = raw.request;
  const parts = {
    params: shape.params && parse('params', shape.params, raw.params, language),
    query: parse('query', shape.query, raw.query, language),
    body: shape.body ? parse('body', shape.body, raw.body, language) : undefined,
  };
  // The one place where the parts get the types their schemas have just proved.
  const call = { ...raw, ...parts } as Call<z.output<P>, z.output<Q>, z.output<B>, A, C>;
  const result = await definition.handle(call);
  return shape.reply && !shape.download ? z.encode(shape.reply, result) : result;
}
