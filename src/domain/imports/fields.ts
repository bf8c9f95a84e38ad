import { complaintFields, interactionFields } from './contact-fields.ts';
import { type Field, type ImportKind, words } from './field.ts';
import { contactName, customer, customerName } from './shared-fields.ts';

const KIND_WORDS = {
  company: ['公司', '企业', '单位', 'company', 'b2b', 'business'],
  person: ['个人', '会员', '消费者', 'person', 'individual', 'member', 'b2c'],
};

const place: readonly Field[] = [
  {
    key: 'region',
    type: 'text',
    zh: '地区',
    en: 'Region',
    headings: words('区域 大区 省份 省 area province state'),
  },
  { key: 'city', type: 'text', zh: '城市', en: 'City', headings: words('市 所在城市 town') },
  { key: 'country', type: 'text', zh: '国家', en: 'Country', headings: words('国家地区 nation countryregion') },
  {
    key: 'customerKind',
    type: 'choice',
    zh: '客户类型',
    en: 'Customer kind',
    headings: words('类型 客户性质 customertype type'),
    choices: KIND_WORDS,
  },
];

const productFields: readonly Field[] = [
  {
    key: 'productName',
    type: 'text',
    zh: '商品名称',
    en: 'Product name',
    headings: words('产品名称 物料名称 存货名称 货品名称 品名 商品 产品 description productname itemname name product'),
  },
  {
    key: 'category',
    type: 'text',
    zh: '品类',
    en: 'Category',
    headings: words('二级分类 二级品类 类别 商品类别 产品类别 存货分类 物料分组 小类 categoryname subcategory'),
  },
  {
    key: 'parentCategory',
    type: 'text',
    zh: '一级品类',
    en: 'Parent category',
    headings: words('一级分类 大类 产品线 productline maincategory'),
  },
  {
    key: 'spec',
    type: 'text',
    zh: '规格',
    en: 'Specification',
    headings: words('规格型号 型号 specification model'),
  },
  { key: 'unit', type: 'text', zh: '单位', en: 'Unit', headings: words('计量单位 uom measure') },
];

const product: Field = {
  key: 'product',
  type: 'identifier',
  zh: '商品编号',
  en: 'Product code',
  headings: words(
    '商品编码 产品编码 产品编号 物料编码 物料代码 存货编码 货号 货品编码 sku stockcode itemcode productcode productid code',
  ),
};

const orderFields: readonly Field[] = [
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
  ...productFields,
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

const customerFields: readonly Field[] = [
  { ...customer, headings: [...customer.headings, ...words('编号 编码 代码 id code externalid')] },
  { ...customerName, headings: [...customerName.headings, ...words('名称 name')], key: 'customerName' },
  { key: 'shortName', type: 'text', zh: '简称', en: 'Short name', headings: words('客户简称 shortname alias') },
  {
    key: 'group',
    type: 'text',
    zh: '集团',
    en: 'Group',
    headings: words('所属集团 集团名称 母公司 groupname parent'),
  },
  { key: 'industry', type: 'text', zh: '行业', en: 'Industry', headings: words('所属行业 sector') },
  ...place,
  {
    key: 'since',
    type: 'day',
    zh: '合作起始',
    en: 'Customer since',
    headings: words('合作日期 开户日期 建档日期 首次合作日期 注册日期 since createdate startdate'),
  },
  {
    key: 'pattern',
    type: 'choice',
    zh: '采购模式',
    en: 'Buying pattern',
    headings: words('采购类型 pattern'),
    choices: {
      monthly: ['月度', '月结型', '常规', 'regular'],
      project: ['项目型', '工程', '项目'],
      dealer: ['经销', '经销商', '分销'],
      seasonal: ['季节', '季节性'],
    },
  },
  {
    key: 'terms',
    type: 'text',
    zh: '账期',
    en: 'Terms',
    headings: words('付款条件 结算方式 creditterms paymentterms'),
  },
  {
    key: 'ownerA',
    type: 'text',
    zh: 'A角',
    en: 'Owner A',
    headings: words('客户经理 业务员 负责人 主责 owner accountmanager salesperson'),
  },
  { key: 'ownerB', type: 'text', zh: 'B角', en: 'Owner B', headings: words('协助人 协助 跟单员 backup') },
  { key: 'tags', type: 'words', zh: '标签', en: 'Tags', headings: words('客户标签 labels tag') },
  contactName,
  {
    key: 'contactPost',
    type: 'text',
    zh: '职务',
    en: 'Post',
    headings: words('联系人职务 职位 position title jobtitle'),
  },
  {
    key: 'contactRole',
    type: 'choice',
    zh: '联系人角色',
    en: 'Contact role',
    headings: words('角色 contactrole role'),
    choices: {
      decider: ['决策人', '老板', '负责人'],
      buyer: ['采购人', '采购'],
      user: ['使用人', '现场'],
      payer: ['付款人', '财务'],
      influencer: ['影响人'],
    },
  },
  {
    key: 'contactPhone',
    type: 'identifier',
    zh: '电话',
    en: 'Phone',
    headings: words('联系电话 手机 手机号 手机号码 联系人电话 tel mobile phonenumber'),
  },
  { key: 'contactEmail', type: 'text', zh: '邮箱', en: 'E-mail', headings: words('电子邮箱 电子邮件 email mail') },
];

const FIELDS: Readonly<Record<ImportKind, readonly Field[]>> = {
  orders: orderFields,
  customers: customerFields,
  products: [
    { ...product, headings: [...product.headings, ...words('编号 编码 代码 id')], required: true },
    ...productFields,
  ],
  interactions: interactionFields,
  complaints: complaintFields,
};

/** The fields of one kind of file, in the order in which pages and documents list them. */
export function fieldsOf(kind: ImportKind): readonly Field[] {
  return FIELDS[kind];
}
