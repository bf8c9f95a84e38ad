// Generated from openapi.json. Do not edit: `npm run generate` writes it anew.
type Colour = 'red' | 'yellow' | 'green' | 'unknown';
interface Said { zh: string; en: string }
interface Person { id: string; name: string }
interface Named { key: string; name: string; nameEn: string | null }
interface CustomerRef { publicId: string; name: string; shortName: string; tier: Named | null; colour: Colour; score: number | null; provisional: boolean }
interface Bands { red: number; yellow: number; green: number; unknown: number }
interface Feed { kind: string; dataThrough: string | null; ageDays: number | null; stale: boolean }
interface Case {
  id: string; customer: CustomerRef; level: number; risk: string; stock: boolean;
  signals: { key: string; name: string; nameEn: string | null; level: number; sentence: Said; raisedAt: string }[];
  openedAt: string; dueAt: string | null; clock: 'elapsed' | 'working'; contactedAt: string | null; contactReason: string | null;
  owner: Person | null; valueAtRisk: number; ended: { outcome: string; cause: string | null; endedAt: string } | null;
}
interface TimelineEntry { id: string; kind: string; occurredAt: string; recordedAt: string; amount: number | null; title: Said; detail: Said | null; by: Person | null }
interface Work { kind: 'warning' | 'task'; id: string; customer: CustomerRef; title: Said; why: Said; dueAt: string | null; minutes: number | null; warning: Case | null }
interface SessionReply { member: { id: string; name: string; email: string; title: string | null; role: string; teamId: string | null; language: 'zh' | 'en' }; permissions: Record<string, string> }
interface Page { limit?: number; offset?: number }
type Customer = { publicId: string };
type None = Record<never, never>;

export interface Routes {
  'GET /api/session': { params: None; query: None; body: undefined; reply: SessionReply };
  'POST /api/session': { params: None; query: None; body: { email: string; password: string }; reply: null };
  'DELETE /api/session': { params: None; query: None; body: undefined; reply: null };
  'PUT /api/session/language': { params: None; query: None; body: { language: 'zh' | 'en' }; reply: null };
  'PUT /api/session/password': { params: None; query: None; body: { current: string; wanted: string }; reply: null };
  'GET /api/company': { params: None; query: None; body: undefined; reply: { currency: string; timezone: string; planName: string; planVersion: number; today: string; feeds: Feed[]; demo: boolean; customers: number; orders: number } };
  'GET /api/health-board': { params: None; query: { asOf?: string; compareWith?: string; tier?: string }; body: undefined; reply: {
    asOf: string; computedAt: string; planVersion: number; planName: string; compareWith: string | null; currency: string; feeds: Feed[];
    tiers: (Named & { customers: number; bands: Bands; valueAtRisk: number; worse: number; better: number })[];
    total: { customers: number; bands: Bands; bandsBefore: Bands | null; valueAtRisk: number; valueAtRiskBefore: number | null; worse: number; better: number };
    valueAtRisk: { amount: number; before: number | null; customers: number; byRisk: { need: number; relation: number; external: number }; trend: { month: string; asOf: string; amount: number; partial: boolean }[] };
    trends: { key: 'repurchase_90d' | 'order_value'; unit: 'percent' | 'money'; points: { month: string; value: number | null; low: number | null; high: number | null; n: number; partial: boolean }[]; sameMonthLastYear: { value: number } | null }[];
    movement: { worse: number; better: number; transitions: { from: Colour; to: Colour; count: number }[]; causes: (Named & { count: number })[]; total: number;
      items: { customer: CustomerRef; before: { colour: Colour; score: number | null }; after: { colour: Colour; score: number | null }; cause: Said; valueChange: number }[] };
    riskiest: { total: number; shareOfRisk: number; items: { customer: CustomerRef; valueAtRisk: number; nextStep: Said | null; dueAt: string | null; contactedAt: string | null; owner: Person | null }[] };
  } };
  'GET /api/customers': { params: None; query: Page & { query?: string; tier?: string; colour?: string; stage?: string; owner?: string; region?: string; tag?: string; group?: string; warning?: string; moved?: string; sort?: string }; body: undefined; reply: {
    items: { customer: CustomerRef; city: string | null; region: string | null; stage: string | null; coverage: number | null; amountYear: number; ordersYear: number; lastOrderOn: string | null; cause: Said | null; owner: Person | null; warningLevel: number | null; tags: string[] }[];
    total: number; totalIsCapped?: boolean; sums: { amountYear: number };
    facets: { tier: (Named & { count: number })[]; colour: { key: string; count: number }[]; stage: { key: string; count: number }[]; owner: { id: string; name: string; count: number }[]; region: { key: string; count: number }[] };
  } };
  'POST /api/customer-exports': { params: None; query: None; body: { filters: Record<string, string>; reason: string }; reply: string };
  'GET /api/search': { params: None; query: { query: string }; body: undefined; reply: { customers: (CustomerRef & { city: string | null })[] } };
  'GET /api/customers/:publicId/profile': { params: Customer; query: None; body: undefined; reply: {
    customer: CustomerRef & { kind: string; city: string | null; region: string | null; industry: string | null; since: string | null; group: { id: string; name: string } | null; pattern: string | null; stage: string | null; externalIds: { scheme: string; key: string }[]; tags: { tag: string; reason: string | null }[] };
    owners: { a: Person | null; b: Person | null }; amountYear: number; ordersYear: number; lastOrderOn: string | null;
    lastContact: { at: string; channel: string; twoWay: boolean } | null; consents: { phone: boolean | null; sms: boolean | null; email: boolean | null; wecom: boolean | null };
    counts: { orders: number; contacts: number; complaints: number; interactions: number; tasks: number };
    openCase: Case | null; tasks: { id: string; title: string; dueAt: string | null; owner: Person | null }[]; change: { since: string; score: number } | null;
  } };
  'GET /api/customers/:publicId/receipt': { params: Customer; query: { asOf?: string; knownAt?: string }; body: undefined; reply: {
    asOf: string; knownAt: string; planVersion: number; planName: string;
    health: { score: number | null; colour: Colour; provisional: boolean; coverage: number; capChange: number; previous: { asOf: string; score: number | null; colour: Colour } | null; caps: (Named & { max: number })[]; newCustomer: { met: number; steps: { key: string; name: string; nameEn: string | null; met: boolean | null }[] } | null };
    indicators: (Named & { risk: 'need' | 'relation' | 'external'; value: number | null; sentence: Said; points: number | null; colour: Colour; weight: number; contribution: number | null; maximum: number | null; change: number | null; facts: { id: string; kind: string; occurredAt: string; recordedAt: string; amount: number | null }[]; factCount: number })[];
    tier: { held: string | null; proposed: string | null; standing: number | null };
    stage: string | null; segments: Named[]; warnings: (Named & { level: number; since: string })[]; held: { key: string; reason: string }[]; facts: number;
  } };
  'GET /api/customers/:publicId/health-history': { params: Customer; query: None; body: undefined; reply: { points: { asOf: string; score: number | null; colour: Colour; planVersion: number }[]; activations: { version: number; at: string }[] } };
  'GET /api/customers/:publicId/timeline': { params: Customer; query: { before?: string; kinds?: string }; body: undefined; reply: { items: TimelineEntry[]; more: number } };
  'POST /api/customers/:publicId/interactions': { params: Customer; query: None; body: { channel: string; direction: string; twoWay: boolean; outcome: string; summary: string; contactId?: string; competitorSignal?: number }; reply: { id: string } };
  'GET /api/warnings': { params: None; query: Page & { state?: string; level?: string; owner?: string }; body: undefined; reply: { items: Case[]; total: number; counts: { open: number; contacted: number; ended: number; stock: number; level1: number; level2: number; level3: number } } };
  'POST /api/customers/:publicId/warnings/:id/contacts': { params: Customer & { id: string }; query: None; body: { reason: string; note?: string; channel: string }; reply: Case };
  'POST /api/customers/:publicId/warnings/:id/ending': { params: Customer & { id: string }; query: None; body: { outcome: string; cause: string }; reply: Case };
  'POST /api/customers/:publicId/supplier-change-threats': { params: Customer; query: None; body: { said: string }; reply: { id: string } };
  'GET /api/today': { params: None; query: None; body: undefined; reply: { today: string; late: Work[]; due: Work[]; week: Work[]; doneToday: number; myCustomers: { customers: number; bands: Bands }; minutes: { done: number; todo: number; available: number } } };
  'GET /api/plan': { params: None; query: None; body: undefined; reply: {
    version: number; name: string; nameEn: string | null; text: string; timezone: string; currency: string; activatedAt: string; activatedBy: Person | null; reason: string;
    tiers: Named[]; indicators: (Named & { risk: string; weight: number; good: number | null; bad: number | null })[];
    warnings: (Named & { level: number; risk: string; by: string; within: { count: number; unit: string } })[]; segments: Named[];
    versions: { version: number; name: string; createdAt: string; reason: string; active: boolean }[];
  } };
  'GET /api/customers/:publicId/orders': { params: Customer; query: Page; body: undefined; reply: { items: { id: string; number: string; kind: 'order' | 'return'; orderedAt: string; amount: number; project: string | null; site: string | null; lines: number; promisedOn: string | null; deliveredOn: string | null }[]; total: number } };
  'GET /api/customers/:publicId/contacts': { params: Customer; query: None; body: undefined; reply: { items: { id: string; name: string; post: string | null; role: 'decider' | 'buyer' | 'user' | 'payer' | 'influencer' | null; phoneMasked: string | null; email: string | null; wecom: string | null; leftAt: string | null; consents: { phone: boolean | null; sms: boolean | null; email: boolean | null; wecom: boolean | null; portal: boolean | null } }[] } };
  'GET /api/customers/:publicId/complaints': { params: Customer; query: Page; body: undefined; reply: { items: { id: string; nature: 'quality' | 'logistics' | 'service' | 'price' | 'other'; severity: 'general' | 'important' | 'major'; summary: string; openedAt: string; state: 'open' | 'resolved' | 'confirmed'; resolutions: { solution: string; confirmed: boolean; resolvedAt: string }[]; reopenings: { reason: string; reopenedAt: string }[] }[]; total: number } };
}
