import { deflateRawSync } from 'node:zlib';
import type { Db } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import { workbookOf } from '../../kernel/workbook.ts';
import { sayBasis } from '../../plan/sentences.ts';
import { record as audit } from '../audit/audit.ts';
import { readReturnRows, returnCells, returnColumns } from '../imports/imports.ts';
import { activePlan } from '../plans/plans.ts';
import type { CustomerScope } from '../team/team.ts';
import { exportCsv } from './export.ts';
import { exportSheet } from './export-sheet.ts';
import { exportSlip } from './export-slip.ts';
import type { ListFilters } from './list.ts';
import { type ListRow, type ListSort, readExportRows } from './list-queries.ts';
import { bookBasis } from './overview.ts';

export interface ExportWish {
  readonly filters: ListFilters;
  readonly sort: ListSort;
  readonly scope: CustomerScope;
  readonly format: 'csv' | 'xlsx';
  /** Who takes the file, and why. */
  readonly name: string;
  readonly reason: string;
}

interface ListFile {
  readonly fileName: string;
  readonly contentType: string;
  readonly content: string | AsyncIterable<Uint8Array>;
}

/** The filtered customers as a file that bears a number; who took what and why is kept. A workbook can come back. */
export async function exportCustomers(db: Db, act: Act, wish: ExportWish): Promise<ListFile> {
  const rows = await readExportRows(db, wish);
  const slip = exportSlip(act, wish.name, wish.reason);
  const kept = { action: 'exported', subject: 'customer', subjectId: slip.code } as const;
  const details = { rows: rows.length, reason: wish.reason };
  await db.transaction().execute((trx) => audit(trx, act, { ...kept, details }));
  const { plan } = await activePlan(db);
  const basis = sayBasis(await bookBasis(db, plan.basis), 'zh');
  if (wish.format === 'csv') {
    const content = [...exportCsv(plan, rows, slip, basis)].join('');
    return { fileName: '客户.csv', contentType: 'text/csv; charset=utf-8', content };
  }
  const sheet = exportSheet(plan, rows, slip, basis, await comingBack(db, wish.scope, rows));
  const contentType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  return { fileName: '客户.xlsx', contentType, content: whole(workbookOf(sheet, deflateRawSync)) };
}

async function comingBack(db: Db, scope: CustomerScope, rows: readonly ListRow[]) {
  const publicIds = rows.map((row) => row.publicId);
  const known = await readReturnRows(db, publicIds, scope);
  const cellsOf = (publicId: string) => {
    const row = known.get(publicId);
    return row === undefined ? null : returnCells(row);
  };
  return { columns: returnColumns, cellsOf };
}

async function* whole(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
