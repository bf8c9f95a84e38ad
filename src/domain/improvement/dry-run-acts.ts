import { sql } from 'kysely';
import type { Db } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import { isAppError } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { record as audit } from '../audit/audit.ts';
import { dryJudge } from '../health/health.ts';
import { activePlan, understand, withOwnSegments } from '../plans/plans.ts';
import { enqueueDryRun } from './announcing-jobs.ts';
import { Comparison, type DryRunResult } from './comparison.ts';
import { textOfVersion } from './queries.ts';

/** A text that may not be saved yet, or a version. */
export type Side = { readonly text: string } | { readonly version: number };

/** A book of so many customers is gone through while the asker waits. */
const CUSTOMERS_AT_ONCE_MAX = 1_000;
/** How long a result is kept for who asked. */
const KEPT_HOURS = 24;
const PROGRESS_EVERY_MS = 1_000;

/** The text of a side. Throws `plan_version_unknown`. */
export async function textOf(db: Db, side: Side): Promise<string> {
  return 'text' in side ? side.text : textOfVersion(db, side.version);
}

/**
 * Tries a text or version on the live data, without changing anything: at once where the book is small, else beside the
 * work of the day. Answers the dry run's id. Throws `plan_invalid`, `plan_version_unknown`, `plan_missing`.
 */
export async function askDryRun(db: Db, act: Act, side: Side): Promise<string> {
  const text = await textOf(db, side);
  understand(text);
  await activePlan(db);
  await forgetDryRuns(db, act);
  const id = newId(act.at);
  const version = 'version' in side ? side.version : null;
  const customers = await db.transaction().execute(async (trx) => {
    const { rows } = await sql<{ total: number }>`
      insert into plan_dry_run (id, version, text, asked_at, asked_by, customers_total)
      select ${id}::uuid, ${version}::integer, ${text}, ${act.at}, ${act.memberId}::uuid, count(*) from customer
      returning customers_total as total`.execute(trx);
    await audit(trx, act, { action: 'tried', subject: 'plan', subjectId: version === null ? null : String(version) });
    const total = rows[0]?.total ?? 0;
    if (total > CUSTOMERS_AT_ONCE_MAX) await enqueueDryRun(trx, id);
    return total;
  });
  if (customers <= CUSTOMERS_AT_ONCE_MAX) await runDryRun(db, act, id);
  return id;
}

/** Makes a dry run that was asked for and keeps what it found; one that is made already stays as it is. */
export async function runDryRun(db: Db, act: Act, id: string): Promise<void> {
  const row = await db
    .selectFrom('plan_dry_run')
    .select('text')
    .where('id', '=', id)
    .where('finished_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined) return;
  try {
    const result = await tryPlan(db, act, row.text, progressOf(db, id));
    await finish(db, act, id, { result: JSON.stringify(result), failure: null });
  } catch (error) {
    if (!isAppError(error)) throw error;
    const { code, params } = error;
    await finish(db, act, id, { result: null, failure: JSON.stringify({ code, params }) });
  }
}

/**
 * What a text would change today against the plan in force; keeps nothing. Throws `plan_invalid`, `plan_missing`.
 */
export async function tryPlan(
  db: Db,
  act: Act,
  text: string,
  progress: (done: number, total: number) => Promise<void> | void = () => undefined,
): Promise<DryRunResult> {
  const started = performance.now();
  const { plan: against, own, version } = await activePlan(db);
  const { plan } = withOwnSegments(understand(text), own);
  const comparison = new Comparison(against, plan);
  const judged = await dryJudge(db, act.clock, { plan, against, visit: (pair) => comparison.add(pair), progress });
  const seconds = Math.round(performance.now() - started) / 1000;
  return comparison.finish({ ...judged, against: version, seconds });
}

/** Writes down how far a dry run is, once a second. */
function progressOf(db: Db, id: string): (done: number, total: number) => Promise<void> {
  let told = performance.now();
  return async (done, total) => {
    if (performance.now() - told < PROGRESS_EVERY_MS) return;
    told = performance.now();
    await db
      .updateTable('plan_dry_run')
      .set({ customers_done: done, customers_total: total })
      .where('id', '=', id)
      .execute();
  };
}

async function finish(
  db: Db,
  act: Act,
  id: string,
  found: { readonly result: string | null; readonly failure: string | null },
): Promise<void> {
  await sql`
    update plan_dry_run set finished_at = ${act.clock.now()}, customers_done = customers_total,
      result = ${found.result}::jsonb, failure = ${found.failure}::jsonb
    where id = ${id} and finished_at is null`.execute(db);
}

/** Dry runs are kept for a day. */
export async function forgetDryRuns(db: Db, act: Act): Promise<void> {
  await sql`
    delete from plan_dry_run where asked_at < ${act.at}::timestamptz - make_interval(hours => ${KEPT_HOURS})`.execute(
    db,
  );
}
