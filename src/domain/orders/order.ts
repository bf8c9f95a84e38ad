import type { Documents } from '../../scoring/basis.ts';
import type { RecordOptions } from '../timeline/timeline.ts';

/** An order, or a return of goods: its own kind, with positive quantities and amounts. */
export type OrderKind = 'order' | 'return';

export const orderKinds = ['order', 'return'] as const satisfies readonly OrderKind[];

export const documentKinds = ['ordered', 'shipped', 'invoiced'] as const satisfies readonly Documents[];

/** One line as it is brought in. Known again by order, product and `occurrence`. */
export interface OrderLineInput {
  readonly productId: number;
  /** The n-th line of this product in its order, from 1; counted from the lines' order where it is not given. */
  readonly occurrence?: number;
  readonly quantity: number;
  /** In major units, up to six decimals. */
  readonly unitPrice: number;
  /** Minor units, not negative. */
  readonly amount: number;
  /** The part of the amount that is tax; null where nobody said. */
  readonly tax?: number | null;
  /** The production batch (批次) that was delivered. */
  readonly batch?: string | null;
  /** Where this line differs from its order. */
  readonly project?: string | null;
  readonly site?: string | null;
  /** Local days, `2026-11-23`; what is not given keeps its value. */
  readonly promisedOn?: string | null;
  readonly deliveredOn?: string | null;
}

/** An order as it is brought in; `number` is unique for its customer and kind. */
export interface OrderInput {
  readonly customerId: number;
  readonly number: string;
  readonly kind: OrderKind;
  readonly orderedAt: Date;
  /** What the papers are whose amounts these are; orders as they were placed unless said. */
  readonly documents?: Documents | null;
  readonly project?: string | null;
  readonly site?: string | null;
  /** The end customer behind a dealer, and its external id where that is known. */
  readonly secondParty?: string | null;
  readonly secondPartyKey?: string | null;
  /** Of a return: the number of the order whose goods come back. */
  readonly originalNumber?: string | null;
  readonly lines: readonly OrderLineInput[];
}

/** One order of a customer's list. */
export interface OrderSummary {
  readonly id: string;
  readonly number: string;
  readonly kind: OrderKind;
  readonly orderedAt: Date;
  readonly amount: number;
  /** The part of the amount that is tax, as far as its lines say; null where none does. */
  readonly tax: number | null;
  readonly documents: Documents;
  readonly lines: number;
  readonly project: string | null;
  readonly site: string | null;
  /** The last promised and delivered day of its lines; delivered only when all are. */
  readonly promisedOn: string | null;
  readonly deliveredOn: string | null;
  readonly secondParty: string | null;
  /** Set where the second party is a customer of ours. */
  readonly secondPartyPublicId: string | null;
  readonly originalNumber: string | null;
}

/** An order of somebody else, seen from its second party. */
export interface ForeignOrder extends OrderSummary {
  readonly buyer: { readonly publicId: string; readonly name: string };
}

export interface OrderLine {
  readonly productCode: string;
  readonly productName: string;
  readonly spec: string | null;
  readonly category: string | null;
  readonly quantity: number;
  readonly unit: string | null;
  readonly unitPrice: number;
  readonly amount: number;
  readonly tax: number | null;
  readonly batch: string | null;
  readonly project: string | null;
  readonly site: string | null;
  readonly promisedFirstOn: string | null;
  readonly promisedOn: string | null;
  readonly deliveredOn: string | null;
}

/** A line with its place among all lines of a call, and the n-th occurrence of its product counted. */
export interface NumberedLine extends OrderLineInput, Omit<OrderInput, 'lines'> {
  readonly rowNo: number;
  readonly occurrence: number;
}

/** The lines of all orders in one row of numbers; identity is (customer, number, kind, product, occurrence). */
export function numberedLines(orders: readonly OrderInput[]): NumberedLine[] {
  const seen = new Map<string, number>();
  let rowNo = 0;
  return orders.flatMap(({ lines, ...head }) =>
    lines.map((line) => {
      const key = `${head.customerId} ${head.kind} ${line.productId} ${head.number}`;
      const occurrence = line.occurrence ?? (seen.get(key) ?? 0) + 1;
      seen.set(key, occurrence);
      return { ...head, ...line, occurrence, rowNo: rowNo++ };
    }),
  );
}

export interface RecordOrdersOptions extends RecordOptions {
  /** The zone in which delivered days are read. */
  readonly timezone: string;
}
