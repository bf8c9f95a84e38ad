/** What is written on a phone before it is sent: pure, so that every way of sending it can be tried. */
import type { Body } from '../../client/client.ts';

export type ContactBody = Body<'POST /api/customers/:publicId/interactions'>;
export type VisitBody = Body<'POST /api/customers/:publicId/visits'>;
export type NotesBody = Body<'POST /api/customers/:publicId/visits/:id/notes'>;

/** One thing to send; each becomes one call of the API. */
export type Sending =
  | { readonly kind: 'contact'; readonly body: ContactBody }
  | { readonly kind: 'task'; readonly taskId: string; readonly body: ContactBody }
  | { readonly kind: 'visit'; readonly body: VisitBody }
  | { readonly kind: 'notes'; readonly visitId: string; readonly body: NotesBody }
  | { readonly kind: 'photo'; readonly visitId: string; readonly photo: Blob };

export interface Entry {
  /** Also the id of the record on the server: sent twice it is still one. */
  readonly id: string;
  readonly memberId: string;
  readonly customer: { readonly publicId: string; readonly name: string };
  readonly what: Sending;
  /** By the clock of this device. */
  readonly writtenAt: string;
  /** The entry that has to arrive first. */
  readonly after: string | null;
  /** Why the server did not take it. It waits for a person, not for the network. */
  readonly refusal: Answer | null;
  /** How often the server broke over it, of which nobody but the server is to blame. */
  readonly faults?: number;
}

/** What the server said, as the page shows it. */
interface Answer {
  readonly code: string;
  readonly text: string;
}

/**
 * What became of one sending. `unreachable`: nothing is known of it, so it is sent again. A `fault` of the server may lie
 * in what was sent or pass by itself: it is tried again behind the others, a few times.
 */
export type Sent = 'done' | 'signed_out' | 'unreachable' | Answer | { readonly fault: Answer };

/** An entry over which the server broke so often waits for a person, as a refused one does. */
export const FAULTS_MAX = 5;

/** Where entries are kept, in the order in which they were written. */
export interface EntryStore {
  all(): Promise<readonly Entry[]>;
  put(entry: Entry): Promise<void>;
  remove(id: string): Promise<void>;
}

/** The next entry of a member that may be sent: not refused, not passed over, and nothing before it that it needs. */
export function nextEntry(
  entries: readonly Entry[],
  memberId: string,
  passedOver: ReadonlySet<string> = new Set(),
): Entry | undefined {
  const here = new Set(entries.map(({ id }) => id));
  const mayGo = ({ id, refusal, after }: Entry) =>
    refusal === null && !passedOver.has(id) && (after === null || !here.has(after));
  return entries.find((entry) => entry.memberId === memberId && mayGo(entry));
}

/**
 * Sends what waits, one by one and in order. An entry leaves the store only after the server answered, so whatever
 * ends this in between (no signal, a closed page) leaves it there. One over which the server breaks holds back only what
 * needs it. Answers why it stopped.
 */
export async function sendWaiting(
  store: EntryStore,
  memberId: string,
  send: (entry: Entry) => Promise<Sent>,
): Promise<'empty' | 'signed_out' | 'unreachable' | 'faulty'> {
  const passedOver = new Set<string>();
  for (;;) {
    const entry = nextEntry(await store.all(), memberId, passedOver);
    if (entry === undefined) return passedOver.size > 0 ? 'faulty' : 'empty';
    const sent = await send(entry);
    if (sent === 'signed_out' || sent === 'unreachable') return sent;
    if (sent === 'done') await store.remove(entry.id);
    else if ('fault' in sent) {
      passedOver.add(entry.id);
      await store.put(afterFault(entry, sent.fault));
    } else await store.put({ ...entry, refusal: sent });
  }
}

function afterFault(entry: Entry, fault: Answer): Entry {
  const faults = (entry.faults ?? 0) + 1;
  return { ...entry, faults, refusal: faults < FAULTS_MAX ? null : fault };
}

/** The entry and everything that waits for it. */
export function withFollowers(entries: readonly Entry[], id: string): string[] {
  const followers = entries.filter(({ after }) => after === id);
  return [id, ...followers.flatMap((follower) => withFollowers(entries, follower.id))];
}

/** The texts of an entry that a person wrote and may correct. */
export function textsOf({ what }: Entry): readonly { readonly key: EntryText; readonly text: string }[] {
  if (what.kind === 'photo') return [];
  if (what.kind === 'contact' || what.kind === 'task') return [{ key: 'summary', text: what.body.summary ?? '' }];
  const notes: Partial<NotesBody> = what.kind === 'visit' ? (what.body.notes ?? {}) : what.body;
  return (['cameFor', 'heard', 'promised'] as const).map((key) => ({ key, text: notes[key] ?? '' }));
}

export type EntryText = 'summary' | 'cameFor' | 'heard' | 'promised';

/** Codes that name a person or place who is not there any more: what is left is still worth keeping. */
const WITHOUT: Readonly<Record<string, readonly string[]>> = {
  contact_unknown: ['contactId', 'contactIds'],
  member_unknown: ['visitorIds'],
  site_unknown: ['siteId'],
};

/** A refused entry as somebody corrected it, to be sent again. One that came too late is written anew, now. */
export function corrected(entry: Entry, texts: Partial<Record<EntryText, string>>, now: Date): Entry {
  const { what, refusal } = entry;
  const dropped = new Set(WITHOUT[refusal?.code ?? ''] ?? []);
  const without = <T extends object>(body: T): T =>
    Object.fromEntries(Object.entries(body).filter(([key]) => !dropped.has(key))) as T;
  const writtenAt = refusal?.code === 'recorded_too_late' ? now.toISOString() : entry.writtenAt;
  const changed = { ...entry, writtenAt, refusal: null, faults: 0 };
  if (what.kind === 'photo') return changed;
  if (what.kind !== 'visit')
    return { ...changed, what: { ...what, body: without({ ...what.body, ...texts }) } as Sending };
  const notes = what.body.notes && without({ ...what.body.notes, ...texts });
  return { ...changed, what: { ...what, body: { ...without(what.body), notes } } };
}
