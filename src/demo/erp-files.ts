import { formatDay } from '../kernel/time.ts';
import type { ErpBook, ErpInvoice, ErpLine } from './erp-book.ts';
import { gb18030 } from './gb18030.ts';

/** The programs whose exports we can write as they do: the keys of the maps in examples/. */
export const ERP_PROGRAMS: readonly ErpProgram[] = [
  ...(['kingdee-cloud', 'kingdee-k3', 'yonyou-u8', 'chanjet-tplus', 'grasp', 'generic'] as const),
];
export type ErpProgram = 'kingdee-cloud' | 'kingdee-k3' | 'yonyou-u8' | 'chanjet-tplus' | 'grasp' | 'generic';

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

/** Open and paid invoices by customer (应收明细) as such programs export them. */
export function receivablesFile({ invoices, today }: ErpBook): Buffer {
  const headings = [
    '发票号码',
    '开票日期',
    '客户编码',
    '客户名称',
    '到期日',
    '应收金额',
    '已收金额',
    '收款日期',
    '未收余额',
  ];
  const rows = [['应收账款明细表'], [`截止日期：${formatDay(today)}`], headings, ...invoices.map(invoiceCells)];
  return csv(rows);
}

function invoiceCells({ number, day, customer, dueDay, amount, paid, paidDay }: ErpInvoice): string[] {
  const head = [number, formatDay(day), customer.key, customer.name, formatDay(dueDay)];
  return [...head, money(amount), money(paid), paidDay === null ? '' : formatDay(paidDay), money(amount - paid)];
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
