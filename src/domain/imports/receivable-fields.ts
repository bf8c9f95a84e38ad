import { type Field, words } from './field.ts';
import { customer, customerName } from './shared-fields.ts';

const amount: Field = {
  key: 'amount',
  type: 'money',
  zh: '金额',
  en: 'Amount',
  headings: words('价税合计 含税金额 应收金额 本币金额 原币金额 发票金额 total amountdue grossamount'),
  required: true,
};

/** Invoices, red-letter notes and money kept back, as ERP systems list what is owed. */
export const receivableFields: readonly Field[] = [
  customer,
  customerName,
  {
    key: 'number',
    type: 'identifier',
    zh: '单据号',
    en: 'Document number',
    headings: words('单号 单据编号 发票号 发票号码 应收单号 invoiceno invoicenumber documentno number'),
    required: true,
  },
  {
    key: 'invoicedOn',
    type: 'day',
    zh: '开票日期',
    en: 'Invoiced on',
    headings: words('日期 单据日期 业务日期 发票日期 应收日期 立账日期 invoicedate documentdate date'),
    required: true,
  },
  {
    key: 'dueOn',
    type: 'day',
    zh: '到期日',
    en: 'Due on',
    headings: words('到期日期 应收到期日 应付日期 约定付款日 付款到期日 duedate'),
  },
  amount,
  { key: 'tax', type: 'money', zh: '税额', en: 'Tax', headings: words('增值税 销项税额 vat taxamount') },
  {
    key: 'kind',
    type: 'choice',
    zh: '单据类型',
    en: 'Kind',
    headings: words('类型 发票类型 documenttype type'),
    choices: {
      invoice: [
        '发票',
        '销售发票',
        '应收单',
        '其他应收单',
        '蓝字',
        '增值税专用发票',
        '增值税普通发票',
        '销售增值税发票',
      ],
      credit_note: ['红字', '红字发票', '贷项', '贷项通知单', '冲销', 'creditnote', 'credit'],
      retention_money: ['质保金', '保证金', '质量保证金', 'retention'],
    },
  },
  {
    key: 'orderNumber',
    type: 'identifier',
    zh: '订单号',
    en: 'Order number',
    headings: words('销售订单号 源单编号 来源单号 出库单号 orderno ordernumber'),
  },
  { key: 'project', type: 'text', zh: '项目', en: 'Project', headings: words('工程 项目名称 工程名称 projectname') },
  {
    key: 'correctsNumber',
    type: 'identifier',
    zh: '对应发票号',
    en: 'Corrects invoice',
    headings: words('原发票号 对应蓝字发票 被冲销单号 originalinvoice'),
  },
  {
    key: 'disputedSince',
    type: 'day',
    zh: '争议起始日',
    en: 'Disputed since',
    headings: words('争议日期 disputedate'),
  },
  { key: 'disputeReason', type: 'text', zh: '争议原因', en: 'Dispute', headings: words('争议说明 disputereason') },
];

/** What came in; several rows of one number settle several receivables. */
export const paymentFields: readonly Field[] = [
  customer,
  customerName,
  {
    key: 'number',
    type: 'identifier',
    zh: '收款单号',
    en: 'Payment number',
    headings: words('单号 单据编号 单据号 回款单号 收款编号 流水号 paymentno paymentnumber receiptno number'),
    required: true,
  },
  {
    key: 'paidOn',
    type: 'day',
    zh: '收款日期',
    en: 'Paid on',
    headings: words('日期 单据日期 回款日期 到账日期 业务日期 paymentdate paidon date'),
    required: true,
  },
  { ...amount, headings: [...amount.headings, ...words('收款金额 回款金额 实收金额 核销金额 到账金额 received paid')] },
  {
    key: 'method',
    type: 'text',
    zh: '结算方式',
    en: 'Method',
    headings: words('收款方式 付款方式 支付方式 paymentmethod'),
  },
  {
    key: 'receivableNumber',
    type: 'identifier',
    zh: '核销单据号',
    en: 'Settles',
    headings: words('对应发票号 核销发票号 应收单号 发票号 发票号码 源单编号 invoiceno invoicenumber'),
  },
];

/** Terms as they were agreed, each from a day on. */
export const termFields: readonly Field[] = [
  customer,
  customerName,
  {
    key: 'terms',
    type: 'text',
    zh: '账期',
    en: 'Terms',
    headings: words('付款条件 结算方式 收款条件 账期类型 creditterms paymentterms'),
    required: true,
  },
  { key: 'days', type: 'number', zh: '天数', en: 'Days', headings: words('账期天数 信用天数 creditdays netdays') },
  {
    key: 'retentionPercent',
    type: 'number',
    zh: '质保金比例',
    en: 'Retention %',
    headings: words('质保金 保证金比例 retentionpercent'),
  },
  {
    key: 'startsOn',
    type: 'day',
    zh: '开始日期',
    en: 'Starts on',
    headings: words('生效日期 起始日期 启用日期 from startdate validfrom'),
    required: true,
  },
  {
    key: 'endsOn',
    type: 'day',
    zh: '截止日期',
    en: 'Ends on',
    headings: words('失效日期 结束日期 到期日期 until enddate validto'),
  },
  { key: 'reason', type: 'text', zh: '原因', en: 'Reason', headings: words('说明 备注 note remark') },
];
