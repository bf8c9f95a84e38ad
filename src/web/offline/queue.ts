/** The queue of this page: what waits, sending it in order, and trying again by itself. */
import { useSyncExternalStore } from 'react';
import { Refusal, UNREACHABLE } from '../../client/client.ts';
import { newId } from '../../kernel/ids.ts';
import { now } from '../clock.ts';
import { ask, failureText, queries } from '../server.ts';
import { corrected, type Entry, type EntryText, type Sending, type Sent, sendWaiting, withFollowers } from './entry.ts';
import { entryStore } from './store.ts';

const PAUSE_MS_MIN = 5_000;
const PAUSE_MS_MAX = 300_000;
/** What took longer than this to go out was not said just now, so its own time goes with it. */
const JUST_NOW_MS = 60_000;
/** Answers that speak of the way or of the moment, not of what was sent. */
const AWAY: readonly number[] = [408, 429, 502, 503, 504];

interface QueueState {
  readonly entries: readonly Entry[];
  /** Whether this device was looked at already. */
  readonly isRead: boolean;
  readonly online: boolean;
  readonly signedOut: boolean;
}

let state: QueueState = { entries: [], isRead: false, online: navigator.onLine, signedOut: false };
let member: string | undefined;
let pause = PAUSE_MS_MIN;
let timer: number | undefined;
let last: Promise<void> = Promise.resolve();
const listeners = new Set<() => void>();

function change(patch: Partial<QueueState>): void {
  state = { ...state, ...patch };
  for (const listener of listeners) listener();
}

/** What waits on this device for the member who is signed in. */
export function useQueue(): QueueState {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => state,
  );
}

/** Begins with a member's entries and keeps sending whenever there is a network. Answers how to stop. */
export function startQueue(memberId: string): () => void {
  member = memberId;
  const online = () => {
    change({ online: true });
    pause = PAUSE_MS_MIN;
    void flush();
  };
  const offline = () => change({ online: false });
  window.addEventListener('online', online);
  window.addEventListener('offline', offline);
  change({ signedOut: false });
  void flush();
  return () => {
    window.removeEventListener('online', online);
    window.removeEventListener('offline', offline);
    window.clearTimeout(timer);
    member = undefined;
    change({ entries: [], isRead: false });
  };
}

export interface NewEntry {
  readonly id?: string;
  readonly customer: Entry['customer'];
  readonly what: Sending;
  readonly after?: string | null;
}

/**
 * Writes down first, then sends. Answers whether it arrived or waits; a refusal is thrown and nothing of it stays
 * behind, because whoever wrote it is still looking.
 */
export async function write(given: readonly NewEntry[]): Promise<'sent' | 'waiting'> {
  if (member === undefined) throw new Error('nobody is signed in');
  const writtenAt = now().toISOString();
  const entries = given.map(
    (one): Entry => ({
      ...{ id: newId(now()), after: null, refusal: null },
      ...one,
      ...{ memberId: member ?? '', writtenAt },
    }),
  );
  for (const entry of entries) await entryStore.put(entry);
  await flush();
  const left = state.entries.filter(({ id }) => entries.some((entry) => entry.id === id));
  const refused = left.find(({ refusal }) => refusal !== null);
  if (refused?.refusal) {
    await drop(refused.id);
    throw new Refusal(400, refused.refusal.code, refused.refusal.text);
  }
  return left.length === 0 ? 'sent' : 'waiting';
}

/** Sends what waits now; one at a time in this page, and in one page at a time where browsers can tell. */
export function flush(): Promise<void> {
  const mine = last.then(() => exclusively(sendAll));
  last = mine.catch(() => undefined);
  return mine;
}

async function exclusively(work: () => Promise<void>): Promise<void> {
  if (navigator.locks === undefined) return work();
  await navigator.locks.request('changke-queue', work);
}

async function sendAll(): Promise<void> {
  window.clearTimeout(timer);
  if (member === undefined) return;
  const before = await refresh();
  const end = before > 0 ? await sendWaiting(entryStore, member, send) : 'empty';
  const left = await refresh();
  change({ signedOut: end === 'signed_out', online: end === 'unreachable' ? false : navigator.onLine });
  if (left < before)
    void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'GET /api/session' });
  if (end !== 'unreachable' && end !== 'faulty') return;
  timer = window.setTimeout(() => void flush(), pause);
  pause = Math.min(pause * 2, PAUSE_MS_MAX);
}

/** Reads what waits anew; answers how much of it is to be sent. */
async function refresh(): Promise<number> {
  const entries = (await entryStore.all()).filter((entry) => entry.memberId === member);
  change({ entries, isRead: true });
  return entries.filter(({ refusal }) => refusal === null).length;
}

async function send(entry: Entry): Promise<Sent> {
  try {
    await callOf(entry);
    return 'done';
  } catch (error) {
    if (!(error instanceof Refusal) || error.code === UNREACHABLE) return 'unreachable';
    if (AWAY.includes(error.status)) return 'unreachable';
    if (error.status === 401) return 'signed_out';
    const answer = { code: error.code, text: failureText(error).text };
    return error.status >= 500 ? { fault: answer } : answer;
  }
}

function callOf({ id, customer: { publicId }, what, writtenAt }: Entry): Promise<unknown> {
  const isLate = now().getTime() - new Date(writtenAt).getTime() > JUST_NOW_MS;
  const late = isLate ? { recordedOffline: { at: writtenAt } } : {};
  switch (what.kind) {
    case 'contact':
      return ask('POST /api/customers/:publicId/interactions', {
        params: { publicId },
        body: { ...what.body, id, ...late },
      });
    case 'task':
      return ask('POST /api/customers/:publicId/tasks/:id/contacts', {
        params: { publicId, id: what.taskId },
        body: { ...what.body, id, ...late },
      });
    case 'visit':
      return ask('POST /api/customers/:publicId/visits', { params: { publicId }, body: { ...what.body, id, ...late } });
    case 'notes':
      return ask('POST /api/customers/:publicId/visits/:id/notes', {
        params: { publicId, id: what.visitId },
        body: what.body,
      });
    case 'photo':
      return ask('POST /api/customers/:publicId/visits/:id/photos', {
        params: { publicId, id: what.visitId },
        query: { id },
        body: what.photo,
      });
  }
}

/** Sends a refused entry again, as somebody corrected it. */
export async function correct(entry: Entry, texts: Partial<Record<EntryText, string>>): Promise<void> {
  await entryStore.put(corrected(entry, texts, now()));
  await flush();
}

/** Gives an entry up, with what waits for it. */
export async function drop(id: string): Promise<void> {
  for (const one of withFollowers(await entryStore.all(), id)) await entryStore.remove(one);
  await refresh();
}
