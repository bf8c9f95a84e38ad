import { AppError } from '../../kernel/errors.ts';

/** Ways in which we and a customer meet. */
export type Channel = 'phone' | 'visit' | 'wecom' | 'email' | 'sms' | 'meeting' | 'portal' | 'other';
export type Direction = 'out' | 'in';
/** What a contact came to, one tap each. */
export type Outcome =
  | 'talked'
  | 'no_answer'
  | 'price_asked'
  | 'delivery_pressed'
  | 'complained'
  | 'small_talk'
  | 'other';
/** Price compared, rival's quote or sample seen, "we will try another". */
export type CompetitorSignal = 1 | 2 | 3;

/** The category of an `interaction` fact. */
export const channelCodes = {
  phone: 1,
  visit: 2,
  wecom: 3,
  email: 4,
  sms: 5,
  meeting: 6,
  portal: 7,
  other: 8,
} as const satisfies Record<Channel, number>;

export const channels = [
  'phone',
  'visit',
  'wecom',
  'email',
  'sms',
  'meeting',
  'portal',
  'other',
] as const satisfies readonly Channel[];
export const directions = ['out', 'in'] as const satisfies readonly Direction[];
export const outcomes = [
  'talked',
  'no_answer',
  'price_asked',
  'delivery_pressed',
  'complained',
  'small_talk',
  'other',
] as const satisfies readonly Outcome[];

/** Bits of the score of an `interaction` fact. */
export const interactionBits = { twoWay: 1, withDeciderOrBuyer: 2, inbound: 4, solved: 8 } as const;

/** An interaction as it is brought in. Known again by its external id, else by channel, time and summary. */
export interface InteractionRow {
  /** Made by whoever writes it down, before it is sent; then it is known again by it alone. */
  readonly id?: string;
  readonly customerId: number;
  readonly externalId?: string | null;
  readonly channel: Channel;
  readonly direction: Direction;
  /** Whether the customer said something: an answered call, a reply, a meeting. Sending is not contact. */
  readonly twoWay: boolean;
  readonly outcome: Outcome;
  readonly summary?: string;
  readonly contactId?: string | null;
  /** Looked up among the customer's contacts where there is no `contactId`. */
  readonly contactName?: string | null;
  /** Who of us; the act's member where it is not given. */
  readonly memberId?: string | null;
  readonly competitorSignal?: CompetitorSignal | null;
  readonly competitor?: string | null;
  /** The customer said that they think of changing the supplier. */
  readonly supplierChangeThreatened?: boolean;
  /** The task that this contact closes. */
  readonly taskId?: string | null;
  readonly occurredAt: Date;
}

/** One entry of the contact ledger. */
export interface Interaction {
  readonly id: string;
  readonly channel: Channel;
  readonly direction: Direction;
  readonly twoWay: boolean;
  readonly outcome: Outcome;
  readonly summary: string;
  readonly contact: { readonly id: string; readonly name: string } | null;
  readonly by: { readonly id: string; readonly name: string } | null;
  readonly competitorSignal: number | null;
  readonly competitor: string | null;
  readonly supplierChangeThreatened: boolean;
  readonly occurredAt: Date;
  /** When we were told: later than it occurred where it was written without a signal, or imported. */
  readonly recordedAt: Date;
}

/** What waited on a phone longer than this is no longer a record but a memory. */
const OFFLINE_DAYS_MAX = 14;
/** A phone's clock may run ahead of ours. */
const CLOCK_AHEAD_MINUTES_MAX = 10;
const MINUTE_MS = 60_000;

/**
 * The moment at which something written without a signal happened, by the phone's clock. Throws `occurred_in_future`
 * and `recorded_too_late`; a clock a few minutes ahead means now.
 */
export function claimedMoment(claimed: Date, now: Date): Date {
  const minutesAgo = (now.getTime() - claimed.getTime()) / MINUTE_MS;
  if (minutesAgo < -CLOCK_AHEAD_MINUTES_MAX) throw new AppError('occurred_in_future');
  if (minutesAgo > OFFLINE_DAYS_MAX * 24 * 60) throw new AppError('recorded_too_late', { days: OFFLINE_DAYS_MAX });
  return minutesAgo < 0 ? now : claimed;
}
