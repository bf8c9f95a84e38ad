import { amountText } from '../../kernel/money.ts';
import type { Plan } from '../../plan/plan.ts';
import type { ExportSlip } from './export-slip.ts';
import type { ListRow } from './list-queries.ts';
import { referenceOf } from './reference.ts';

export const AMOUNT = '近12个月金额';
const HEADINGS = [
  '客户',
  '简称',
  '等级',
  '健康',
  '健康分',
  AMOUNT,
  '近12个月单数',
  '最近下单',
  '城市',
  '地区',
  '阶段',
  '负责人',
  '原因',
  '导出编号',
];
export const COLOURS = { red: '红', yellow: '黄', green: '绿', unknown: '未知' } as const;
/** A spreadsheet would take these beginnings for a formula. */
const FORMULA = /^[=+\-@\t\r]/;
const NUMBER = /^-?\d+(\.\d+)?$/;

/**
 * Customers as CSV for spreadsheets: UTF-8 with its mark, amounts in major units, no cell a formula (guarantee I5), the
 * file's number on every row, the basis of the amounts (口径) in their heading.
 */
export function* exportCsv(plan: Plan, rows: readonly ListRow[], slip: ExportSlip, basis: string): Generator<string> {
  const headings = HEADINGS.map((heading) => (heading === AMOUNT ? `${heading}（${basis}）` : heading));
  yield `\uFEFF${headings.map(cell).join(',')}\r\n`;
  for (const row of rows) yield `${[...cellsOf(plan, row), slip.code].map(cell).join(',')}\r\n`;
  yield `${cell(slip.note)}\r\n`;
}

function cellsOf(plan: Plan, row: ListRow): string[] {
  const { name, shortName, tier, colour, score } = referenceOf(plan, row);
  const { amountYear, ordersYear, lastOrderOn, city, region, stage, owner, cause } = row;
  const amount = amountText(amountYear, plan.currency);
  const known = [name, shortName, tier.name, COLOURS[colour], score, amount, ordersYear, lastOrderOn];
  return [...known, city, region, stage, owner?.name, cause?.zh].map((value) =>
    value === null || value === undefined ? '' : String(value),
  );
}

function cell(text: string): string {
  const safe = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
