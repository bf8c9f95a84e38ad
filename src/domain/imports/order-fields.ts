import { type Field, words } from './field.ts';
import { product, productDetails } from './product-fields.ts';
import { customer, customerName, place } from './shared-fields.ts';

export const orderFields: readonly Field[] = [
  {
    key: 'number',
    type: 'identifier',
    zh: '订单号',
    en: 'Order number',
    headings: words(
      '单号 单据编号 单据号 订单编号 出库单号 销售单号 发票号 发票号码 invoiceno invoice orderno orderid ordernumber documentno',
    ),
    required: true,
  },
  {
    key: 'orderedAt',
    type: 'instant',
    zh: '日期',
    en: 'Date',
    headings: words(
      '下单日期 下单时间 订单日期 单据日期 出库日期 开票日期 销售日期 业务日期 发货日期 invoicedate orderdate orderedat documentdate datetime',
    ),
    required: true,
  },
  customer,
  customerName,
  product,
  ...productDetails,
  {
    key: 'quantity',
    type: 'number',
    zh: '数量',
    en: 'Quantity',
    headings: words('销售数量 出库数量 实发数量 数目 qty units count'),
  },
  {
    key: 'unitPrice',
    type: 'number',
    zh: '单价',
    en: 'Unit price',
    headings: words('含税单价 销售单价 价格 price unitcost'),
  },
  {
    key: 'amount',
    type: 'money',
    zh: '金额',
    en: 'Amount',
    headings: words(
      '价税合计 含税金额 销售金额 总金额 销售收入 实付金额 合计金额 total linetotal sales dollars revenue',
    ),
  },
  {
    key: 'promisedOn',
    type: 'day',
    zh: '承诺交期',
    en: 'Promised on',
    headings: words('交期 约定交期 要求到货日期 计划交货日期 promiseddate duedate'),
  },
  {
    key: 'deliveredOn',
    type: 'day',
    zh: '送达日期',
    en: 'Delivered on',
    headings: words('实际交期 签收日期 到货日期 实际交货日期 delivereddate deliverydate'),
  },
  {
    key: 'project',
    type: 'text',
    zh: '项目',
    en: 'Project',
    headings: words('工程 项目名称 工程名称 projectname'),
  },
  { key: 'site', type: 'text', zh: '收货点', en: 'Site', headings: words('收货地址 门店 工地 shipto store') },
  ...place,
];
