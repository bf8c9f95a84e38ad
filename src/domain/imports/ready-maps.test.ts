import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { erpBook } from '../../../test/erp-book.ts';
import { ERP_PROGRAMS, outboundFile } from '../../../test/erp-files.ts';
import { parseDay } from '../../kernel/time.ts';
import { findHeader } from './header.ts';
import { emptyMap, type ImportMap } from './mapping.ts';
import { previewFiles } from './opening-acts.ts';
import type { FilePreview } from './reading.ts';
import { readyMaps } from './ready-maps-acts.ts';

const book = erpBook({ seed: 3, customers: 4, days: 200, today: parseDay('2026-11-20') });

async function previewOf(bytes: Buffer, map: ImportMap = emptyMap('orders')): Promise<FilePreview | undefined> {
  const folder = mkdtempSync(join(tmpdir(), 'changke-ready-'));
  const path = join(folder, 'a.csv');
  writeFileSync(path, bytes);
  const request = { mode: 'preview', importId: '', kind: 'orders', map, guess: true } as const;
  const [preview] = await previewFiles({
    ...request,
    ...{ files: [{ name: 'a.csv', path }], zone: 'UTC', minorDigits: 2 },
  });
  rmSync(folder, { recursive: true });
  return preview;
}

it.each(ERP_PROGRAMS)('a file of %s is known by its headings, under titles and groups', async (program) => {
  const preview = await previewOf(outboundFile(program, book));
  const ready = readyMaps().find(({ key }) => key === `${program}-outbound`);
  expect(preview?.ready).toEqual({ key: ready?.key, program: ready?.program });
  expect(preview).toMatchObject({ encoding: 'gb18030', columns: { number: expect.any(String) } });
  // Every column of the map is one that such files have, and no column is read twice but a name that is the key too.
  const columns = Object.entries(ready?.map.columns ?? {}).map(([key, rule]) => [key, rule.column]);
  expect(preview?.columns).toMatchObject(
    Object.fromEntries(columns.filter(([key]) => preview?.columns[key ?? ''] !== undefined)),
  );
  expect(preview?.rows[0]?.length).toBe(preview?.headings.length);
});

it('a map that says none, or names columns, is taken at its word', async () => {
  const file = outboundFile('yonyou-u8', book);
  expect((await previewOf(file, { ...emptyMap('orders'), ready: 'none' }))?.ready).toBeNull();
  const columns = { number: { column: '出库单号', whole_number: false } };
  expect((await previewOf(file, { ...emptyMap('orders'), columns }))?.ready).toBeNull();
});

it('headings of two lines are put together, a merged group reaching over its columns', () => {
  const row = (line: number, ...cells: string[]) => ({ line, cells, flaw: null });
  const rows = [
    row(1, '销货单明细表'),
    row(2, '单据编号', '单据日期', '客户编号', '数量', '', '金额', '', '备注'),
    row(3, '', '', '', '销售', '退回', '含税金额', '税额', ''),
    row(4, 'X1', '2026-01-05', 'C1', '2', '0', '113.00', '13.00', ''),
  ];
  const header = findHeader(rows, emptyMap('orders'), 'f.csv');
  expect(header.headings).toEqual([
    ...['单据编号', '单据日期', '客户编号', '数量|销售', '数量|退回', '金额|含税金额', '金额|税额', '备注'],
  ]);
  expect(header).toMatchObject({ line: 2, next: 3 });
  expect(findHeader(rows, { ...emptyMap('orders'), header_lines: 1 }, 'f.csv').next).toBe(2);
});
