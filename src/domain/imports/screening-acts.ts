import { type RawBuilder, sql } from 'kysely';
import type { Trx } from '../../database/connect.ts';
import type { ErrorCode } from '../../kernel/errors.ts';
import { type ImportKind, kindOf } from './kinds.ts';
import type { SourceFile } from './reading.ts';
import type { Outcome } from './row.ts';
import type { Reason } from './tally.ts';

/** Rows that turned out unusable when they were held against the database and against each other. */
export interface Screened {
  readonly failed: number;
  readonly skipped: number;
  readonly reasons: readonly Reason[];
}

export interface ScreenRequest {
  readonly importId: string;
  readonly kind: ImportKind;
  readonly files: readonly SourceFile[];
  /** The heading of the column that names the customer. */
  readonly keyHeading: string | null;
}

/** Reading numbers its problems from 1; those found here follow at a distance no file reaches. */
const FIRST_LATE_ID = 1_000_000_000_000;

/**
 * Takes out of the staged rows what cannot be applied: rows of customers nobody has imported, and rows of which the same
 * file has a later version. Lines of orders create their customers and are told apart by their occurrence.
 */
export async function screenRows(trx: Trx, request: ScreenRequest): Promise<Screened> {
  const unknown = await takeOutUnknownCustomers(trx, request);
  const superseded = await takeOutSuperseded(trx, request);
  const strangers = await unknownColleagues(trx, request);
  const reasons = [unknown, superseded, strangers].filter((reason) => reason !== null);
  return { failed: unknown?.count ?? 0, skipped: superseded?.count ?? 0, reasons };
}

async function takeOutUnknownCustomers(trx: Trx, request: ScreenRequest): Promise<Reason | null> {
  if (!kindOf(request.kind).needsKnownCustomer) return null;
  const others = kindOf(request.kind).fields.filter(({ refersTo }) => refersTo === 'customer');
  const named = [sql`staged.key`, ...others.map(({ key }) => sql`staged.details ->> ${key}::text`)];
  const rows = sql`
    select row_no from import_staging staged
    where import_id = ${request.importId} and exists (
      select from unnest(array[${sql.join(named)}]) as said
      where said is not null and not exists (
        select from customer_identity known where known.key = said and known.scheme = 'external'))`;
  return takeOut(trx, request, { code: 'customer_not_imported', outcome: 'failed' }, rows);
}

/**
 * The rows of one thing after which another row of the same thing comes; the last one counts. A file may name one customer
 * by two numbers since they were merged.
 */
async function takeOutSuperseded(trx: Trx, request: ScreenRequest): Promise<Reason | null> {
  const { identity, needsKnownCustomer } = kindOf(request.kind);
  if (identity === null) return null;
  const whose = needsKnownCustomer
    ? sql`coalesce((select known.customer_id::text from customer_identity known
        where known.key = import_staging.key and known.scheme = 'external'), key)`
    : sql`key`;
  const rows = sql`
    select row_no from (
      select row_no, row_number() over (partition by ${whose}, ${identityOf(identity)} order by row_no desc) as place
      from import_staging where import_id = ${request.importId}) as numbered
    where place > 1`;
  return takeOut(trx, request, { code: 'superseded_in_file', outcome: 'skipped' }, rows);
}

/** The first list of values of which none is missing, else the last list with what there is of it. */
function identityOf(lists: readonly (readonly string[])[]): RawBuilder<unknown> {
  const branches = lists.map((names, index) => {
    const values = sql.join(names.map((name) => sql`details ->> ${name}::text`));
    const list = names.length === 0 ? sql`'[]'::jsonb` : sql`jsonb_build_array(${values})`;
    return index === lists.length - 1 ? list : sql`case when num_nulls(${values}) = 0 then ${list} end`;
  });
  return sql`coalesce(${sql.join(branches)})`;
}

interface Verdict {
  readonly code: ErrorCode;
  readonly outcome: Outcome;
}

async function takeOut(
  trx: Trx,
  request: ScreenRequest,
  { code, outcome }: Verdict,
  rowNumbers: RawBuilder<unknown>,
): Promise<Reason | null> {
  const { rows } = await sql<{ count: number; file: number; line: number; text: string }>`
    with taken as (
      delete from import_staging where import_id = ${request.importId} and row_no in (${rowNumbers}) returning *),
    told as (
      insert into import_problem (import_id, id, row_no, file, line, col, code, outcome, params, cells)
      select import_id, ${FIRST_LATE_ID}::bigint + row_no, row_no, file, line, ${request.keyHeading}::text, ${code}, ${outcome},
        jsonb_build_object('text', key), cells
      from taken)
    select count(*) over () as count, file, line, key as text from taken order by row_no limit 1`.execute(trx);
  const [first] = rows;
  return first === undefined ? null : reasonOf(request, { code, outcome }, first);
}

function reasonOf(
  request: ScreenRequest,
  verdict: Verdict,
  first: { count: number; file: number; line: number; text: string },
): Reason {
  return {
    ...verdict,
    count: first.count,
    firstFile: request.files[first.file]?.name ?? '',
    firstLine: first.line,
    firstColumn: request.keyHeading,
    params: { text: first.text },
  };
}

/** A colleague's name nobody here has: the row is used without it. */
async function unknownColleagues(trx: Trx, request: ScreenRequest): Promise<Reason | null> {
  const names = kindOf(request.kind).fields.filter(({ refersTo }) => refersTo === 'member');
  if (names.length === 0) return null;
  const { rows } = await sql<{ count: number; file: number; line: number; text: string }>`
    select count(*) over () as count, file, line, said as text from import_staging
    cross join lateral unnest(array[${sql.join(names.map(({ key }) => sql`details ->> ${key}::text`))}]) as said
    where import_id = ${request.importId} and said is not null and not exists (
      select from member where (member.email = lower(said) or member.name = said) and member.left_at is null)
    order by row_no limit 1`.execute(trx);
  const [first] = rows;
  return first === undefined ? null : reasonOf(request, { code: 'member_not_found', outcome: 'notice' }, first);
}
