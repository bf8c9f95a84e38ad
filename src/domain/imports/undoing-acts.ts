import { sql } from 'kysely';
import type { Db, Trx } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import { AppError, assert, isAppError } from '../../kernel/errors.ts';
import { record as recordAudit } from '../audit/audit.ts';
import { dayOptions, settle } from '../receivables/receivables.ts';
import { factKinds, openFactBatch, recordFactBatch } from '../timeline/timeline.ts';
import { enqueueUndo, publishFinished } from './announcing-jobs.ts';
import { restoreFeed } from './feed-acts.ts';
import type { ImportKind } from './kinds.ts';
import { withImportLock } from './running-acts.ts';

/** What became of the rows of an import that was taken back. */
export interface UndoneImport {
  readonly removed: number;
  readonly restored: number;
  /** Rows that were left alone, as something later built on them: `import_conflict` names them. */
  readonly left: number;
  /** Customers that are gone with it. */
  readonly customers: number;
}

/**
 * Asks for an import to be taken back in the background. Throws `import_not_found`, `import_not_undoable`,
 * `return_not_undoable`, `import_undone`.
 */
export async function askUndo(trx: Trx, act: Act, importId: string): Promise<void> {
  await lockFinished(trx, importId);
  await trx.updateTable('import_run').set({ undo_asked_at: act.at }).where('id', '=', importId).execute();
  await enqueueUndo(trx, importId, act.memberId);
}

/**
 * Takes an import back whole: rows it created are removed, rows it changed get their earlier values, its facts are voided
 * and those it voided are recorded anew. What changed since stays as it is and is kept in `import_conflict`.
 */
export async function undoImport(db: Db, act: Act, importId: string): Promise<UndoneImport> {
  return withImportLock(db, () => db.transaction().execute((trx) => takeBack(trx, act, importId)));
}

/** What the job calls: the same, and nothing when it was done before. */
export async function runUndo(db: Db, act: Act, importId: string): Promise<void> {
  try {
    await undoImport(db, act, importId);
  } catch (error) {
    if (!isAppError(error, 'import_undone')) throw error;
  }
}

async function takeBack(trx: Trx, act: Act, importId: string): Promise<UndoneImport> {
  // Half a million lines take longer than any page may.
  await sql`set local statement_timeout = 0`.execute(trx);
  const kind = await lockFinished(trx, importId);
  const { rows } = await sql<{ undone: UndoneImport }>`select import_take_back(${importId}) as undone`.execute(trx);
  const undone = rows[0]?.undone;
  assert(undone !== undefined, 'a function answers one row');
  await tellTimeline(trx, act);
  await settleAnew(trx, act, importId);
  await restoreFeed(trx, importId, kind);
  const done = { undone_at: act.at, undone_by: act.memberId, undone: JSON.stringify(undone) };
  await trx.updateTable('import_run').set(done).where('id', '=', importId).execute();
  await recordAudit(trx, act, { action: 'undone', subject: kind, subjectId: importId, details: { ...undone } });
  await publishFinished(trx, { importId, kind, customers: 0 });
  return undone;
}

async function lockFinished(trx: Trx, importId: string): Promise<ImportKind> {
  const row = await trx.selectFrom('import_run').selectAll().where('id', '=', importId).forUpdate().executeTakeFirst();
  if (row === undefined) throw new AppError('import_not_found');
  if (row.undone_at !== null) throw new AppError('import_undone');
  if (row.dry_run || row.finished_at === null || row.failure !== null) throw new AppError('import_not_undoable');
  if (!Object.hasOwn(JSON.parse(row.map), 'columns')) throw new AppError('return_not_undoable');
  return row.kind as ImportKind;
}

/** What settles what follows from the invoices, payments and terms that are left, also where their facts were told anew. */
async function settleAnew(trx: Trx, act: Act, importId: string): Promise<void> {
  const { invoice, credit_note, payment, terms_changed } = factKinds;
  const { rows } = await sql<{ customerId: number }>`
    select distinct customer_id as "customerId"
    from import_trace_fact, unnest(customer_ids, fact_ids) as own (customer_id, id)
    join fact using (customer_id, id) join customer using (customer_id)
    where import_id = ${importId} and fact.kind = any(${[invoice, credit_note, payment, terms_changed]}::smallint[])`.execute(
    trx,
  );
  const options = { ...(await dayOptions(trx)), quiet: true };
  await settle(
    trx,
    act,
    rows.map((row) => row.customerId),
    options,
  );
}

async function tellTimeline(trx: Trx, act: Act): Promise<void> {
  await openFactBatch(trx);
  await sql`
    insert into fact_batch (customer_id, id, kind, occurred_at, amount, category, score, voids)
    select customer_id, id, kind, occurred_at, amount, category, score, voids from undo_fact`.execute(trx);
  await recordFactBatch(trx, act, { quiet: true });
}
