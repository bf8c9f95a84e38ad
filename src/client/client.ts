import type { Routes } from './api.generated.ts';

export type Route = keyof Routes;
export type Reply<R extends Route> = Routes[R]['reply'];
export type Query<R extends Route> = Routes[R]['query'];
export type Body<R extends Route> = Routes[R]['body'];

/** What a call needs beside its route: only what the route declares. */
export interface Input<R extends Route> {
  readonly params?: Routes[R]['params'];
  readonly query?: Routes[R]['query'];
  readonly body?: Routes[R]['body'];
  readonly signal?: AbortSignal | undefined;
}

/** The server's refusal: a sentence for people in `message`, and the code and number to quote. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  readonly code: string;
  readonly requestId: string | undefined;

  constructor(status: number, code: string, sentence: string, requestId?: string) {
    super(sentence);
    this.status = status;
    this.code = code;
    this.requestId = requestId;
  }
}

/** `unreachable` is the one code the client itself gives: the request got no answer at all. */
export const UNREACHABLE = 'unreachable';

/**
 * Calls one route of the API, `call('GET /api/customers/:publicId/profile', { params })`.
 * Throws a Refusal for every answer that is not a success.
 */
export async function call<R extends Route>(route: R, input: Input<R> = {}, language = 'zh'): Promise<Reply<R>> {
  const response = await send(route, input, language);
  if (!response.ok) throw await refusalOf(response);
  if (response.status === 204) return null as Reply<R>;
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  return (isJson ? await response.json() : await response.text()) as Reply<R>;
}

/** The same for a reply that is a file. */
export async function download<R extends Route>(
  route: R,
  input: Input<R>,
  language = 'zh',
): Promise<{ blob: Blob; name: string }> {
  const response = await send(route, input, language);
  if (!response.ok) throw await refusalOf(response);
  const disposition = response.headers.get('content-disposition') ?? '';
  return { blob: await response.blob(), name: fileNameOf(disposition) };
}

/** The name in `filename*=UTF-8''…` (RFC 8187), which Chinese names need, else the plain one. */
function fileNameOf(disposition: string): string {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1];
  if (encoded !== undefined) return decodeURIComponent(encoded);
  return /filename="?([^";]+)"?/i.exec(disposition)?.[1] ?? 'export.csv';
}

async function send<R extends Route>(route: R, input: Input<R>, language: string): Promise<Response> {
  const [method = 'GET', path = ''] = route.split(' ');
  const headers: Record<string, string> = { 'accept-language': language, accept: 'application/json' };
  const body = bodyOf(input.body, headers);
  try {
    return await fetch(addressOf(path, input), {
      method,
      headers,
      body,
      credentials: 'same-origin',
      signal: input.signal ?? null,
    });
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new Refusal(0, UNREACHABLE, UNREACHABLE);
  }
}

/** Files travel as they are, everything else as JSON. */
function bodyOf(body: unknown, headers: Record<string, string>): BodyInit | null {
  if (body === undefined) return null;
  if (body instanceof FormData || body instanceof Blob) return body;
  headers['content-type'] = 'application/json';
  return JSON.stringify(body);
}

/** Fills `:name` in the path and appends what is set of the query. */
export function addressOf(path: string, input: { params?: object; query?: object }): string {
  const params = new Map<string, unknown>(Object.entries(input.params ?? {}));
  const filled = path.replace(/:(\w+)/g, (_hole, name: string) => encodeURIComponent(String(params.get(name))));
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(input.query ?? {})) {
    if (value !== undefined && value !== null && value !== '') query.set(name, String(value));
  }
  const text = query.toString();
  return text === '' ? filled : `${filled}?${text}`;
}

async function refusalOf(response: Response): Promise<Refusal> {
  const problem: unknown = await response.json().catch(() => null);
  const text = (name: string): string | undefined => {
    const value: unknown = problem === null || typeof problem !== 'object' ? undefined : Reflect.get(problem, name);
    return typeof value === 'string' ? value : undefined;
  };
  return new Refusal(
    response.status,
    text('code') ?? 'unknown',
    text('detail') ?? text('title') ?? response.statusText,
    text('requestId'),
  );
}
