import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RawRow } from './csv.ts';
import { findHeader } from './header.ts';
import { bindMap, emptyMap } from './mapping.ts';
import { readWorkbook } from './workbook.ts';

async function read(bytes: Buffer, sheet: string | number | null = null): Promise<RawRow[]> {
  const rows: RawRow[] = [];
  for await (const some of readWorkbook({ name: 'book.xlsx', bytes, sheet })) rows.push(...some);
  return rows;
}

/** A zip archive of these entries; `declared` lies about the unpacked size. */
function zipOf(entries: Record<string, Buffer>, declared?: number): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, content] of Object.entries(entries)) {
    const packed = deflateRawSync(content);
    const sizes = Buffer.alloc(12);
    sizes.writeUInt32LE(packed.length, 4);
    sizes.writeUInt32LE(declared ?? content.length, 8);
    const names = Buffer.alloc(4);
    names.writeUInt16LE(name.length, 0);
    const common = Buffer.concat([Buffer.from([20, 0, 0, 0, 8, 0, 0, 0, 0, 0]), sizes, names]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(at, 10);
    directory.push(Buffer.from('504b01021400', 'hex'), common, place, Buffer.from(name));
    const local = Buffer.concat([Buffer.from('504b0304', 'hex'), common, Buffer.from(name), packed]);
    parts.push(local);
    at += local.length;
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Object.keys(entries).length, 8);
  end.writeUInt16LE(Object.keys(entries).length, 10);
  end.writeUInt32LE(listing.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, listing, end]);
}

const RELATIONS = Buffer.from(
  '<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
);
const DIRECTORY = Buffer.from('<workbook><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>');
const bookOf = (sheet: Buffer | string, declared?: number) =>
  zipOf(
    {
      'xl/workbook.xml': DIRECTORY,
      'xl/_rels/workbook.xml.rels': RELATIONS,
      'xl/worksheets/sheet1.xml': Buffer.from(sheet),
    },
    declared,
  );

const SHARED = [
  '某某建材公司 出库明细表',
  '期间：2026年1月',
  ...['单据编号', '单据日期', '客户编码', '客户名称', '数量', '金额（元）'],
  ...['XS001', '000123456789012', '张三&lt;&amp;&gt;建材', 'XS002', '2026年1月6日', '李四', '合计'],
];
const text = (place: string, value: string) => `<c r="${place}" t="s"><v>${SHARED.indexOf(value)}</v></c>`;

/** As Excel writes it: texts in a table of their own, one of them in two runs, dates as numbers with a style. */
const titled = (): Buffer => {
  const headings = SHARED.slice(2, 8).map((value, index) => text(`${'ABCDEF'[index]}4`, value));
  const rows = [
    `<row r="1">${text('A1', SHARED[0] ?? '')}</row><row r="2">${text('A2', SHARED[1] ?? '')}</row><row r="4">${headings.join('')}</row>`,
    `<row r="5">${text('A5', 'XS001')}<c r="B5" s="1"><v>46027.354166666664</v></c>${text('C5', '000123456789012')}${text('D5', '张三&lt;&amp;&gt;建材')}<c r="E5"><v>2</v></c><c r="F5"><f>E5*617.25</f><v>1234.5</v></c></row>`,
    `<row r="6">${text('A6', 'XS002')}${text('B6', '2026年1月6日')}<c r="C6"><v>123456789012345</v></c>${text('D6', '李四')}<c r="F6"><v>0.30000000000000004</v></c></row>`,
    `<row r="7">${text('A7', '合计')}<c r="E7"><v>2</v></c><c r="F7"><v>1234.8</v></c></row>`,
  ];
  const strings = SHARED.map((value, index) =>
    index === 1
      ? '<si><r><t>期间：</t></r><r><t>2026年1月</t></r><rPh sb="0" eb="1"><t>qi</t></rPh></si>'
      : `<si><t xml:space="preserve">${value}</t></si>`,
  );
  const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n';
  return zipOf({
    '[Content_Types].xml': Buffer.from(`${xml}<Types/>`),
    'xl/workbook.xml': Buffer.from(
      `${xml}<x:workbook xmlns:x="m" xmlns:r="r"><x:sheets><x:sheet name="出库明细" sheetId="1" r:id="rId1"/><x:sheet name="第二页" sheetId="2" state="hidden" r:id="rId2"/></x:sheets></x:workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': Buffer.from(
      `${xml}<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Target="/xl/worksheets/sheet2.xml"/></Relationships>`,
    ),
    'xl/sharedStrings.xml': Buffer.from(`${xml}<sst>${strings.join('')}</sst>`),
    'xl/styles.xml': Buffer.from(
      `${xml}<styleSheet><numFmts><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot; h:mm"/></numFmts><cellStyleXfs><xf numFmtId="0"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="176"/></cellXfs></styleSheet>`,
    ),
    'xl/worksheets/sheet1.xml': Buffer.from(
      `${xml}<worksheet><dimension ref="A1:F7"/><sheetData>${rows.join('')}</sheetData><mergeCells count="1"><mergeCell ref="A1:F1"/></mergeCells></worksheet>`,
    ),
    'xl/worksheets/sheet2.xml': Buffer.from(
      `${xml}<worksheet><sheetData><row><c t="str"><v>a</v></c></row><row><c t="str"><v>b</v></c></row></sheetData></worksheet>`,
    ),
  });
};

describe('a workbook', () => {
  it('is read with Chinese headings under merged titles', async () => {
    const rows = await read(titled());
    const header = findHeader(rows, emptyMap('orders'), 'book.xlsx');
    expect(header.line).toBe(4);
    const bound = bindMap(emptyMap('orders'), header.headings, 'book.xlsx', true);
    const found = Object.fromEntries(bound.map(({ field, heading }) => [field.key, heading]));
    expect(found).toEqual({
      number: '单据编号',
      orderedAt: '单据日期',
      customer: '客户编码',
      customerName: '客户名称',
      quantity: '数量',
      amount: '金额（元）',
    });
    expect(rows.slice(header.next).map((row) => row.cells)).toEqual([
      ['XS001', new Date('2026-01-05T08:30:00Z'), '000123456789012', '张三<&>建材', 2, 1234.5],
      ['XS002', '2026年1月6日', 123456789012345, '李四', null, 0.1 + 0.2],
      ['合计', null, null, null, 2, 1234.8],
    ]);
  });

  it('has its sheets chosen by name or number', async () => {
    const book = titled();
    expect(await read(book, '第二页')).toHaveLength(2);
    expect(await read(book, 2)).toHaveLength(2);
    await expect(read(book, '没有')).rejects.toMatchObject({
      code: 'import_sheet_missing',
      params: { allowed: '出库明细, 第二页' },
    });
  });

  it('that was cut short is refused wherever it was cut', async () => {
    const book = titled();
    for (const length of [30, 100, 500, book.length - 30, book.length - 1]) {
      await expect(read(book.subarray(0, length))).rejects.toMatchObject({ code: 'import_workbook_broken' });
    }
  });

  it('of 600 MB is refused before it is unpacked, and one that lies about it while it is', async () => {
    const honest = bookOf('<worksheet/>', 220 * 1_048_576);
    await expect(read(honest)).rejects.toMatchObject({ code: 'import_workbook_too_large' });
    const row = '<row><c t="inlineStr"><is><t>aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa</t></is></c></row>';
    const lying = bookOf(`<worksheet><sheetData>${row.repeat(600_000)}</sheetData></worksheet>`, 1_000);
    await expect(read(lying)).rejects.toMatchObject({ code: 'import_workbook_too_large' });
  }, 60_000);

  it('packed more than a hundred times is refused', async () => {
    const book = bookOf(' '.repeat(30 * 1_048_576));
    await expect(read(book)).rejects.toMatchObject({ code: 'import_workbook_ratio' });
  });

  it('may define no entities and no documents of its own', async () => {
    const evil =
      '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><worksheet><sheetData><row><c t="str"><v>&e;</v></c></row></sheetData></worksheet>';
    await expect(read(bookOf(evil))).rejects.toMatchObject({ code: 'import_workbook_broken' });
  });

  it('may have any place for its cells, and none', async () => {
    const sheet =
      '<worksheet><sheetData><row r="3"><c r="C3"><v>1</v></c></row><row><c><v>2</v></c><c t="b"><v>1</v></c></row></sheetData></worksheet>';
    expect(await read(bookOf(sheet))).toEqual([
      { line: 3, cells: [null, null, 1], flaw: null },
      { line: 4, cells: [2, true], flaw: null },
    ]);
  });

  it('never crashes and never hangs when its bytes are changed', async () => {
    const book = titled();
    const change = fc.array(fc.tuple(fc.nat(book.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(change, async (changes) => {
        const broken = Buffer.from(book);
        for (const [at, byte] of changes) broken[at] = byte;
        await read(broken).catch((error: { code?: string }) => expect(error.code).toMatch(/^import_/));
      }),
      { numRuns: 200 },
    );
  });
});
