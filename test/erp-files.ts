import { formatDay } from '../src/kernel/time.ts';
import { type ErpBook, type ErpInvoice, type ErpLine, erpBook } from './erp-book.ts';
import { gb18030 } from './gb18030.ts';

/** The programs whose exports we can write as they do: the keys of the maps in examples/. */
export const ERP_PROGRAMS: readonly ErpProgram[] = [
  ...(['kingdee-cloud', 'kingdee-k3', 'yonyou-u8', 'chanjet-tplus', 'grasp', 'generic'] as const),
];
export type ErpProgram = 'kingdee-cloud' | 'kingdee-k3' | 'yonyou-u8' | 'chanjet-tplus' | 'grasp' | 'generic';

const FIRST_HOUR_SEED = 20_261_123;
const FOUR_YEARS = 1_461;

interface Shape {
  readonly title: string;
  readonly headings: readonly string[];
  /** The line above the headings that names groups of columns. */
  readonly groups?: readonly string[];
  /** The cells of a line; `isFirst`: the first line of its paper. */
  cells(line: ErpLine, isFirst: boolean): readonly string[];
}

/** Delivery notes (出库明细) as a program exports them: GB18030, a title over several columns, totals and a note below. */
export function outboundFile(program: ErpProgram, { lines, today }: ErpBook): Buffer {
  const shape = SHAPES[program];
  const rows: (readonly string[])[] = [
    [shape.title],
    [`期间：全部 至 ${formatDay(today)}`, '', '', '币别：人民币'],
    [],
  ];
  if (shape.groups !== undefined) rows.push(shape.groups);
  rows.push(shape.headings);
  let number = '';
  for (const line of lines) {
    rows.push(shape.cells(line, line.number !== number));
    number = line.number;
  }
  rows.push(['合计', ...shape.headings.slice(2).map(() => ''), '0']);
  rows.push(['制表人：系统管理员', '', `打印日期：${formatDay(today)}`]);
  return csv(rows);
}

/** Of the programs those whose lists of receivables name each invoice. */
export const RECEIVABLE_PROGRAMS = ['kingdee-cloud', 'kingdee-k3', 'yonyou-u8', 'chanjet-tplus', 'generic'] as const;

/** What is still to be paid, invoice by invoice (应收余额), as a program exports it. */
export function receivablesFile(program: (typeof RECEIVABLE_PROGRAMS)[number], { invoices, today }: ErpBook): Buffer {
  const { title, headings } = RECEIVABLE_LISTS[program];
  const open = invoices.filter(({ amount, paid }) => amount > paid);
  const rows = [[title], [`截止日期：${formatDay(today)}`, '', '币别：人民币'], [], headings];
  return csv([...rows, ...open.map((invoice) => headings.map((heading) => receivableCell(heading, invoice)))]);
}

const RECEIVABLE_LISTS = {
  'kingdee-cloud': {
    title: '应收单列表',
    headings: ['单据编号', '业务日期', '到期日', '客户编码', '客户', '价税合计', '已核销金额', '未核销金额'],
  },
  'kingdee-k3': {
    title: '应收款明细表',
    headings: ['单据日期', '单据号码', '核算项目代码', '核算项目名称', '应收日期', '应收金额', '已收金额', '余额'],
  },
  'yonyou-u8': {
    title: '欠款分析',
    headings: ['客户编码', '客户简称', '单据号', '单据日期', '到期日', '原币金额', '已结算金额', '余额'],
  },
  'chanjet-tplus': {
    title: '应收明细账',
    headings: [
      '往来单位编码',
      '往来单位',
      '单据编号',
      '单据日期',
      '收款到期日',
      '应收金额',
      '已结算金额',
      '未结算金额',
    ],
  },
  generic: {
    title: '应收余额',
    headings: ['发票号', '开票日期', '客户编号', '客户名称', '到期日', '发票金额', '未收余额'],
  },
} as const;

const NUMBER_HEADINGS = ['单据编号', '单据号码', '单据号', '发票号'];
const KEY_HEADINGS = ['客户编码', '核算项目代码', '往来单位编码', '客户编号'];
const NAME_HEADINGS = ['客户', '核算项目名称', '客户简称', '往来单位', '客户名称'];
const DUE_HEADINGS = ['到期日', '应收日期', '收款到期日'];
const PAID_HEADINGS = ['已核销金额', '已收金额', '已结算金额'];
const REST_HEADINGS = ['未核销金额', '余额', '未结算金额', '未收余额'];

function receivableCell(heading: string, { number, day, customer, dueDay, amount, paid }: ErpInvoice): string {
  if (NUMBER_HEADINGS.includes(heading)) return number;
  if (KEY_HEADINGS.includes(heading)) return customer.key;
  if (NAME_HEADINGS.includes(heading)) return customer.name;
  if (DUE_HEADINGS.includes(heading)) return formatDay(dueDay);
  if (PAID_HEADINGS.includes(heading)) return money(paid);
  if (REST_HEADINGS.includes(heading)) return money(amount - paid);
  return heading.endsWith('日期') ? formatDay(day) : money(amount);
}

function csv(rows: readonly (readonly string[])[]): Buffer {
  return gb18030(rows.map((row) => `${row.map(quoted).join(',')}\r\n`).join(''));
}

function quoted(cell: string): string {
  return /[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function money(minor: number): string {
  return (minor / 100).toFixed(2);
}

/** The way most programs write red letters: everything that counts is negative. */
function signed(line: ErpLine, text: string): string {
  return line.isReturn && !/^0(\.0+)?$/.test(text) ? `-${text}` : text;
}

function grouped(text: string): string {
  return text.replace(/\B(?=(\d{3})+(?=\.))/g, ',');
}

/** The price of one, without more decimals than such lists show. */
function price({ gross, quantity }: ErpLine, part = gross): string {
  return (part / 100 / Number(quantity)).toFixed(6);
}

const SHAPES: Readonly<Record<ErpProgram, Shape>> = {
  'kingdee-cloud': {
    title: '销售出库单列表',
    headings: [
      ...[
        '单据编号',
        '日期',
        '单据类型',
        '单据状态',
        '客户编码',
        '客户',
        '物料编码',
        '物料名称',
        '规格型号',
        '库存单位',
      ],
      ...['实发数量', '含税单价', '税率%', '金额', '税额', '价税合计', '是否赠品', '批号', '源单编号', '销售员'],
    ],
    cells: (line, isFirst) => [
      ...(isFirst
        ? [
            ...[line.number, formatDay(line.day), line.isReturn ? '标准销售退货单' : '标准销售出库单', '已审核'],
            ...[line.customer.key, line.customer.name],
          ]
        : ['', '', '', '', '', '']),
      ...[line.product.code, line.product.name, line.product.spec, line.product.unit, signed(line, line.quantity)],
      ...[price(line), '13.00', signed(line, money(line.net)), signed(line, money(line.tax))],
      ...[signed(line, money(line.gross)), line.isFree ? '是' : '否', line.batch, line.originalNumber ?? '', '王磊'],
    ],
  },
  'kingdee-k3': {
    title: '销售出库序时簿',
    headings: [
      ...[
        '日期',
        '审核标志',
        '作废标志',
        '红蓝标志',
        '单据号码',
        '购货单位代码',
        '购货单位',
        '产品长代码',
        '产品名称',
        '规格型号',
      ],
      ...['单位', '批号', '实发数量', '销售单价', '销售金额', '税率(%)', '税额', '源单单号', '业务员'],
    ],
    cells: (line) => [
      ...[formatDay(line.day).replaceAll('-', '/'), 'Y', '', line.isReturn ? '红字' : '蓝字', line.number],
      ...[line.customer.key, line.customer.name, line.product.code, line.product.name, line.product.spec],
      ...[line.product.unit, line.batch, line.quantity, price(line, line.net), grouped(money(line.net)), '13'],
      ...[money(line.tax), line.originalNumber ?? '', '李娜'],
    ],
  },
  'yonyou-u8': {
    title: '销售出库单列表',
    headings: [
      ...[
        '出库单号',
        '出库日期',
        '仓库',
        '业务类型',
        '客户编码',
        '客户简称',
        '业务员',
        '存货编码',
        '存货名称',
        '规格型号',
      ],
      ...['主计量单位', '数量', '含税单价', '无税金额', '税额', '价税合计', '批号', '是否赠品', '来源单号'],
    ],
    cells: (line) => [
      ...[line.number, formatDay(line.day), '成品库', '普通销售', line.customer.key, line.customer.name, '张伟'],
      ...[line.product.code, line.product.name, line.product.spec, line.product.unit, signed(line, line.quantity)],
      ...[price(line), signed(line, money(line.net)), signed(line, money(line.tax)), signed(line, money(line.gross))],
      ...[line.batch, line.isFree ? '是' : '', line.originalNumber ?? ''],
    ],
  },
  'chanjet-tplus': {
    title: '销货单明细表',
    groups: [
      ...['单据日期', '单据编号', '业务类型', '往来单位编码', '往来单位', '存货编码', '存货', '规格型号', '销售单位'],
      ...['数量', '', '金额', '', '', '', '赠品', '送货地址'],
    ],
    headings: [
      ...[
        '',
        '',
        '',
        '',
        '',
        '',
        '',
        '',
        '',
        '销售数量',
        '已开票数量',
        '含税单价',
        '不含税金额',
        '税额',
        '含税金额',
        '',
        '',
      ],
    ],
    cells: (line) => [
      ...[formatDay(line.day), line.number, line.isReturn ? '销售退货' : '普通销售', line.customer.key],
      ...[line.customer.name, line.product.code, line.product.name, line.product.spec, line.product.unit],
      ...[signed(line, line.quantity), '0', price(line), signed(line, money(line.net)), signed(line, money(line.tax))],
      ...[signed(line, money(line.gross)), line.isFree ? '√' : '', '一号仓'],
    ],
  },
  grasp: {
    title: '销售明细账本',
    headings: [
      ...['行号', '录单日期', '单据编号', '单据类型', '往来单位全名', '商品编号', '商品全名', '规格', '单位', '数量'],
      ...['折后单价', '折后金额', '税率', '赠品', '批号', '经手人'],
    ],
    cells: (line) => [
      ...['1', formatDay(line.day), line.number, line.isReturn ? '销售退货单' : '销售单', line.customer.name],
      ...[line.product.code, line.product.name, line.product.spec, line.product.unit, signed(line, line.quantity)],
      ...[price(line), signed(line, grouped(money(line.gross))), '13%', line.isFree ? '是' : '', line.batch, '陈静'],
    ],
  },
  generic: {
    title: '出库明细',
    headings: [
      ...[
        '出库单号',
        '出库日期',
        '客户编号',
        '客户名称',
        '商品编号',
        '商品名称',
        '品类',
        '单位',
        '数量',
        '含税金额',
        '税额',
      ],
      '原单号',
    ],
    cells: (line) => [
      ...[
        line.number,
        formatDay(line.day),
        line.customer.key,
        line.customer.name,
        line.product.code,
        line.product.name,
      ],
      ...[line.product.category, line.product.unit, signed(line, line.quantity), signed(line, money(line.gross))],
      ...[signed(line, money(line.tax)), line.originalNumber ?? ''],
    ],
  },
};

/** The two files of the first hour: delivery notes and open receivables of 300 customers over four years. */
export function firstHourFiles(
  program: (typeof RECEIVABLE_PROGRAMS)[number],
  today: number,
): { readonly outbound: Buffer; readonly receivables: Buffer; readonly book: ErpBook } {
  const book = erpBook({ seed: FIRST_HOUR_SEED, customers: 300, days: FOUR_YEARS, today });
  return { outbound: outboundFile(program, book), receivables: receivablesFile(program, book), book };
}
