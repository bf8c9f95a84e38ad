import { describe, expect, it } from 'vitest';
import { checkGrid, type Grid } from './grid.ts';

const settings = { currency: 'CNY', timezone: 'Asia/Shanghai' };
const check = (grid: Grid) => checkGrid(grid, settings);

describe('a pasted table', () => {
  it('is known by its headings, and every cell is checked as the importer reads it', () => {
    const rows = [
      ['客户编号', '采购模式', '备注', '合作起始'],
      ['C1', '月度', 'x', '2024-01-05'],
      ['C2', '飞鸽', '', '昨天'],
      ['', '月度', '', ''],
    ];
    const checked = check({ kind: 'customers', rows, columns: null });
    expect(checked).toMatchObject({ columns: ['customer', 'pattern', null, 'since'], hasHeadings: true });
    expect(checked.problems.map(({ row, column, code }) => [row, column, code])).toEqual([
      [2, 3, 'import_date_malformed'],
      [2, 1, 'import_choice_unknown'],
      [3, 0, 'import_cell_required'],
    ]);
  });

  it('without headings takes the fields in their order, and any that a person chooses', () => {
    const rows = [['C1', '张三']];
    expect(check({ kind: 'customers', rows, columns: null })).toMatchObject({
      columns: ['customer', 'customerName'],
      hasHeadings: false,
      problems: [],
    });
    expect(check({ kind: 'customers', rows, columns: [null, 'customerName'] }).problems).toMatchObject([
      { row: 0, column: null, code: 'import_columns_missing' },
    ]);
  });

  it('of 2,000 rows is checked at once', () => {
    const rows = Array.from({ length: 2_000 }, (_, index) => [`C${index}`, '张三', '华东', '2024-01-05']);
    const started = performance.now();
    expect(
      check({ kind: 'customers', rows, columns: ['customer', 'customerName', 'region', 'since'] }).problems,
    ).toEqual([]);
    expect(performance.now() - started).toBeLessThan(500);
  });
});
