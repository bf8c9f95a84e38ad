import { Random } from '../src/demo/random.ts';
import { CITIES, SURNAMES } from './erp-words.ts';

/** One line of a paper, as the books of the company know it. Amounts are minor units, positive in returns too. */
export interface ErpLine {
  readonly number: string;
  /** Local day. */
  readonly day: number;
  readonly customer: ErpCustomer;
  readonly product: ErpProduct;
  readonly quantity: string;
  readonly net: number;
  readonly tax: number;
  readonly gross: number;
  readonly isReturn: boolean;
  /** Of a return: the paper whose goods come back. */
  readonly originalNumber: string | null;
  readonly originalDay: number | null;
  readonly isFree: boolean;
  readonly batch: string;
}

export interface ErpCustomer {
  readonly key: string;
  readonly name: string;
  readonly fate: Fate;
}

/** left: bought regularly and stopped for good; silent: stopped some weeks ago; fading: buys more and more seldom. */
export type Fate = 'steady' | 'left' | 'silent' | 'fading';

export interface ErpProduct {
  readonly code: string;
  readonly name: string;
  readonly spec: string;
  readonly unit: string;
  readonly category: string;
  /** With tax, in minor units. */
  readonly price: number;
  readonly isWhole: boolean;
}

/** What a customer owes for one month, by invoice. */
export interface ErpInvoice {
  readonly number: string;
  readonly customer: ErpCustomer;
  readonly day: number;
  readonly dueDay: number;
  readonly amount: number;
  readonly paid: number;
  readonly paidDay: number | null;
}

export interface ErpBook {
  readonly today: number;
  readonly customers: readonly ErpCustomer[];
  readonly lines: readonly ErpLine[];
  readonly invoices: readonly ErpInvoice[];
}

export interface ErpWish {
  readonly seed: number;
  readonly customers: number;
  readonly days: number;
  /** The last local day of the books. */
  readonly today: number;
}

const TAX_PERCENT = 13;
const FATES: readonly (readonly [Fate, number])[] = [
  ['steady', 82],
  ['left', 7],
  ['silent', 6],
  ['fading', 5],
];
const RETURN_SHARE = 0.05;
const FREE_SHARE = 0.03;
const TERM_DAYS = 30;

export const PRODUCTS: readonly ErpProduct[] = [
  product('01.001', '防火板', '1220*2440*3mm', '张', '防火板', 8_650, true),
  product('01.002', '生态板', '1220*2440*17mm', '张', '生态板', 16_800, true),
  product('01.003', '实木方', '60*80', '方', '木方', 231_500, false),
  product('02.001', '轻钢龙骨', '75系列', '吨', '龙骨', 512_300, false),
  product('02.002', '自攻螺钉', '3.5*25', '盒', '五金', 1_999, true),
  product('03.001', '内墙乳胶漆', '20kg', '桶', '涂料', 31_900, true),
  product('03.002', '腻子粉', '20kg', '袋', '涂料', 2_350, true),
];

function product(
  code: string,
  name: string,
  spec: string,
  unit: string,
  category: string,
  price: number,
  isWhole: boolean,
) {
  return { code, name, spec, unit, category, price, isWhole };
}

/** The books of a believable building-materials wholesaler; the same wish gives the same books. */
export function erpBook(wish: ErpWish): ErpBook {
  const customers = Array.from({ length: wish.customers }, (_, index) => customerOf(wish.seed, index));
  const lines = customers.flatMap((customer) => linesOf(wish, customer)).sort(byDayAndNumber);
  return { today: wish.today, customers, lines, invoices: customers.flatMap((each) => invoicesOf(wish, each, lines)) };
}

function customerOf(seed: number, index: number): ErpCustomer {
  const random = new Random(seed, `erp customer ${index}`);
  const key = `C${String(index + 1).padStart(4, '0')}`;
  const name = `${random.pick(CITIES)}${random.pick(SURNAMES)}${random.pick(SURNAMES)}建材${index + 1}号有限公司`;
  return { key, name, fate: random.weighted(FATES) };
}

function linesOf(wish: ErpWish, customer: ErpCustomer): ErpLine[] {
  const random = new Random(wish.seed, `erp lines ${customer.key}`);
  const gap = random.weighted([
    [random.between(9, 14), 20],
    [random.between(24, 38), 60],
    [random.between(60, 95), 20],
  ]);
  const size = random.between(0.4, 4) ** 2;
  const end = wish.today - endDaysAgo(random, customer.fate);
  const lines: ErpLine[] = [];
  for (let day = wish.today - wish.days + random.integer(0, 40); day <= end; ) {
    const number = `XOUT${customer.key.slice(1)}${day}`;
    const paper = paperOf(random, { number, day, customer, size });
    lines.push(...paper, ...returnsOf(random, paper, wish.today));
    const pace = customer.fate === 'fading' ? Math.max(1, 1 + (day - (wish.today - 330)) / 110) : 1;
    day += Math.max(2, Math.round(gap * pace * random.between(0.6, 1.4)));
  }
  return lines;
}

function endDaysAgo(random: Random, fate: Fate): number {
  if (fate === 'left') return random.integer(190, 420);
  return fate === 'silent' ? random.integer(75, 150) : 0;
}

type Paper = Pick<ErpLine, 'number' | 'day' | 'customer'> & { readonly size: number };

function paperOf(random: Random, { number, day, customer, size }: Paper): ErpLine[] {
  return random
    .shuffled(PRODUCTS)
    .slice(0, random.integer(1, 4))
    .map((chosen) => {
      const count = Math.max(1, Math.round(size * random.between(2, 30)));
      const quantity = chosen.isWhole ? String(count) : (count / 8).toFixed(3);
      const isFree = chosen.isWhole && random.chance(FREE_SHARE);
      const head = {
        number,
        day,
        customer,
        product: chosen,
        quantity,
        isFree,
        batch: `B${day - random.integer(5, 60)}`,
      };
      return { ...head, ...amountsOf(quantity, isFree ? 0 : chosen.price), ...NO_RETURN };
    });
}

const NO_RETURN = { isReturn: false, originalNumber: null, originalDay: null } as const;

function amountsOf(quantity: string, price: number): { gross: number; net: number; tax: number } {
  const gross = Math.round((Number(quantity.replace('.', '')) * price) / (quantity.includes('.') ? 1000 : 1));
  const net = Math.round((gross * 100) / (100 + TAX_PERCENT));
  return { gross, net, tax: gross - net };
}

/** Some of a paper's goods come back, weeks later and often in another month. */
function returnsOf(random: Random, paper: readonly ErpLine[], today: number): ErpLine[] {
  const [line] = paper;
  if (line === undefined || line.isFree || !random.chance(RETURN_SHARE)) return [];
  const day = line.day + random.integer(3, 50);
  if (day > today) return [];
  const quantity = line.product.isWhole ? String(Math.ceil(Number(line.quantity) / 3)) : '0.250';
  const back = { number: `XRED${line.number.slice(4)}`, day, isReturn: true, originalDay: line.day };
  return [{ ...line, ...back, quantity, ...amountsOf(quantity, line.product.price), originalNumber: line.number }];
}

function byDayAndNumber(left: ErpLine, right: ErpLine): number {
  return left.day - right.day || left.number.localeCompare(right.number);
}

/** One invoice a month and customer; most are paid, those of the leavers' last months are not. */
function invoicesOf(wish: ErpWish, customer: ErpCustomer, all: readonly ErpLine[]): ErpInvoice[] {
  const random = new Random(wish.seed, `erp invoices ${customer.key}`);
  const months = new Map<number, number>();
  for (const line of all) {
    if (line.customer !== customer || line.isReturn) continue;
    const close = wish.today - Math.floor((wish.today - line.day) / TERM_DAYS) * TERM_DAYS;
    months.set(close, (months.get(close) ?? 0) + line.gross);
  }
  return [...months].flatMap(([day, amount], index) => {
    if (amount === 0) return [];
    const dueDay = day + TERM_DAYS;
    const paidDay = dueDay + random.integer(-10, customer.fate === 'steady' ? 15 : 60);
    const isPaid = paidDay <= wish.today;
    const number = `INV${customer.key.slice(1)}${String(index + 1).padStart(3, '0')}`;
    return [{ number, customer, day, dueDay, amount, paid: isPaid ? amount : 0, paidDay: isPaid ? paidDay : null }];
  });
}
