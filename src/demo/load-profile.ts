import { sql } from 'kysely';
import type { Trx } from '../database/connect.ts';
import {
  openProjectBatch,
  openRelationBatch,
  recordProjectBatch,
  recordRelationBatch,
} from '../domain/customers/customers.ts';
import { changeGroup, listGroups } from '../domain/customers/group-acts.ts';
import { recordNeeds, recordPromises } from '../domain/needs/needs.ts';
import { recordObservations } from '../domain/observations/set-acts.ts';
import { dayOptions, recordPayments, recordReceivables, recordTerms } from '../domain/receivables/receivables.ts';
import { recordSurveys } from '../domain/surveys/set-acts.ts';
import type { Act } from '../kernel/act.ts';
import { assert } from '../kernel/errors.ts';
import { type Keys, known } from './load-ground.ts';
import { siteOf } from './load-news.ts';
import type { DemoCompany, DemoNeed, DemoPromise, DemoSighting } from './types.ts';

const QUIET = { quiet: true };

/** Puts groups into the groups in which they lie. */
export async function loadGroups(trx: Trx, act: Act, { groups }: DemoCompany): Promise<void> {
  const ids = new Map((await listGroups(trx)).map((group) => [group.name, group.id]));
  const names = new Map(groups.map((group) => [group.key, group.name]));
  for (const { name, parentKey } of groups) {
    const [id, parentId] = [ids.get(name), ids.get(names.get(parentKey ?? '') ?? '')];
    if (id !== undefined && parentId !== undefined) await changeGroup(trx, act, id, { parentId });
  }
}

/**
 * Brings in what else became known in a span: relations, projects, answers, sightings, needs and promises.
 * `needs` remembers what became of a need's key from one span to the next.
 */
export async function loadProfile(
  trx: Trx,
  act: Act,
  keys: Keys,
  news: DemoCompany,
  needs: Map<string, string>,
): Promise<void> {
  await loadRelations(trx, act, keys, news);
  await loadProjects(trx, act, keys, news);
  await loadVoices(trx, act, keys, news);
  await loadWishes(trx, act, keys, news, needs);
}

async function loadRelations(trx: Trx, act: Act, keys: Keys, { relations }: DemoCompany): Promise<void> {
  if (relations.length === 0) return;
  const rows = relations.map(({ customerKey, otherKey, ...own }, rowNo) => {
    return { ...own, rowNo, customerId: known(keys.customers, customerKey), otherId: known(keys.customers, otherKey) };
  });
  await openRelationBatch(trx);
  await sql`
    insert into relation_batch (row_no, customer_id, other_id, kind, since, note)
    select "rowNo", "customerId", "otherId", kind, since, note
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as (
      "rowNo" bigint, "customerId" bigint, "otherId" bigint, kind text, since date, note text)`.execute(trx);
  await recordRelationBatch(trx, act, QUIET);
}

async function loadProjects(trx: Trx, act: Act, keys: Keys, { projects }: DemoCompany): Promise<void> {
  if (projects.length === 0) return;
  const rows = projects.map(({ customerKey, ...own }, rowNo) => {
    return { ...own, rowNo, customerId: known(keys.customers, customerKey), site: siteOf(own.name) };
  });
  await openProjectBatch(trx);
  await sql`
    insert into project_batch (row_no, customer_id, name, stage, starts_on, next_need_on, expected_amount,
      expected_volume, address, main_contractor, site)
    select "rowNo", "customerId", name, stage, "startsOn", "nextNeedOn", "expectedMinor", volume, address, contractor,
      site
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as (
      "rowNo" bigint, "customerId" bigint, name text, stage text, "startsOn" date, "nextNeedOn" date,
      "expectedMinor" bigint, volume text, address text, contractor text, site text)`.execute(trx);
  await recordProjectBatch(trx, act, QUIET);
}

/**
 * Brings in terms, payments and invoices. Payments come first: what settles what is worked out once, when both are there.
 */
export async function loadPapers(trx: Trx, act: Act, keys: Keys, news: DemoCompany): Promise<void> {
  const options = { ...(await dayOptions(trx)), ...QUIET };
  const terms = news.terms.map((term) => ({ ...term, customerId: known(keys.customers, term.customerKey) }));
  if (terms.length > 0) await recordTerms(trx, act, terms, options);
  const payments = news.payments.map(({ customerKey, amountMinor, ...payment }) => {
    return { ...payment, customerId: known(keys.customers, customerKey), amount: amountMinor };
  });
  await recordPayments(trx, act, payments, options);
  const invoices = news.invoices.map(({ customerKey, amountMinor, ...invoice }) => {
    return { ...invoice, customerId: known(keys.customers, customerKey), amount: amountMinor };
  });
  await recordReceivables(trx, act, invoices, options);
}

async function loadVoices(trx: Trx, act: Act, keys: Keys, { answers, sightings }: DemoCompany): Promise<void> {
  const answered = answers.map(({ key, customerKey, contactKey, question, given, comment, answeredAt }) => ({
    customerId: known(keys.customers, customerKey),
    contactId: known(keys.contacts, contactKey),
    externalId: key,
    question,
    scale: question === 'csat' ? ('1-5' as const) : ('0-10' as const),
    ...{ given, comment, answeredAt: new Date(answeredAt) },
  }));
  await recordSurveys(trx, act, answered, QUIET);
  const seen = sightings.map((sighting) => sightingRow(sighting, keys));
  await recordObservations(trx, act, seen, QUIET);
}

function sightingRow({ key, customerKey, memberKey, productKey, seenAt, ...same }: DemoSighting, keys: Keys) {
  return {
    ...same,
    externalId: key,
    customerId: known(keys.customers, customerKey),
    memberId: known(keys.members, memberKey),
    productCode: productKey,
    occurredAt: new Date(seenAt),
  };
}

async function loadWishes(
  trx: Trx,
  act: Act,
  keys: Keys,
  { needs, promises }: DemoCompany,
  ids: Map<string, string>,
): Promise<void> {
  const rows = needs.map((need) => needRow(need, keys));
  const made = await recordNeeds(trx, act, rows, QUIET);
  for (const [index, { key }] of needs.entries()) {
    const id = made.ids[index];
    assert(id !== undefined, 'each row makes one need');
    ids.set(key, id);
  }
  const promised = promises.map((promise) => promiseRow(promise, keys, ids));
  await recordPromises(trx, act, promised, QUIET);
}

function needRow({ key, customerKey, contactKey, memberKey, saidAt, settled, ...same }: DemoNeed, keys: Keys) {
  return {
    ...same,
    externalId: key,
    customerId: known(keys.customers, customerKey),
    contactId: known(keys.contacts, contactKey),
    ownerId: known(keys.members, memberKey),
    saidAt: new Date(saidAt),
    ...(settled === null ? {} : { state: settled.state, stateAt: new Date(settled.at), stateReason: settled.reason }),
  };
}

function promiseRow(promise: DemoPromise, keys: Keys, needs: ReadonlyMap<string, string>) {
  const { key, needKey, customerKey, contactKey, memberKey, text, madeAt, dueOn, check, ended } = promise;
  return {
    externalId: key,
    needId: needKey === null ? null : known(needs, needKey),
    customerId: known(keys.customers, customerKey),
    contactId: known(keys.contacts, contactKey),
    ownerId: known(keys.members, memberKey),
    ...{ text, madeAt: new Date(madeAt), dueOn, technicalCheck: check },
    ...(ended === null ? {} : { ending: ended.ending, endedAt: new Date(ended.at), endingText: ended.text }),
  };
}
