import { newId } from '../../../kernel/ids.ts';
import { now } from '../../clock.ts';
import type { NotesBody, VisitBody } from '../../offline/entry.ts';
import type { NewEntry } from '../../offline/queue.ts';
import { COMPETITOR_NOT_HEARD, type CompetitorHeard } from '../customer/record-competitor.tsx';

export const PHOTOS_MAX = 5;

export interface DraftPhoto {
  readonly id: string;
  readonly blob: Blob;
  /** Shows it before it is sent. */
  readonly url: string;
}

/** A visit while it is being written. */
export interface VisitDraft {
  readonly cameFor: string;
  readonly heard: string;
  readonly promised: string;
  readonly promiseDue: string;
  readonly place: string;
  readonly contactIds: readonly string[];
  /** Beside myself. */
  readonly visitorIds: readonly string[];
  readonly rival: CompetitorHeard;
  readonly photos: readonly DraftPhoto[];
}

export const EMPTY_DRAFT: VisitDraft = {
  ...{ cameFor: '', heard: '', promised: '', promiseDue: '', place: '' },
  ...{ contactIds: [], visitorIds: [], rival: COMPETITOR_NOT_HEARD, photos: [] },
};

export function hasLine({ cameFor, heard, promised }: VisitDraft): boolean {
  return [cameFor, heard, promised].some((line) => line.trim() !== '');
}

function notesOf(draft: VisitDraft, me: string): NotesBody {
  const promised = draft.promised.trim();
  return {
    ...{ cameFor: draft.cameFor.trim(), heard: draft.heard.trim(), promised },
    ...(promised !== '' && draft.promiseDue !== '' ? { promiseDue: draft.promiseDue } : {}),
    visitorIds: [me, ...draft.visitorIds],
    contactIds: [...draft.contactIds],
    ...draft.rival.fields,
  };
}

/** What is to be sent of a visit: it, or what it came to where we had checked in before; then its photos. */
export function entriesOf(
  draft: VisitDraft,
  customer: NewEntry['customer'],
  me: string,
  checkedIn: string | null,
): NewEntry[] {
  const visitId = checkedIn ?? newId(now());
  const notes = notesOf(draft, me);
  const place: VisitBody = draft.place.trim() === '' ? {} : { place: draft.place.trim() };
  const written: NewEntry =
    checkedIn === null
      ? { id: visitId, customer, what: { kind: 'visit', body: { ...place, notes } } }
      : { customer, what: { kind: 'notes', visitId, body: notes }, after: visitId };
  const photos = draft.photos.map(
    ({ id, blob }): NewEntry => ({ id, customer, what: { kind: 'photo', visitId, photo: blob }, after: visitId }),
  );
  return [written, ...photos];
}
