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
}
