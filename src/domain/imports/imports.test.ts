import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createImportWorld, type ImportWorld } from '../../../test/import-world.ts';
import { problemFile, replyOf, runImport, runUpload } from './imports.ts';

let world: ImportWorld;
beforeAll(async () => {
  world = await createImportWorld();
});
afterAll(() => world.close());
beforeEach(() => world.wipe());

const ORDERS = `单据编号,日期,客户编号,客户名称,商品编号,商品名称,品类,数量,单价
XS001,2026/1/5,C1,张三建材,P1,石膏板,板材,10,"1,234.50"
XS001,2026/1/5,C1,张三建材,P1,石膏板,板材,10,"1,234.50"
XS001,2026年1月5日,C1,张三建材,P2,螺钉,五金,2,￥3
XS002,46027,C2,李四工程,P1,石膏板,板材,-1,1234.5
XS003,2026-01-06,,,P1,石膏板,板材,1,1
XS004,2026-01-07,C3,王五,P3,赠品,,5,0
合计,,,,,,,28,
`;

describe('encodings', () => {
  const text = '单据编号,日期,客户编号,客户名称,金额\nA1,2026-01-05,C1,张伟建材,100\nA2,2026-01-06,C2,一一公司,200\n';
  const gbk = Buffer.from(
    'b5a5bedd b1e0bac5 2cc8d5c6da2cbfcdbba7b1e0bac52cbfcdbba7c3fbb3c62cbdf0b6ee0a 41312c323032362d30312d30352c43312cd5c5ceb0bda8b2c42c3130300a 41322c323032362d30312d30362c43322cd2bbd2bbb9abcbbe2c3230300a'.replaceAll(
      ' ',
      '',
    ),
    'hex',
  );
  it.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with mark', Buffer.from(`\ufeff${text}`)],
    ['UTF-16LE', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16BE', Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
    ['UTF-16LE without mark', Buffer.from(text, 'utf16le')],
    ['GB18030', gbk],
  ])('%s is read right', async (_, bytes) => {
    expect(await world.run(world.request('orders', bytes))).toMatchObject({ rowsRead: 2, created: 2, failed: 0 });
    const known = [
      ['C1', '张伟建材', null],
      ['C2', '一一公司', null],
    ];
    expect(await world.story()).toMatchObject({ customers: known });
  });
});

describe('files that are not what they seem', () => {
  it.each([
    ['empty', '', 'import_file_empty'],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]), 'import_file_binary'],
    ['an old workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), 'import_workbook_old'],
    ['half a workbook', Buffer.from([0x50, 0x4b, 3, 4, 20, 0, 0, 0]), 'import_workbook_broken'],
    ['Big5', Buffer.from('abc8a4e1bd73b8b92ca4e9b4c10ab9abb1a92c310a', 'hex'), 'import_encoding_unknown'],
    ['without headings we know', 'a,b\n1,2\n', 'import_columns_missing'],
  ])('%s is refused with a sentence, and nothing stays', async (_, content, code) => {
    const before = await world.story();
    await expect(world.run(world.request('orders', content))).rejects.toMatchObject({ code });
    expect(await world.story()).toEqual(before);
    const { rows } = await sql<{
      failure: { code: string };
    }>`select failure from import_run order by created_at desc, id desc limit 1`.execute(world.db);
    expect(rows[0]?.failure.code).toBe(code);
  });

  it('a missing file is named', async () => {
    const wanted = { ...world.request('orders', ORDERS), files: [{ name: 'gone.csv', path: '/nowhere/gone.csv' }] };
    await expect(world.run(wanted)).rejects.toMatchObject({
      code: 'import_file_missing',
      params: { file: 'gone.csv' },
    });
  });

  it('a file cut off in its last row loses that row only, and says so', async () => {
    const result = await world.run(world.request('orders', ORDERS.slice(0, ORDERS.indexOf('P3,赠品'))));
    expect(result).toMatchObject({ rowsRead: 6, created: 4, skipped: 1, failed: 1 });
    expect(result.reasons[0]).toMatchObject({ code: 'import_row_cut_off', firstLine: 7 });
  });

  it('a quote that never closes ends the file with a failed row', async () => {
    const result = await world.run(world.request('orders', ORDERS.replace('XS003', '"XS003')));
    expect(result).toMatchObject({ rowsRead: 5, created: 4, failed: 1 });
    expect(result.reasons[0]).toMatchObject({ code: 'import_quote_open', firstLine: 6 });
  });
});

describe('rows to correct', () => {
  const bad = `单号,日期,客户编号,金额,备注
B1,2026-13-05,C1,1,=SUM(A1)
B2,2026-01-05,C1,十二,"a,""b"""
B3,5/1/2026,1.2E+14,x,-5
B4,2026-01-05,C2,7,@ok
B5,2026-01-05,,8,
`;
  it('come back as a file with reasons, and load once they are corrected', async () => {
    const { importId, result } = await runImport(world.db, world.act(), world.request('orders', bad));
    expect(result).toMatchObject({ rowsRead: 5, created: 1, failed: 3, skipped: 1 });
    let text = '';
    for await (const piece of (await problemFile(world.db, importId, 'zh')) ?? []) text += piece;
    expect(text.replace(/file\d+/g, 'file').split('\r\n')).toEqual([
      '\ufeff单号,日期,客户编号,金额,备注,导入文件,导入行号,问题列,问题原因',
      "B1,2026-13-05,C1,1,'=SUM(A1),file.csv,2,日期,日期: “2026-13-05”不是日期。请填写如 2026-01-05、2026/1/5 或 2026年1月5日。",
      'B2,2026-01-05,C1,十二,"a,""b""",file.csv,3,金额,"金额: “十二”不是数字。请填写如 1234.50、1,234.50 或 3.5万。"',
      'B3,5/1/2026,1.2E+14,x,-5,file.csv,4,日期; 客户编号; 金额,"日期: “5/1/2026”分不清哪个是月、哪个是日。请在映射中写 dates: day_month_year 或 month_day_year。 客户编号: 编号“1.2E+14”已被表格软件改写，末尾数字丢失。请把该列设为文本格式后重新导出。 金额: “x”不是数字。请填写如 1234.50、1,234.50 或 3.5万。"',
      'B5,2026-01-05,,8,,file.csv,6,,这一行没有客户编号，已跳过。补上客户编号后可以再次导入。',
      '',
    ]);
    const corrected = text
      .replace('2026-13-05', '2026-01-05')
      .replace('十二', '12')
      .replace('5/1/2026', '2026-01-05')
      .replace('1.2E+14', 'C9')
      .replace(',x,', ',9,')
      .replace('B5,2026-01-05,,', 'B5,2026-01-05,C5,');
    expect(await world.run(world.request('orders', corrected))).toMatchObject({
      rowsRead: 4,
      created: 4,
      failed: 0,
      skipped: 0,
    });
    expect(await world.run(world.request('orders', corrected))).toMatchObject({ created: 0, updated: 0, unchanged: 4 });
  });

  it('name line and column in both languages', async () => {
    const result = await world.run(world.request('orders', bad));
    const reply = replyOf(result, 'zh', null);
    expect(reply.reasons.find((reason) => reason.code === 'import_date_malformed')).toMatchObject({
      firstLine: 2,
      firstColumn: '日期',
      message: expect.stringContaining('2026-13-05'),
    });
    expect(replyOf(result, 'en', null).reasons[0]?.message).toContain('is not a');
  });

  it('every random bad cell is reported with its line and column, and every good row is recorded', async () => {
    const cell = fc.constantFrom('ok', 'date', 'amount', 'number');
    await fc.assert(
      fc.asyncProperty(fc.array(cell, { minLength: 1, maxLength: 40 }), async (rows) => {
        await world.wipe();
        const lines = rows.map(
          (broken, index) =>
            `${broken === 'number' ? '' : `N${index}`},${broken === 'date' ? '昨天' : '2026-01-05'},C${index % 5},${broken === 'amount' ? 'zwölf' : index + 1}`,
        );
        const { importId, result } = await runImport(
          world.db,
          world.act(),
          world.request('orders', `单号,日期,客户编号,金额\n${lines.join('\n')}\n`),
        );
        const good = rows.filter((one) => one === 'ok').length;
        expect(result).toMatchObject({ rowsRead: rows.length, created: good, failed: rows.length - good });
        const { rows: told } = await sql<{
          line: number;
          col: string;
        }>`select line, col from import_problem where import_id = ${importId} order by id`.execute(world.db);
        const columns = { date: '日期', amount: '金额', number: '单号' };
        const expected = rows.flatMap((broken, index) =>
          broken === 'ok' ? [] : [{ line: index + 2, col: columns[broken] }],
        );
        expect(told).toEqual(expected);
      }),
      { numRuns: 8 },
    );
  });
});

describe('other kinds', () => {
  it('customers with several contacts each', async () => {
    const text =
      '客户编号,客户名称,地区,联系人,电话,角色,标签\nC1,张三建材,华东,张三,13800000001,决策人,"老客户,月结"\nC1,张三建材公司,华北,李会计,13800000002,财务,\nC2,李四,华南,,,,\nC2,李四工程,华南,,,,\n';
    const result = await world.run(world.request('customers', text));
    expect(result).toMatchObject({ rowsRead: 4, created: 2, updated: 1, skipped: 1 });
    expect(result.reasons).toMatchObject([{ code: 'superseded_in_file', firstLine: 4 }]);
    const { rows } =
      await sql`select customer.name, region, (select jsonb_agg(contact.name || ' ' || role order by contact.name) from contact where contact.customer_id = customer.customer_id) as contacts from customer order by name`.execute(
        world.db,
      );
    expect(rows).toEqual([
      { name: '张三建材公司', region: '华北', contacts: ['张三 decider', '李会计 payer'] },
      { name: '李四工程', region: '华南', contacts: null },
    ]);
    expect(await world.run(world.request('customers', text))).toMatchObject({
      created: 0,
      updated: 0,
      unchanged: 3,
      skipped: 1,
    });
  });

  it('products with two levels of categories', async () => {
    const text = '商品编码,商品名称,大类,小类,规格,单位\nP1,石膏板,板材,吊顶板,9.5mm,张\nP2,螺钉,五金,紧固件,M4,盒\n';
    expect(await world.run(world.request('products', text))).toMatchObject({ created: 2, failed: 0 });
    expect(await world.run(world.request('products', text.replace('M4', 'M5')))).toMatchObject({
      updated: 1,
      unchanged: 1,
    });
  });

  it('interactions and complaints of customers who are known', async () => {
    await world.run(world.request('customers', '客户编号,客户名称\nC1,张三\n'));
    const contacts =
      '客户编号,时间,渠道,结果,内容\nC1,2026-01-05 09:00,电话,接通,问候\nC1,2026-01-06 09:00,拜访,询价,要报价\nC9,2026-01-06 09:00,拜访,询价,谁\nC1,2026-01-07 09:00,飞鸽,询价,x\n';
    const result = await world.run(world.request('interactions', contacts));
    expect(result).toMatchObject({ rowsRead: 4, created: 2, failed: 2 });
    expect(result.reasons.map(({ code, firstLine, firstColumn }) => [code, firstLine, firstColumn])).toEqual(
      expect.arrayContaining([
        ['customer_not_imported', 4, '客户编号'],
        ['import_choice_unknown', 5, '渠道'],
      ]),
    );
    expect(await world.run(world.request('interactions', contacts))).toMatchObject({
      created: 0,
      updated: 0,
      unchanged: 2,
      failed: 2,
    });
    const complaints =
      '客户编号,投诉单号,投诉时间,性质,分级,投诉内容,解决时间,处理结果\nC1,T1,2026-01-05,质量,重大,板材开裂,2026-01-08,换货\nC1,T2,2026-01-06,物流,一般,送晚了,,\n';
    expect(await world.run(world.request('complaints', complaints))).toMatchObject({
      created: 2,
      failed: 0,
      dataThrough: '2026-01-06',
    });
    expect(await world.run(world.request('complaints', complaints))).toMatchObject({
      created: 0,
      updated: 0,
      unchanged: 2,
    });
  });
});

it('an upload that does not exist is answered with a sentence', async () => {
  await expect(runUpload(world.db, world.act(), '00000000-0000-7000-8000-000000000000')).rejects.toMatchObject({
    code: 'import_not_found',
  });
});
