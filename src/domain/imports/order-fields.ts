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
      '单号 单据编号 单据号 单据号码 订单编号 出库单号 销售单号 发货单号 发票号 发票号码 invoiceno invoice orderno orderid ordernumber documentno',
    ),
    required: true,
  },
  {
    key: 'orderedAt',
    type: 'instant',
    zh: '日期',
    en: 'Date',
    headings: words(
      '下单日期 下单时间 订单日期 单据日期 制单日期 出库日期 开票日期 销售日期 业务日期 发货日期 invoicedate orderdate orderedat documentdate datetime',
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
    zh: '含税单价',
    en: 'Unit price',
    headings: words('单价 销售单价 折后单价 价格 price unitcost'),
  },
  {
    key: 'amount',
    type: 'money',
    zh: '价税合计',
    en: 'Amount',
    headings: words(
      '含税金额 折后金额 金额 销售金额 总金额 销售收入 实付金额 合计金额 total linetotal sales dollars revenue',
    ),
  },
  {
    key: 'netAmount',
    type: 'money',
    zh: '不含税金额',
    en: 'Net amount',
    headings: words('无税金额 未税金额 本币无税金额 金额 netamount amountnet'),
  },
  { key: 'tax', type: 'money', zh: '税额', en: 'Tax', headings: words('本币税额 税金 taxamount vat') },
  { key: 'taxRate', type: 'text', zh: '税率', en: 'Tax rate', headings: words('taxrate vatrate') },
  { key: 'gift', type: 'text', zh: '赠品', en: 'Free item', headings: words('是否赠品 赠品标志 gift isgift free') },
  {
    key: 'papers',
    type: 'text',
    zh: '单据类型',
    en: 'Kind of paper',
    headings: words('红蓝标志 红蓝字 红字标志 红蓝单 出库类别 业务类型 documenttype ordertype'),
  },
  {
    key: 'state',
    type: 'text',
    zh: '单据状态',
    en: 'State',
    headings: words('状态 审核状态 审核标志 作废标志 status state'),
  },
  {
    key: 'originalNumber',
    type: 'identifier',
    zh: '原单号',
    en: 'Original number',
    headings: words(
      '原单据号 原单编号 原出库单号 原订单号 退货原单号 源单编号 源单单号 来源单号 originalno originalnumber',
    ),
  },
  {
    key: 'promisedOn',
    type: 'day',
    zh: '承诺交期',
    en: 'Promised on',
    headings: words('交期 约定交期 交货日期 要求到货日期 要货日期 预计交货日期 计划交货日期 promiseddate duedate'),
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
  { key: 'site', type: 'text', zh: '收货点', en: 'Site', headings: words('收货地址 交货地点 门店 工地 shipto store') },
  { key: 'batch', type: 'text', zh: '批号', en: 'Batch', headings: words('批次 批次号 生产批号 batchno lotno lot') },
  {
    key: 'secondParty',
    type: 'text',
    zh: '终端客户',
    en: 'End customer',
    headings: words('终端客户名称 最终客户 最终用户 使用单位 endcustomer enduser'),
  },
  {
    key: 'secondPartyKey',
    type: 'identifier',
    zh: '终端客户编号',
    en: 'End customer ID',
    headings: words('终端客户编码 最终客户编码 endcustomerid'),
  },
  ...place,
];
