/** What a need is about. */
export type NeedNature = 'product' | 'delivery' | 'price' | 'service' | 'technical' | 'relation' | 'other';
/** Said by the customer, or found by us behind what was said. */
export type NeedKind = 'stated' | 'hidden';
/** How we came to know it. */
export type NeedSource =
  | 'interview'
  | 'visit'
  | 'call'
  | 'survey'
  | 'complaint'
  | 'data'
  | 'market_research'
  | 'competitor';
export type NeedState = 'open' | 'met' | 'unmet' | 'dropped';

/** The category of a need's facts. */
export const needNatureCodes = {
  product: 1,
  delivery: 2,
  price: 3,
  service: 4,
  technical: 5,
  relation: 6,
  other: 7,
} as const satisfies Record<NeedNature, number>;

export const needNatures = [
  'product',
  'delivery',
  'price',
  'service',
  'technical',
  'relation',
  'other',
] as const satisfies readonly NeedNature[];
export const needKinds = ['stated', 'hidden'] as const satisfies readonly NeedKind[];
export const needSources = [
  'interview',
  'visit',
  'call',
  'survey',
  'complaint',
  'data',
  'market_research',
  'competitor',
] as const satisfies readonly NeedSource[];
export const needStates = ['open', 'met', 'unmet', 'dropped'] as const satisfies readonly NeedState[];

/** Importance and urgency: 1 low, 2 usual, 3 high. */
export type Degree = 1 | 2 | 3;

/** What one may say of a need; null takes away what may be absent. */
export interface NeedFields {
  readonly text?: string;
  readonly kind?: NeedKind;
  readonly nature?: NeedNature;
  readonly importance?: Degree;
  readonly urgency?: Degree;
  /** Maslow's: 1 physiological, 2 safety, 3 belonging, 4 esteem, 5 fulfilment. */
  readonly level?: 1 | 2 | 3 | 4 | 5 | null;
  readonly evidence?: string;
  readonly source?: NeedSource | null;
  readonly contactId?: string | null;
  readonly projectId?: string | null;
  readonly ownerId?: string | null;
  /** By when, `YYYY-MM-DD`. */
  readonly dueOn?: string | null;
  /** How well present products meet it, 0–100. */
  readonly fit?: number | null;
}

/** A need as it is brought in. Known again by its external id, else by its moment and its words. */
export interface NeedRow extends Omit<NeedFields, 'text'> {
  readonly customerId: number;
  readonly externalId?: string | null;
  readonly text: string;
  /** Looked up among the customer's contacts where there is no `contactId`. */
  readonly contactName?: string | null;
  readonly projectName?: string | null;
  readonly productCode?: string | null;
  readonly saidAt: Date;
  readonly state?: NeedState;
  readonly stateAt?: Date | null;
  readonly stateReason?: string | null;
}

export interface Person {
  readonly id: string;
  readonly name: string;
}

/** One need of a list. */
export interface Need {
  readonly id: string;
  readonly text: string;
  readonly kind: NeedKind;
  readonly nature: NeedNature;
  readonly importance: number;
  readonly urgency: number;
  readonly level: number | null;
  readonly evidence: string;
  readonly source: NeedSource | null;
  readonly contact: Person | null;
  readonly project: Person | null;
  readonly product: { readonly code: string; readonly name: string } | null;
  readonly owner: Person | null;
  readonly dueOn: string | null;
  readonly fit: number | null;
  readonly state: NeedState;
  readonly stateAt: Date;
  readonly stateReason: string;
  readonly saidAt: Date;
  readonly by: Person | null;
}

/** One entry of the story of a need or a promise. */
export interface NeedChange {
  readonly what: NeedChangeKind;
  /** The words of the need or the promise, as they are now. */
  readonly text: string;
  readonly note: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly needId: string | null;
  readonly promiseId: string | null;
  readonly changedAt: Date;
  readonly by: Person | null;
}

/** In the order in which those of one moment happened. */
export const needChangeKinds = [
  'recorded',
  'changed',
  'met',
  'unmet',
  'dropped',
  'reopened',
  'promised',
  'postponed',
  'checked',
  'kept',
  'broken',
  'handed_over',
  'received',
  'answered',
] as const;
export type NeedChangeKind = (typeof needChangeKinds)[number];
