import { z } from 'zod';
import type { HeldRole } from '../customers/customers.ts';

export const colour = z.enum(['red', 'yellow', 'green', 'unknown']);
export const said = z.object({ zh: z.string(), en: z.string() });
export const person = z.object({ id: z.uuid(), name: z.string() });
export const label = z.object({ key: z.string(), name: z.string(), nameEn: z.string() });
export const bands = z.object({ red: z.int(), yellow: z.int(), green: z.int(), unknown: z.int() });

export const customerRef = z.object({
  publicId: z.uuid(),
  name: z.string(),
  shortName: z.string().nullable(),
  tier: label,
  colour,
  score: z.number().nullable(),
  provisional: z.boolean(),
});

export const feed = z.object({ kind: z.string(), dataThrough: z.iso.date(), ageDays: z.int(), stale: z.boolean() });

const amountBasis = z.enum(['ordered', 'shipped', 'invoiced', 'received']);
const taxBasis = z.enum(['included', 'excluded']);
/** What the plan wants amounts to be, and what they are as far as there are facts. */
export const basisReply = z.object({
  amount: amountBasis,
  tax: taxBasis,
  returns: z.enum(['on_return_date', 'on_order_date']),
  monthClosesOn: z.int(),
  effective: z.object({ amount: amountBasis, tax: taxBasis }),
});

export const amountsReply = z.object({
  basis: basisReply,
  items: z.array(z.object({ from: z.iso.date(), to: z.iso.date(), amount: z.int() })),
});

export const companyReply = z.object({
  currency: z.string().nullable(),
  timezone: z.string(),
  planName: z.string().nullable(),
  planNameEn: z.string().nullable(),
  planVersion: z.int().nullable(),
  basis: basisReply.nullable(),
  today: z.iso.date(),
  feeds: z.array(feed),
  customers: z.int(),
  hasOrders: z.boolean(),
});

const moment = z.object({ colour, score: z.number().nullable() });
const trendPoint = z.object({
  month: z.string(),
  value: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  n: z.int(),
  partial: z.boolean(),
});

export const boardReply = z.object({
  asOf: z.iso.date(),
  judgedThrough: z.iso.date(),
  computedAt: z.date(),
  planVersion: z.int(),
  planName: z.string(),
  compareWith: z.iso.date(),
  currency: z.string(),
  feeds: z.array(feed),
  bands: z.object({ green: z.number(), yellow: z.number() }),
  tiers: z.array(label.extend({ customers: z.int(), bands, valueAtRisk: z.int(), worse: z.int(), better: z.int() })),
  total: z.object({
    customers: z.int(),
    bands,
    bandsBefore: bands.nullable(),
    valueAtRisk: z.int(),
    valueAtRiskBefore: z.int().nullable(),
    worse: z.int(),
    better: z.int(),
  }),
  transitions: z.array(z.object({ from: colour, to: colour, count: z.int() })),
  byRisk: z.object({ need: z.int(), relation: z.int(), external: z.int() }),
  causes: z.array(label.extend({ count: z.int() })),
  trends: z.array(
    z.object({
      key: z.enum(['value_at_risk', 'repurchase_90d', 'order_value']),
      unit: z.enum(['percent', 'money']),
      points: z.array(trendPoint),
    }),
  ),
  moved: z.array(z.object({ customer: customerRef, before: moment, cause: said.nullable(), valueChange: z.int() })),
  riskiest: z.array(
    z.object({
      customer: customerRef,
      valueAtRisk: z.int(),
      level: z.int().nullable(),
      dueAt: z.date().nullable(),
      contactedAt: z.date().nullable(),
      owner: person.nullable(),
    }),
  ),
});

const facet = z.array(z.object({ key: z.string(), count: z.int() }));

export const listReply = z.object({
  items: z.array(
    z.object({
      customer: customerRef,
      city: z.string().nullable(),
      region: z.string().nullable(),
      stage: z.string().nullable(),
      coverage: z.int().nullable(),
      amountYear: z.int(),
      ordersYear: z.int(),
      lastOrderOn: z.iso.date().nullable(),
      cause: said.nullable(),
      owner: person.nullable(),
      warningLevel: z.int().nullable(),
      tags: z.array(z.string()),
    }),
  ),
  total: z.int(),
  totalIsCapped: z.boolean(),
  sums: z.object({ amountYear: z.int().nullable() }),
  facets: z.object({
    tier: z.array(label.extend({ count: z.int() })),
    colour: facet,
    stage: facet,
    owner: facet,
    region: facet,
  }),
});

export const searchReply = z.object({ customers: z.array(customerRef.extend({ city: z.string().nullable() })) });

export const shownCase = z.object({
  id: z.uuid(),
  customer: customerRef,
  level: z.int(),
  risk: z.enum(['need', 'relation', 'external']),
  stock: z.boolean(),
  openedAt: z.date(),
  dueAt: z.date().nullable(),
  dueProvisional: z.boolean(),
  valueAtRisk: z.int(),
  signals: z.array(label.extend({ level: z.int(), sentence: said, raisedAt: z.string(), cleared: z.boolean() })),
  owner: person.nullable(),
  contact: z.object({ at: z.string(), reason: z.string() }).nullable(),
  ended: z
    .object({ outcome: z.enum(['recovered', 'lost', 'false_alarm']), cause: z.string(), at: z.string() })
    .nullable(),
});

export const casesReply = z.object({
  items: z.array(shownCase),
  total: z.int(),
  counts: z.object({
    open: z.int(),
    contacted: z.int(),
    ended: z.int(),
    stock: z.int(),
    level1: z.int(),
    level2: z.int(),
    level3: z.int(),
  }),
});

const roles = [
  ...(['sponsor', 'expert_sales', 'expert_technical', 'expert_supply'] as const),
  ...(['line_owner', 'region_owner', 'collaborator'] as const),
] as const satisfies readonly HeldRole['role'][];
const day = z.iso.date();
const count = z.int();

export const profileReply = z.object({
  customer: customerRef,
  held: z.object({ towards: colour, until: day.nullable(), from: z.number().nullable() }).nullable(),
  hold: z.object({ since: z.string(), reason: z.string().nullable(), by: person.nullable() }).nullable(),
  roles: z.array(
    z.object({
      id: z.uuid(),
      role: z.enum(roles),
      member: person,
      category: z.object({ id: z.int(), name: z.string() }).nullable(),
      region: z.string().nullable(),
      purpose: z.string().nullable(),
      endsAt: z.date().nullable(),
    }),
  ),
  tags: z.array(
    z.object({
      ...{ tag: z.string(), reason: z.string(), reasonEn: z.string().nullable() },
      ...{ setAt: z.string(), byRule: z.boolean(), by: person.nullable() },
    }),
  ),
  dates: z.array(z.object({ kind: z.string(), on: day, name: z.string().nullable() })),
  nextNeed: z.object({ on: day, project: z.string().nullable() }).nullable(),
  projects: z.array(z.object({ name: z.string(), stage: z.string(), nextNeedOn: day.nullable() })),
  missing: z.array(z.enum(['no_owner', 'no_backup', 'no_decider', 'no_phone', 'no_region', 'contact_left'])),
  rhythm: z.object({ days: count, inWaves: z.boolean(), lastOn: day, nextOn: day, lateDays: count }).nullable(),
  dropped: z.array(z.object({ category: z.string(), lastOn: day, times: count })),
  drift: z.array(z.object({ category: z.string(), from: z.string(), to: z.string() })),
  promises: z
    .object({
      open: count,
      overdue: count,
      items: z.array(
        z.object({ id: z.uuid(), text: z.string(), dueOn: day, overdue: z.boolean(), owner: person.nullable() }),
      ),
    })
    .nullable(),
  needs: z
    .object({
      open: count,
      items: z.array(
        z.object({ id: z.uuid(), text: z.string(), urgency: count, dueOn: day.nullable(), owner: person.nullable() }),
      ),
    })
    .nullable(),
  receivables: z
    .object({
      ...{ open: count, notDue: count, days1To30: count, days31To60: count, days61To90: count, daysOver90: count },
      ...{ retention: count, disputed: count, unallocated: count, overdueInvoices: count },
    })
    .nullable(),
  stage: z.string().nullable(),
  coverage: z.int().nullable(),
  amountYear: z.int(),
  ordersYear: z.int(),
  lastOrderOn: z.iso.date().nullable(),
  judgedAt: z.date().nullable(),
  lastContact: z.object({ at: z.string(), channel: z.string(), twoWay: z.boolean() }).nullable(),
  counts: z.object({
    orders: z.int(),
    contacts: z.int(),
    complaints: z.int(),
    interactions: z.int(),
    tasks: z.int(),
    projects: z.int(),
    relations: z.int(),
    needs: z.int(),
  }),
  consents: z.record(z.string(), z.boolean()),
  openCase: shownCase.nullable(),
  tasks: z.array(
    z.object({
      id: z.uuid(),
      title: z.string(),
      why: z.string(),
      minutes: z.int(),
      dueAt: z.date().nullable(),
      owner: person.nullable(),
    }),
  ),
});

export const storyReply = z.object({
  items: z.array(
    z.object({
      id: z.uuid(),
      kind: z.string(),
      occurredAt: z.date(),
      recordedAt: z.date(),
      amount: z.int().nullable(),
      title: said,
      detail: said.nullable(),
      by: person.nullable(),
    }),
  ),
  more: z.int(),
});

const work = z.object({
  kind: z.enum(['warning', 'task']),
  id: z.uuid(),
  customer: customerRef,
  reachable: z.boolean(),
  title: said,
  why: said,
  minutes: z.int(),
  dueAt: z.date().nullable(),
  warning: shownCase.nullable(),
});

export const todayReply = z.object({
  today: z.iso.date(),
  late: z.array(work),
  due: z.array(work),
  week: z.array(work),
  doneToday: z.int(),
  minutes: z.object({ done: z.int(), todo: z.int(), available: z.int() }),
  myCustomers: z.object({ customers: z.int(), bands }),
});
