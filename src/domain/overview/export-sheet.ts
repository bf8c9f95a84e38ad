import { amountText } from '../../kernel/money.ts';
import type { Sheet, SheetCell, SheetColumn } from '../../kernel/workbook.ts';
import type { Plan } from '../../plan/plan.ts';
import { AMOUNT, COLOURS } from './export.ts';
import type { ExportSlip } from './export-slip.ts';
import type { ListRow } from './list-queries.ts';
import { referenceOf } from './reference.ts';

/** What a workbook shows beside what may be changed in it; the file's number stands on every row. */
const READ_COLUMNS: readonly SheetColumn[] = [
  { heading: '等级', kind: 'text' },
  { heading: '健康', kind: 'text' },
  { heading: '健康分', kind: 'number' },
  { heading: AMOUNT, kind: 'number' },
  { heading: '近12个月单数', kind: 'number' },
  { heading: '最近下单', kind: 'day' },
  { heading: '阶段', kind: 'text' },
  { heading: '原因', kind: 'text', width: 40 },
  { heading: '导出编号', kind: 'text' },
];

/**
 * Customers as a workbook that can come back: `back` are its columns that may be changed, with the hidden ones, and the
 * cells of a customer under them; a customer without cells is left out.
 */
export function exportSheet(
  plan: Plan,
  rows: readonly ListRow[],
  slip: ExportSlip,
  basis: string,
  back: { readonly columns: readonly SheetColumn[]; cellsOf(publicId: string): readonly SheetCell[] | null },
): Sheet {
  const lines = rows.flatMap((row) => {
    const cells = back.cellsOf(row.publicId);
    return cells === null ? [] : [[...cells, ...readCells(plan, row), slip.code]];
  });
  const read = READ_COLUMNS.map((column) =>
    column.heading === AMOUNT ? { ...column, heading: `${AMOUNT}（${basis}）` } : column,
  );
  return { name: '客户', columns: [...back.columns, ...read], rows: lines, note: slip.note };
}

function readCells(plan: Plan, row: ListRow): SheetCell[] {
  const { tier, colour, score } = referenceOf(plan, row);
  const amount = Number(amountText(row.amountYear, plan.currency));
  const { ordersYear, lastOrderOn, stage, cause } = row;
  return [tier.name, COLOURS[colour], score, amount, ordersYear, lastOrderOn, stage, cause?.zh ?? null];
}
