import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse, parseDocument } from 'yaml';
import { createOffice, type Office, type PersonKey } from '../../../test/office.ts';
import { addCustomers, every, judgeNow, orderOn } from '../../../test/trade.ts';
import { createWorld, type World } from '../../../test/world.ts';
import { explain } from '../health/health.ts';
import { healthJobs } from '../health/jobs.ts';
import { findActivePlan, readyMadeText } from '../plans/plans.ts';
import { teamRoutes } from '../team/routes.ts';
import { improvementJobs } from './jobs.ts';
import { improvementRoutes } from './routes.ts';
import { trialRoutes } from './trial-routes.ts';

const READY = readyMadeText('building-materials');
const STRICT = strictText();

let world: World;
let office: Office;

beforeAll(async () => {
  world = await createWorld({ jobs: [...healthJobs, ...improvementJobs] });
  office = await createOffice(world, [...teamRoutes, ...improvementRoutes, ...trialRoutes]);
  const ids = await addCustomers(world, ['steady', 'silent', 'large', 'empty']);
  const [steady = 0, silent = 0, large = 0] = ids;
  await orderOn(world, steady, every(30, 3));
  await orderOn(world, silent, every(30, 3, 50));
  await orderOn(world, large, every(20, 4), 300_000_000);
});
afterAll(async () => {
  await office.close();
  await world.close();
});

async function ask(who: PersonKey, method: 'GET' | 'POST', url: string, payload?: object) {
  world.clock.advance({ minutes: 1 });
  const reply = await office.ask(who, { method, url, payload });
  return { status: reply.statusCode, body: reply.json() };
}

/** Saves a text as whoever, over the newest version there is. */
async function save(who: PersonKey, text: string): Promise<number> {
  const { newest } = (await ask(who, 'GET', '/api/plan-versions')).body;
  const reply = await ask(who, 'POST', '/api/plan-versions', { text, reason: 'because', basedOn: newest });
  expect(reply.status, JSON.stringify(reply.body)).toBe(200);
  return reply.body.version;
}

/** A text of the ready-made plan that was never there before. */
function variant(text: string): string {
  return `${text}# ${variants++}\n`;
}
let variants = 0;

function strictText(): string {
  const document = parseDocument(READY);
  document.set('approval', 'two_persons');
  return document.toString({ lineWidth: 0 });
}

/** The ready-made plan with other values at some places. */
function edited(values: readonly (readonly [readonly (string | number)[], unknown])[]): string {
  const document = parseDocument(READY);
  for (const [path, value] of values) document.setIn(path, document.createNode(value));
  return variant(document.toString({ lineWidth: 0 }));
}

async function stateOf(version: number): Promise<string> {
  return (await ask('viewer', 'GET', `/api/plan-versions/${version}`)).body.state;
}

async function inForce(): Promise<number | undefined> {
  return (await findActivePlan(world.db))?.version;
}

async function entries(action: string, subject: string): Promise<number> {
  const rows = await world.db
    .selectFrom('audit_entry')
    .select('id')
    .where('action', '=', action)
    .where('subject', '=', subject)
    .execute();
  return rows.length;
}

describe('the life of a version', () => {
  it('goes from draft to in force to replaced, and back by a rollback that is shown as one', async () => {
    const first = await save('retention_lead', variant(READY));
    expect(await stateOf(first)).toBe('draft');
    const asked = await ask('retention_lead', 'POST', '/api/plan-requests', { version: first, reason: 'we begin' });
    expect(asked.body).toMatchObject({ state: 'activated', rollback: false, overVersion: null });
    expect(await stateOf(first)).toBe('in_force');
    const second = await save('retention_lead', variant(READY));
    await ask('retention_lead', 'POST', '/api/plan-requests', { version: second, reason: 'better' });
    expect([await stateOf(first), await stateOf(second)]).toEqual(['replaced', 'in_force']);
    const back = await ask('administrator', 'POST', '/api/plan-rollbacks', { reason: 'worse after all' });
    expect(back.body).toMatchObject({ version: first, rollback: true, state: 'activated' });
    const { items } = (await ask('viewer', 'GET', '/api/plan-activations')).body;
    expect(
      items.map(({ version, rollback, reason }: { version: number; rollback: boolean; reason: string }) => [
        version,
        rollback,
        reason,
      ]),
    ).toEqual([
      [first, true, 'worse after all'],
      [second, false, 'better'],
      [first, false, 'we begin'],
    ]);
    expect(items[0].request.askedBy.name).toBe('administrator');
    expect(await entries('activated', 'plan')).toBe(3);
  });

  it('never began from what somebody else has changed meanwhile without their knowing', async () => {
    const base = (await ask('viewer', 'GET', '/api/plan-versions')).body.newest;
    const theirs = await save('administrator', variant(READY));
    const mine = { text: variant(READY), reason: 'mine', basedOn: base };
    const stale = await ask('retention_lead', 'POST', '/api/plan-versions', mine);
    expect([stale.status, stale.body.code]).toEqual([409, 'plan_base_stale']);
    expect(stale.body.detail).toContain(`version ${theirs}`);
    const known = await ask('retention_lead', 'POST', '/api/plan-versions', { ...mine, newestSeen: theirs });
    expect(known.body.version).toBe(theirs + 1);
    const again = await ask('retention_lead', 'POST', '/api/plan-versions', { ...mine, newestSeen: theirs });
    expect(again.body.version).toBe(theirs + 1);
    const found = (await ask('viewer', 'GET', `/api/plan-versions/${theirs + 1}`)).body;
    expect(found).toMatchObject({ basedOn: base, author: { name: 'retention_lead' }, text: mine.text });
  });

  it('is refused with the place of its mistake', async () => {
    const text = READY.replace("days_since('order')", "days_sinc('order')");
    const { problems } = (await ask('viewer', 'POST', '/api/plan-checks', { text })).body;
    expect(problems[0]).toMatchObject({ word: 'days_sinc', nearest: 'days_since' });
    const { newest } = (await ask('viewer', 'GET', '/api/plan-versions')).body;
    const refused = await ask('administrator', 'POST', '/api/plan-versions', { text, reason: 'x', basedOn: newest });
    expect(refused.body.code).toBe('plan_invalid');
  });

  it('waits for its time, comes into force then and once, whoever carries it out', async () => {
    const version = await save('retention_lead', variant(READY));
    const at = new Date(world.clock.now().getTime() + 24 * 3_600_000).toISOString();
    const asked = await ask('retention_lead', 'POST', '/api/plan-requests', { version, reason: 'on Monday', at });
    expect(asked.body.state).toBe('scheduled');
    expect(await stateOf(version)).toBe('scheduled');
    const twice = await ask('administrator', 'POST', '/api/plan-requests', { version, reason: 'now' });
    expect(twice.body.code).toBe('plan_request_open');
    await world.drain();
    expect(await inForce()).not.toBe(version);
    world.clock.advance({ days: 1 });
    await world.drain();
    await world.drain();
    expect(await inForce()).toBe(version);
    const { items } = (await ask('viewer', 'GET', '/api/plan-activations')).body;
    expect(items.filter((each: { version: number }) => each.version === version)).toHaveLength(1);
    expect(items[0]).toMatchObject({ version, by: { name: 'retention_lead' } });
    const past = await ask('administrator', 'POST', '/api/plan-requests', { version: 1, reason: 'x', at });
    expect(past.body.code).toBe('plan_time_past');
  });

  it('taken back before its time stays a draft; overtaken by another version it ends', async () => {
    const [one, other] = [await save('retention_lead', variant(READY)), await save('retention_lead', variant(READY))];
    const at = new Date(world.clock.now().getTime() + 24 * 3_600_000).toISOString();
    const first = (await ask('retention_lead', 'POST', '/api/plan-requests', { version: one, reason: 'x', at })).body;
    await ask('administrator', 'POST', `/api/plan-requests/${first.id}/withdrawal`, { reason: 'not yet' });
    expect(await stateOf(one)).toBe('draft');
    const ended = await ask('administrator', 'POST', `/api/plan-requests/${first.id}/withdrawal`, { reason: 'again' });
    expect(ended.body.code).toBe('plan_request_ended');
    const later = (await ask('retention_lead', 'POST', '/api/plan-requests', { version: one, reason: 'x', at })).body;
    await ask('retention_lead', 'POST', '/api/plan-requests', { version: other, reason: 'urgent' });
    world.clock.advance({ days: 2 });
    await world.drain();
    expect(await inForce()).toBe(other);
    const { items } = (await ask('viewer', 'GET', '/api/plan-requests?state=ended')).body;
    expect(items.find(({ id }: { id: string }) => id === later.id).state).toBe('overtaken');
  });
});

describe('two persons', () => {
  it('put a version in force: who asked or wrote is the first, the plan in force decides', async () => {
    const strict = await save('retention_lead', variant(STRICT));
    await ask('retention_lead', 'POST', '/api/plan-requests', { version: strict, reason: 'four eyes' });
    expect(await inForce()).toBe(strict);
    const loose = await save('retention_lead', variant(READY));
    const asked = (await ask('administrator', 'POST', '/api/plan-requests', { version: loose, reason: 'faster' })).body;
    expect(asked).toMatchObject({ state: 'awaiting_approval', mayApprove: false });
    expect(await inForce()).toBe(strict);
    const approve = (who: PersonKey) => ask(who, 'POST', `/api/plan-requests/${asked.id}/approval`, {});
    expect((await approve('administrator')).body.code).toBe('plan_own_approval');
    expect((await approve('retention_lead')).body.code).toBe('plan_own_approval');
    expect((await approve('account_manager')).status).toBe(403);
    const seen = (await ask('executive', 'GET', '/api/plan-requests?state=open')).body;
    expect(seen.items[0]).toMatchObject({ id: asked.id, mayApprove: true });
    const { body } = await approve('executive');
    expect(body).toMatchObject({ state: 'activated', approval: { by: { name: 'executive' } } });
    expect(await inForce()).toBe(loose);
    expect(await entries('approved', 'plan_request')).toBe(1);
  });

  it('also for a time that was named before the rule, for a rollback and for a ready-made plan', async () => {
    const strict = await save('retention_lead', variant(STRICT));
    await ask('retention_lead', 'POST', '/api/plan-requests', { version: strict, reason: 'four eyes' });
    const back = (await ask('retention_lead', 'POST', '/api/plan-rollbacks', { reason: 'no' })).body;
    expect(back).toMatchObject({ state: 'awaiting_approval', rollback: true });
    const refused = await ask('executive', 'POST', `/api/plan-requests/${back.id}/refusal`, { reason: 'we keep it' });
    expect(refused.body).toMatchObject({
      state: 'refused',
      ending: { reason: 'we keep it', by: { name: 'executive' } },
    });
    const ready = await ask('administrator', 'POST', '/api/plan-activations', { readyMade: 'retail', reason: 'try' });
    expect(ready.body.state).toBe('awaiting_approval');
    expect(await inForce()).toBe(strict);
    const open = (await ask('executive', 'GET', '/api/plan-requests?state=open')).body.items[0];
    const at = new Date(world.clock.now().getTime() + 3_600_000).toISOString();
    await ask('executive', 'POST', `/api/plan-requests/${open.id}/refusal`, { reason: 'no' });
    const loose = await save('retention_lead', variant(READY));
    const timed = (await ask('retention_lead', 'POST', '/api/plan-requests', { version: loose, reason: 'x', at })).body;
    world.clock.advance({ hours: 2 });
    await world.drain();
    expect(await inForce()).toBe(strict);
    await ask('executive', 'POST', `/api/plan-requests/${timed.id}/approval`, { note: 'fine' });
    expect(await inForce()).toBe(loose);
  });
});

/** Every table of ours by its rows, but what a dry run keeps of itself and the log of who asked. */
async function contents(): Promise<Record<string, string>> {
  const { rows } = await world.database.pool.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public'
     and tablename not in ('migration', 'plan_dry_run', 'audit_entry') order by 1`,
  );
  const hashes = rows.map(async ({ name }) => {
    const found = await world.database.pool.query(
      `select count(*) || ' ' || coalesce(md5(string_agg(row::text, '|' order by row::text)), '') as hash from ${name} as row`,
    );
    return [name, String(found.rows[0].hash)] as const;
  });
  return Object.fromEntries(await Promise.all(hashes));
}

interface ShownMove {
  readonly kind: string;
  readonly on: string | null;
}

interface Looked {
  readonly colour: number;
  readonly tierProposed: string | null;
  readonly stage: string | null;
  readonly signals: string;
}

async function judged(): Promise<Map<string, Looked>> {
  const { rows } = await world.database.pool.query<Omit<Looked, 'tierProposed'> & { name: string; customerId: number }>(
    `select customer_id as "customerId", name, colour, stage, signals::text as signals
     from judgement join customer using (customer_id)`,
  );
  const looked = rows.map(async ({ name, customerId, ...row }) => {
    const { tiers } = await explain(world.db, world.clock, customerId);
    return [name, { ...row, tierProposed: tiers.proposed }] as const;
  });
  return new Map(await Promise.all(looked));
}

describe('a dry run', () => {
  it('changes nothing, and finds the moves that activation then makes', async () => {
    await world.drain();
    await judgeNow(world);
    const text = edited([
      [['tiers', 1, 'when'], 'standing >= 1'],
      [['health', 'green'], 100],
    ]);
    const [before, was] = [await contents(), await judged()];
    const { body, status } = await ask('retention_lead', 'POST', '/api/plan-dry-runs', { text });
    expect(status, JSON.stringify(body)).toBe(200);
    expect(await contents()).toEqual(before);
    expect(body).toMatchObject({ state: 'finished', version: null, progress: { done: 4, total: 4 } });
    const { result } = body;
    expect(result.changes.map(({ zh }: { zh: string }) => zh)).toContainEqual(expect.stringMatching(/^重点客户：/));
    expect(result.counts.customers).toBeGreaterThan(0);
    const version = await save('retention_lead', text);
    await ask('retention_lead', 'POST', '/api/plan-requests', { version, reason: 'tried' });
    await world.drain();
    const is = await judged();
    const colours = ['unknown', 'red', 'yellow', 'green'];
    const moved = [...is].flatMap(([name, now]) => {
      const old = was.get(name);
      return [
        ...(old?.colour === now.colour ? [] : [`${name} colour ${colours[old?.colour ?? 0]} ${colours[now.colour]}`]),
        ...(old?.stage === now.stage ? [] : [`${name} stage ${old?.stage} ${now.stage}`]),
        ...(old?.tierProposed === now.tierProposed ? [] : [`${name} tier ${old?.tierProposed} ${now.tierProposed}`]),
      ];
    });
    const found = result.moves
      .filter(({ kind, on }: ShownMove) => ['tier', 'colour', 'stage'].includes(kind) && on === null)
      .map(
        (move: { customer: { name: string }; kind: string; from: string; to: string }) =>
          `${move.customer.name} ${move.kind} ${move.from} ${move.to}`,
      );
    expect(found.sort()).toEqual(moved.sort());
    expect(moved.length).toBeGreaterThan(0);
    const later = result.moves.filter(({ on }: ShownMove) => on !== null);
    expect(later.length).toBe(result.counts.colour.later);
    expect(later.length).toBeGreaterThan(0);
    for (let day = 0; day < 4; day++) {
      world.clock.advance({ days: 1 });
      await judgeNow(world);
    }
    const afterHold = await judged();
    for (const { customer, to } of later) expect(colours[afterHold.get(customer.name)?.colour ?? 0]).toBe(to);
  });

  it('tells the work that other warnings mean, and is for who asked', async () => {
    const at = parse(READY).warnings.findIndex(({ key }: { key: string }) => key === 'rhythm_broken');
    const text = edited([
      [['warnings', at, 'when'], "days_since('order') >= 1"],
      [['warnings', at, 'hold'], []],
    ]);
    const { body } = await ask('executive', 'POST', '/api/plan-dry-runs', { text });
    const broken = body.result.warnings.find(({ key }: { key: string }) => key === 'rhythm_broken');
    expect(broken.raised).toBeGreaterThan(0);
    expect(broken.raisedMinutes).toBe(broken.raised * broken.minutes);
    expect(body.result.minutes).toBeGreaterThanOrEqual(broken.raisedMinutes);
    expect(body.result.perMonth).toMatchObject({ days: 30, sampled: 4, customers: 4 });
    expect((await ask('executive', 'GET', `/api/plan-dry-runs/${body.id}`)).body.result.warningsRaised).toBe(
      body.result.warningsRaised,
    );
    const other = await ask('administrator', 'GET', `/api/plan-dry-runs/${body.id}`);
    expect([other.status, other.body.code]).toEqual([404, 'plan_dry_run_unknown']);
    world.clock.advance({ days: 2 });
    await world.drain();
    expect((await ask('executive', 'GET', `/api/plan-dry-runs/${body.id}`)).status).toBe(404);
  });

  it('of a large book is made beside the work, and tells how far it is', async () => {
    await addCustomers(
      world,
      Array.from({ length: 1_000 }, (_, at) => `M${at}`),
    );
    const asked = await ask('executive', 'POST', '/api/plan-dry-runs', { version: 1 });
    expect(asked.body).toMatchObject({
      state: 'running',
      version: 1,
      progress: { done: 0, total: 1_004 },
      result: null,
    });
    await world.drain();
    const { body } = await ask('executive', 'GET', `/api/plan-dry-runs/${asked.body.id}`);
    expect(body).toMatchObject({ state: 'finished', progress: { done: 1_004 }, result: { customers: 1_004 } });
  });
});
