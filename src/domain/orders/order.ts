import type { RecordOptions } from '../timeline/timeline.ts';

/** An order, or a return of goods: its own kind, with positive quantities and amounts. */
export type OrderKind = 'order' | 'return';

export const orderKinds = ['order', 'return'] as const satisfies readonly OrderKind[];

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
  readonly project?: string | null;
  readonly site?: string | null;
  readonly lines: readonly OrderLineInput[];
}

/** One order of a customer's list. */
export interface OrderSummary {
  readonly id: string;
  readonly number: string;
  readonly kind: OrderKind;
  readonly orderedAt: Date;
  readonly amount: number;
  readonly lines: number;
  readonly project: string | null;
  readonly site: string | null;
  /** The last promised and delivered day of its lines; delivered only when all are. */
  readonly promisedOn: string | null;
  readonly deliveredOn: string | null;
}

export interface OrderLine {
  readonly productCode: string;
  readonly productName: string;
  readonly category: string | null;
  readonly quantity: number;
  readonly unit: string | null;
  readonly unitPrice: number;
  readonly amount: number;
  readonly promisedFirstOn: string | null;
  readonly promisedOn: string | null;
  readonly deliveredOn: string | null;
}

/** A line with its place among all lines of a call, and the n-th occurrence of its product counted. */
export interface NumberedLine extends OrderLineInput {
  readonly rowNo: number;
  readonly occurrence: number;
  readonly customerId: number;
  readonly number: string;
  readonly kind: OrderKind;
  readonly orderedAt: Date;
  readonly project?: string | null;
  readonly site?: string | null;
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
