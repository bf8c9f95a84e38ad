/** The demo company as plain data: everything the loader brings in, and beside it the truth that tests compare with. */
export interface DemoCompany {
  name: string;
  /** The local day the company is drawn for; facts lie on or before it. */
  today: string;
  seed: number;
  timezone: 'Asia/Shanghai';
  currency: 'CNY';
  teams: DemoTeam[];
  members: DemoMember[];
  categories: DemoCategory[];
  products: DemoProduct[];
  groups: DemoGroup[];
  customers: DemoCustomer[];
  contacts: DemoContact[];
  orders: DemoOrder[];
  returns: DemoReturn[];
  interactions: DemoInteraction[];
  complaints: DemoComplaint[];
  tasks: DemoTask[];
  /** What really happens to a customer, by customer key; a customer without an entry is steady. */
  truth: Record<string, Truth>;
  stories: { S1: string; S2: string };
}

export type Role = 'administrator' | 'retention_lead' | 'account_manager' | 'service_agent' | 'executive' | 'viewer';

export interface DemoTeam {
  key: string;
  name: string;
}

export interface DemoMember {
  key: string;
  name: string;
  email: string;
  role: Role;
  title: string;
  teamKey: string | null;
}

/** A first-level category has no parent, a second-level one names it. */
export interface DemoCategory {
  key: string;
  name: string;
  parentKey: string | null;
}

export interface DemoProduct {
  key: string;
  name: string;
  specification: string;
  unit: string;
  categoryKey: string;
  priceMinor: number;
}

export interface DemoGroup {
  key: string;
  name: string;
}

export type Pattern = 'monthly' | 'dealer' | 'project' | 'northern' | 'quarterly' | 'new' | 'silent';
export type Size = 'strategic' | 'key' | 'ordinary';

export interface DemoCustomer {
  key: string;
  name: string;
  shortName: string;
  pattern: Pattern;
  /** The size the generator had in mind; the plan proposes its own tier. */
  size: Size;
  trade: string;
  region: string;
  province: string;
  city: string;
  /** Local day on which the cooperation began; may lie before the first order we hold. */
  since: string;
  groupKey: string | null;
  ownerA: string;
  ownerB: string;
  terms: 'prepaid' | 'monthly_30' | 'monthly_60';
  tags: string[];
}

export type ContactRole = 'decider' | 'buyer' | 'user' | 'payer';
export type Channel = 'phone' | 'wecom' | 'email' | 'sms';

export interface DemoContact {
  key: string;
  customerKey: string;
  name: string;
  title: string;
  role: ContactRole;
  phone: string;
  email: string;
  preferredChannel: Channel;
  consent: Record<Channel, boolean>;
}

export interface DemoOrder {
  number: string;
  customerKey: string;
  /** Instant with its offset, as all fields that end in `At`. */
  placedAt: string;
  promisedDay: string;
  /** Null while the goods are under way. */
  deliveredDay: string | null;
  lines: DemoLine[];
}

export interface DemoLine {
  productKey: string;
  quantity: number;
  priceMinor: number;
  amountMinor: number;
}

export interface DemoReturn {
  number: string;
  orderNumber: string;
  customerKey: string;
  returnedAt: string;
  productKey: string;
  quantity: number;
  /** Positive: what the customer got back. */
  amountMinor: number;
  reason: string;
}

export type Outcome = 'talked' | 'no_answer' | 'price_asked' | 'delivery_pressed' | 'complained' | 'small_talk';
export type CompetitorSignal = 'price_compared' | 'rival_quote' | 'will_try_another';

export interface DemoInteraction {
  key: string;
  customerKey: string;
  contactKey: string | null;
  memberKey: string;
  happenedAt: string;
  channel: 'phone' | 'wecom' | 'visit' | 'email';
  direction: 'in' | 'out';
  twoWay: boolean;
  outcome: Outcome;
  note: string;
  competitor: CompetitorSignal | null;
  /** The customer said that they think of changing the supplier: a person raises warning 3.1 from this. */
  changeOfSupplier: boolean;
}

export type Nature = 'quality' | 'logistics' | 'service' | 'price';
export type Severity = 'general' | 'important' | 'major';

export interface DemoComplaint {
  key: string;
  customerKey: string;
  contactKey: string | null;
  memberKey: string;
  orderNumber: string | null;
  openedAt: string;
  nature: Nature;
  severity: Severity;
  sentence: string;
  reopenedAt: string | null;
  resolution: { resolvedAt: string; sentence: string; confirmed: boolean } | null;
}

export interface DemoTask {
  key: string;
  customerKey: string;
  memberKey: string;
  title: string;
  why: string;
  minutes: number;
  createdAt: string;
  dueAt: string;
  doneAt: string | null;
}

export type TruthKind = 'stop' | 'fade' | 'cut' | 'pause';

export interface Truth {
  kind: TruthKind;
  /** Local day on which the change begins. */
  since: string;
  /** Local day on which the customer is as before again; null where that has not happened. */
  until: string | null;
}
