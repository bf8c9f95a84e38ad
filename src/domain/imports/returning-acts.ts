import type { Readable } from 'node:stream';
import { sql } from 'kysely';
import type { Db, Trx } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import { AppError } from '../../kernel/errors.ts';
import { type CustomerFields, changeCustomer, inScope, setOwner } from '../customers/customers.ts';
import type { CustomerScope } from '../team/team.ts';
import {
  changedCells,
  findPlaces,
  type ReturnCell,
  type ReturnField,
  type ReturnPlaces,
  type ReturnRow,
} from './list-return.ts';
import { addUpload, beginUpload, tableOfUpload } from './upload-acts.ts';

/** Rows of one list that comes back; who has more sends them in parts. */
const RETURN_ROWS_MAX = 20_000;
const OWNER_REASON = 'Excel';

/** What a list that came back would change. */
export interface ReturnDiff {
  readonly cells: readonly ReturnCell[];
  readonly rows: number;
  /** Rows of customers that are unknown here, out of reach, or named twice. */
  readonly strangers: number;
  /** Headings that change nothing. */
  readonly ignored: readonly string[];
}

/** A conflict in which what the file says shall win. */
export interface ChosenCell {
  readonly publicId: string;
  readonly field: ReturnField;
}

export interface ReturnDone {
  readonly cells: number;
  readonly customers: number;
  /** Cells left alone: conflicts nobody decided, colleagues nobody knows, cells that cannot be read. */
  readonly left: number;
}

/** Takes in a list that comes back; nothing is changed yet. Answers the id under which it is looked at and applied. */
export async function receiveList(db: Db, act: Act, name: string, bytes: Readable): Promise<string> {
  const id = await db.transaction().execute((trx) => beginUpload(trx, act, 'customers'));
  await addUpload(db, id, name, bytes);
  return id;
}

/** What the list changes, cell by cell, within the customers the scope reaches. Throws `return_not_ours`, `return_too_long`. */
export async function readReturn(db: Db, act: Act, id: string, scope: CustomerScope): Promise<ReturnDiff> {
  await checkOwn(db, act, id);
  const table = await tableOfUpload(db, id, RETURN_ROWS_MAX + 1);
  const places = findPlaces(table.headings);
  if (places === null) throw new AppError('return_not_ours', { file: table.name });
  if (table.rows.length > RETURN_ROWS_MAX) throw new AppError('return_too_long', { limit: RETURN_ROWS_MAX });
  return diffOf(table.rows, places, await readRows(db, idsOf(table.rows, places), scope));
}

function idsOf(rows: readonly (readonly string[])[], { marks }: ReturnPlaces): string[] {
  return rows.map((cells) => (cells[marks.key] ?? '').toLowerCase()).filter((id) => /^[0-9a-f-]{36}$/.test(id));
}

function diffOf(
  rows: readonly (readonly string[])[],
  places: ReturnPlaces,
  known: ReadonlyMap<string, ReturnRow>,
): ReturnDiff {
  const ours = rows.filter((cells) => (cells[places.marks.key] ?? '') !== '');
  const times = new Map<string, number>();
  const keyOf = (cells: readonly string[]) => (cells[places.marks.key] ?? '').toLowerCase();
  for (const cells of ours) times.set(keyOf(cells), (times.get(keyOf(cells)) ?? 0) + 1);
  const usable = ours.filter((cells) => known.has(keyOf(cells)) && times.get(keyOf(cells)) === 1);
  const cells = usable.flatMap((row) => {
    const now = known.get(keyOf(row));
    return now === undefined ? [] : changedCells(row, places, now);
  });
  return { cells, rows: ours.length, strangers: ours.length - usable.length, ignored: places.ignored };
}

/** Somebody else's list is nobody's: it may hold what only they may see. */
async function checkOwn(db: Db, act: Act, id: string): Promise<void> {
  const row = await db
    .selectFrom('import_run')
    .select(['created_by', 'finished_at'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined || row.created_by !== act.memberId) throw new AppError('import_not_found');
  if (row.finished_at !== null) throw new AppError('import_started');
}

/** Customers as a list says them, by their public ids. */
export async function readRows(
  db: Db,
  publicIds: readonly string[],
  scope: CustomerScope,
): Promise<ReadonlyMap<string, ReturnRow>> {
  const { rows } = await sql<ReturnRow>`
    select customer.public_id as "publicId", customer.version, customer.name as "customerName",
      customer.short_name as "shortName", customer_group.name as "group", customer.industry, customer.region, customer.city,
      customer.country, customer.since, customer.pattern, customer.terms, a.name as "ownerA", b.name as "ownerB"
    from customer
    left join customer_group on customer_group.id = customer.group_id
    left join member a on a.id = customer.owner_a
    left join member b on b.id = customer.owner_b
    where customer.public_id = any(${[...publicIds]}::uuid[]) and ${inScope(scope)}`.execute(db);
  return new Map(rows.map((row) => [row.publicId, row]));
}

/**
 * Changes just the cells that differ, each customer in a transaction of its own with its facts and audit. Of conflicts
 * only those in `chosen`; the others stay as they are now.
 */
export async function applyReturn(
  db: Db,
  act: Act,
  id: string,
  scope: CustomerScope,
  chosen: readonly ChosenCell[],
): Promise<ReturnDone> {
  const diff = await readReturn(db, act, id, scope);
  const wins = new Set(chosen.map(({ publicId, field }) => `${publicId} ${field}`));
  const isWanted = ({ publicId, field, isConflict, problem }: ReturnCell) =>
    problem === null && (!isConflict || wins.has(`${publicId} ${field}`));
  const wanted = Map.groupBy(diff.cells.filter(isWanted), (cell) => cell.publicId);
  let cells = 0;
  for (const [publicId, changes] of wanted) {
    cells += await db.transaction().execute((trx) => changeOne(trx, act, publicId, changes));
  }
  const done = { cells, customers: wanted.size, left: diff.cells.length - cells };
  await finishReturn(db, act, id, diff, done);
  return done;
}

async function changeOne(trx: Trx, act: Act, publicId: string, cells: readonly ReturnCell[]): Promise<number> {
  const { rows } = await sql<{ customerId: number; version: number }>`
    select customer_id as "customerId", version from customer where public_id = ${publicId} for no key update`.execute(
    trx,
  );
  const [customer] = rows;
  if (customer === undefined) return 0;
  const fields = cells.filter(({ field }) => field !== 'ownerA' && field !== 'ownerB');
  if (fields.length > 0) await changeCustomer(trx, act, customer.customerId, fieldsOfCells(fields), customer.version);
  let done = fields.length;
  for (const { field, mine } of cells) {
    if (field !== 'ownerA' && field !== 'ownerB') continue;
    const memberId = mine === null ? null : await memberByName(trx, mine);
    if (memberId === undefined) continue;
    const part = field === 'ownerA' ? 'a' : 'b';
    await setOwner(trx, act, customer.customerId, { part, memberId, reason: OWNER_REASON });
    done++;
  }
  return done;
}

function fieldsOfCells(cells: readonly ReturnCell[]): CustomerFields {
  const named = cells.map(({ field, mine }) => [field === 'customerName' ? 'name' : field, mine] as const);
  return Object.fromEntries(named) as CustomerFields;
}

/** The one colleague of this name or address; undefined when there is none, or several. */
async function memberByName(trx: Trx, text: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select id from member where (email = lower(${text}) or name = ${text}) and left_at is null limit 2`.execute(trx);
  return rows.length === 1 ? rows[0]?.id : undefined;
}

/** The history tells of it as of any other import; the file itself is not kept. */
async function finishReturn(db: Db, act: Act, id: string, diff: ReturnDiff, done: ReturnDone): Promise<void> {
  const changes = { created: 0, updated: done.customers, unchanged: diff.rows - diff.strangers - done.customers };
  const reply = {
    kind: 'customers',
    dryRun: false,
    rowsRead: diff.rows,
    ...changes,
    skipped: diff.strangers,
    failed: 0,
    reasons: [],
    records: { customers: changes },
    dataThrough: null,
    encodings: { xlsx: 1 },
    diff: [],
    seconds: 0,
  };
  await db.transaction().execute(async (trx) => {
    const finished = { started_at: act.at, finished_at: act.clock.now(), reply: JSON.stringify(reply) };
    await trx.updateTable('import_run').set(finished).where('id', '=', id).execute();
    await sql`delete from import_upload where import_id = ${id}`.execute(trx);
  });
}
