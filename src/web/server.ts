/** The API as the pages ask it: cached questions, acts, and who is signed in. */
import { QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import i18next from 'i18next';
import { type Body, call, type Input, Refusal, type Reply, type Route, UNREACHABLE } from '../client/client.ts';
import type { Company, Session } from '../client/shapes.ts';
import { rememberedLanguage } from './i18n/language.ts';
import { forgetAll, forgetPerson, keepSession, keptSession } from './offline/store.ts';

const FRESH_MS = 30_000;
const RETRIES_MAX = 2;
const SESSION_KEY: readonly unknown[] = ['GET /api/session', {}];
/** Says that somebody signed in here, not who: as long as a session lasts. */
const SIGNED_IN_COOKIE = 'changke_signed_in';
const SESSION_SECONDS = 7 * 24 * 3600;

export const queries = new QueryClient({
  defaultOptions: {
    // Without a signal a question fails at once and says so, instead of waiting in silence.
    queries: { staleTime: FRESH_MS, retry: shouldRetry, refetchOnWindowFocus: true, networkMode: 'always' },
    mutations: { networkMode: 'always' },
  },
});

/** A refusal stays a refusal; only a server that did not answer, or failed, is asked again. */
function shouldRetry(failures: number, error: Error): boolean {
  const lasting = error instanceof Refusal && error.status >= 400 && error.status < 500;
  return !lasting && navigator.onLine && failures < RETRIES_MAX;
}

type GetRoute = Extract<Route, `GET ${string}`>;

/** Asks one route and keeps the answer; asking the same again within half a minute is free. */
export function useReply<R extends GetRoute>(route: R, input: Omit<Input<R>, 'signal' | 'body'> = {}, enabled = true) {
  return useQuery<Reply<R>>({
    queryKey: [route, input],
    queryFn: ({ signal }) => ask(route, { ...input, signal }),
    enabled,
    placeholderData: (previous) => previous,
  });
}

/** One call in the language of the page; a lost session sends to the sign-in page. */
export async function ask<R extends Route>(route: R, input: Input<R> = {}): Promise<Reply<R>> {
  try {
    return await call(route, input, i18next.language);
  } catch (error) {
    if (error instanceof Refusal && error.status === 401 && route !== 'POST /api/session') {
      rememberSignedIn(false);
      void forgetPerson();
      queries.setQueryData(SESSION_KEY, null);
    }
    throw error;
  }
}

/** An act: afterwards everything shown is asked again, because one fact changes scores, lists and counts. */
export function useAct<R extends Route>(route: R) {
  const cache = useQueryClient();
  return useMutation<Reply<R>, Error, Input<R>>({
    mutationFn: (input) => ask(route, input),
    onSuccess: () => cache.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'GET /api/session' }),
  });
}

/** Who is signed in; null when nobody is. */
export function useSession() {
  return useQuery<Session | null>({
    queryKey: SESSION_KEY,
    queryFn: readSession,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Where nobody signed in there is nothing to ask; the answer would be a refusal that browsers report as an error. */
async function readSession(): Promise<Session | null> {
  if (!document.cookie.includes(`${SIGNED_IN_COOKIE}=`)) return null;
  try {
    const session = await call('GET /api/session', {}, i18next.language);
    rememberSignedIn(true);
    await keepSession(session);
    await tellLanguage(session);
    return session;
  } catch (error) {
    if (error instanceof Refusal && error.status === 401) return null;
    // Whoever signed in here before goes on where there is no signal: to write down, not to look up.
    const kept = error instanceof Refusal && error.code === UNREACHABLE ? await keptSession() : null;
    if (kept !== null) return kept;
    throw error;
  }
}

/** The server's sentences come in the language of this page, whatever the member spoke elsewhere. */
async function tellLanguage({ member }: Session): Promise<void> {
  const language = rememberedLanguage();
  if (member.language === language) return;
  await call('PUT /api/session/language', { body: { language } }, language).catch(() => null);
}

export async function signIn(body: Body<'POST /api/session'>): Promise<void> {
  await ask('POST /api/session', { body });
  rememberSignedIn(true);
  forgetAllBut(SESSION_KEY);
  await queries.refetchQueries({ queryKey: SESSION_KEY });
}

export async function signOut(): Promise<void> {
  await ask('DELETE /api/session');
  rememberSignedIn(false);
  await forgetAll();
  queries.setQueryData(SESSION_KEY, null);
  forgetAllBut(SESSION_KEY);
}

function rememberSignedIn(signedIn: boolean): void {
  const seconds = signedIn ? SESSION_SECONDS : 0;
  document.cookie = `${SIGNED_IN_COOKIE}=yes; path=/; max-age=${seconds}; samesite=lax`;
}

/** What one person saw is not for the next one on the same screen. */
function forgetAllBut(kept: readonly unknown[]): void {
  queries.removeQueries({ predicate: (query) => query.queryKey[0] !== kept[0] });
}

export function useCompany() {
  return useReply('GET /api/company');
}

export type { Company, Session };

/** The sentence of a failure for people: the server's own, or that it could not be reached. */
export function failureText(error: unknown): { text: string; number: string | undefined } {
  if (error instanceof Refusal && error.code !== UNREACHABLE) return { text: error.message, number: error.requestId };
  return { text: i18next.t('ui.failure.offline'), number: undefined };
}

/** Whether my role may do something for at least some customers. */
export function useMay(permission: string): boolean {
  const scope = useSession().data?.permissions[permission];
  return scope !== undefined && scope !== 'none';
}

/** Whether I may do something for a customer or case of these owners: some roles write only for their own. */
export function useMayFor(permission: string, owners: readonly ({ readonly id: string } | null)[]): boolean {
  const { member, permissions = {} } = useSession().data ?? {};
  const scope = permissions[permission] ?? 'none';
  if (scope === 'own') return owners.some((owner) => owner !== null && owner.id === member?.id);
  return scope !== 'none';
}
