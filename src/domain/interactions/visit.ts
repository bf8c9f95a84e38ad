import type { CompetitorSignal, Outcome } from './interaction.ts';

export interface VisitKey {
  readonly customerId: number;
  readonly visitId: string;
}

/** Where the visit took place: what the phone measured once, a site of the customer, or words. */
export interface VisitPlace {
  readonly latitude?: number | null;
  readonly longitude?: number | null;
  readonly accuracyMetres?: number | null;
  readonly siteId?: string | null;
  readonly place?: string | null;
}

/** What a visit came to: three lines, one of them needed. */
export interface VisitNotes {
  readonly outcome?: Outcome;
  readonly cameFor?: string;
  readonly heard?: string;
  readonly promised?: string;
  /** Local day by which the promise is to be kept. */
  readonly promiseDue?: string | null;
  readonly purpose?: string | null;
  /** Who of us was there; whoever checked in where it is not given. */
  readonly visitorIds?: readonly string[];
  /** Whom of theirs we met. */
  readonly contactIds?: readonly string[];
  readonly competitorSignal?: CompetitorSignal | null;
  readonly competitor?: string | null;
}

/** A check-in, and with notes the whole visit at once. */
export interface NewVisit extends VisitPlace {
  readonly id?: string;
  readonly notes?: VisitNotes;
  readonly recordedOffline?: { readonly at: Date };
}

interface Named {
  readonly id: string;
  readonly name: string;
}

/** A visit as lists show it; without `writtenUp` it is a check-in that still waits for its lines. */
export interface Visit {
  readonly id: string;
  readonly writtenUp: boolean;
  readonly occurredAt: Date;
  readonly checkedInAt: Date;
  readonly claimedAt: Date | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly accuracyMetres: number | null;
  readonly site: Named | null;
  readonly place: string | null;
  readonly purpose: string | null;
  readonly cameFor: string;
  readonly heard: string;
  readonly promised: string;
  readonly promiseDue: string | null;
  readonly by: Named | null;
  readonly visitors: readonly Named[];
  readonly contacts: readonly Named[];
  readonly photos: readonly { readonly id: string; readonly width: number; readonly height: number }[];
}

/** A photo ready to be sent to a browser. */
export interface PhotoFile {
  readonly kind: 'jpeg' | 'png' | 'webp';
  readonly bytes: Uint8Array;
}

/** The lines as the contact ledger tells them. */
export function visitSummary({ cameFor = '', heard = '', promised = '' }: VisitNotes): string {
  return [cameFor, heard, promised].filter((line) => line !== '').join('\n');
}
