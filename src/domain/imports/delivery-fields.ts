import { type Field, words } from './field.ts';
import { orderFields } from './order-fields.ts';

/** What differs from a file of orders: its own number and day, and the order whose goods these are. */
const own: readonly Field[] = [
  {
    key: 'number',
    type: 'identifier',
    zh: '出库单号',
    en: 'Delivery note',
    headings: words('发货单号 送货单号 单号 单据编号 单据号 单据号码 deliveryno shipmentno deliverynote'),
    required: true,
  },
  {
    key: 'orderedAt',
    type: 'instant',
    zh: '出库日期',
    en: 'Shipped at',
    headings: words('发货日期 送货日期 日期 单据日期 业务日期 shippedat shipdate date'),
    required: true,
  },
  {
    key: 'orderNumber',
    type: 'identifier',
    zh: '订单号',
    en: 'Order number',
    headings: words('销售订单号 订单编号 源单编号 源单单号 来源单号 orderno ordernumber orderid'),
  },
];
const LEFT_OUT = new Set([...own.map(({ key }) => key), 'originalNumber', 'promisedOn']);

/** Lines of delivery notes against orders that are here already. */
export const deliveryFields: readonly Field[] = [...own, ...orderFields.filter(({ key }) => !LEFT_OUT.has(key))];
