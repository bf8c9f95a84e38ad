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
  relations: DemoRelation[];
  projects: DemoProject[];
  terms: DemoTerms[];
  invoices: DemoInvoice[];
  payments: DemoPayment[];
  answers: DemoAnswer[];
  sightings: DemoSighting[];
  needs: DemoNeed[];
  promises: DemoPromise[];
  happenings: Happening[];
  visits: DemoVisit[];
  /** What really happens to a customer, by customer key; a customer without an entry is steady. */
  truth: Record<string, Truth>;
  stories: { S1: string; S2: string };
}

export type Role =
  | 'administrator'
  | 'retention_lead'
  | 'account_manager'
  | 'service_agent'
  | 'assistant'
  | 'credit_controller'
  | 'executive'
  | 'viewer';

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
  /** The group in which this one lies. */
  parentKey: string | null;
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
  taxNumber: string | null;
  address: string | null;
  phone: string | null;
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
  /** Where the goods go, of project buyers; the receiving site has the project's name. */
  project: string | null;
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

export interface DemoRelation {
  /** Reads: this customer is affiliated with, is dealer of, was referred by the other. */
  customerKey: string;
  otherKey: string;
  kind: 'affiliate' | 'dealer_of' | 'referred_by';
  since: string;
  note: string;
}

export type Stage = 'lead' | 'bidding' | 'won' | 'building' | 'done' | 'stopped';

export interface DemoProject {
  customerKey: string;
  name: string;
  stage: Stage;
  startsOn: string;
  /** Stated once, on a day in the last weeks. */
  nextNeedOn: string | null;
  expectedMinor: number;
  volume: string;
  address: string;
  contractor: string;
}

export interface DemoTerms {
  customerKey: string;
  kind: 'prepaid' | 'monthly' | 'on_invoice';
  days: number;
  startsOn: string;
}

export interface DemoInvoice {
  number: string;
  customerKey: string;
  kind: 'invoice' | 'credit_note' | 'retention_money';
  invoicedOn: string;
  /** Null where the terms say it. */
  dueOn: string | null;
  /** Positive, credit notes too; with tax. */
  amountMinor: number;
  project: string | null;
  correctsNumber: string | null;
}

export interface DemoPayment {
  number: string;
  customerKey: string;
  paidOn: string;
  amountMinor: number;
  method: string;
}

/** An answer to a survey: `csat` on 1–5, `nps` on 0–10. */
export interface DemoAnswer {
  key: string;
  customerKey: string;
  contactKey: string;
  question: 'csat' | 'nps';
  given: number;
  comment: string;
  answeredAt: string;
}

/** What else was seen of a customer. */
export interface DemoSighting {
  key: string;
  customerKey: string;
  memberKey: string;
  kind: 'competitor_enquiry' | 'product_enquiry' | 'policy_enquiry' | 'mention' | 'customer_visit' | 'customer_stock';
  subject: string;
  note: string;
  strength: 1 | 2 | 3 | null;
  place: 'portal' | 'website' | 'site' | null;
  quantity: number | null;
  unit: string | null;
  productKey: string | null;
  seenAt: string;
}

export type NeedAbout = 'product' | 'delivery' | 'price' | 'service' | 'technical' | 'relation';

export interface DemoNeed {
  key: string;
  customerKey: string;
  contactKey: string;
  memberKey: string;
  text: string;
  kind: 'stated' | 'hidden';
  nature: NeedAbout;
  importance: 1 | 2 | 3;
  urgency: 1 | 2 | 3;
  evidence: string;
  source: 'visit' | 'call' | 'survey' | 'data';
  saidAt: string;
  dueOn: string | null;
  /** What became of it, and when; null while it is open. */
  settled: { state: 'met' | 'unmet' | 'dropped'; at: string; reason: string } | null;
}

export interface DemoPromise {
  key: string;
  customerKey: string;
  needKey: string | null;
  contactKey: string;
  memberKey: string;
  text: string;
  madeAt: string;
  dueOn: string;
  check: 'none' | 'needed' | 'passed' | 'failed';
  ended: { ending: 'kept' | 'broken'; at: string; text: string } | null;
}

/** A visit of one of us, or two, in the morning of one of the days on which the past is told. */
export interface DemoVisit {
  customerKey: string;
  memberKeys: string[];
  contactKey: string;
  day: string;
  minute: number;
  purpose: string;
  cameFor: string;
  heard: string;
  promised: string;
}

export type NamedRole = 'sponsor' | 'expert_sales' | 'expert_technical' | 'expert_supply';

/** One act of one person about one customer, on a local day. */
export type Happening = { customerKey: string; day: string; by: string } & (
  | { what: 'owner'; part: 'a' | 'b'; memberKey: string; reason: string }
  | { what: 'role'; role: NamedRole; memberKey: string }
  | { what: 'line'; categoryKey: string; memberKey: string }
  | { what: 'collaborator'; memberKey: string; purpose: string; until: string }
  | { what: 'left'; contactKey: string; successor: string | null }
  | { what: 'post'; contactKey: string; title: string }
  | { what: 'date'; kind: 'cooperation_anniversary' | 'company_anniversary'; on: string; note: string }
  | { what: 'tag'; tag: string; reason: string }
  | { what: 'terms'; kind: 'monthly'; days: number; reason: string }
  | { what: 'hold'; reason: string }
  | { what: 'dispute'; invoice: string; reason: string }
  | { what: 'released'; reason: string }
  | { what: 'handed'; need: string; team: string; message: string; dueOn: string }
  | { what: 'received'; need: string; answer: string | null }
);
