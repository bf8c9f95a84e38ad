/** What can be imported, and which columns each kind of file may have. */
export const IMPORT_KINDS = ['customers', 'products', 'orders', 'interactions', 'complaints'] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

export function isImportKind(word: string): word is ImportKind {
  return IMPORT_KINDS.some((kind) => kind === word);
}

export type FieldType = 'text' | 'identifier' | 'instant' | 'day' | 'number' | 'money' | 'choice' | 'boolean' | 'words';

export interface Field {
  readonly key: string;
  readonly type: FieldType;
  readonly zh: string;
  readonly en: string;
  /** Further headings by which the column is known, compared without blanks, case and punctuation. */
  readonly headings: readonly string[];
  /** A kind of file cannot be read without this column. */
  readonly required?: boolean;
  /** Codes and the words that mean them, for type `choice`. */
  readonly choices?: Readonly<Record<string, readonly string[]>>;
}

const customer: Field = {
  key: 'customer',
  type: 'identifier',
  zh: '客户编号',
  en: 'Customer ID',
  headings: [
    '客户编码',
    '客户代码',
    '客户号',
    '客户id',
    '往来单位编码',
    '购货单位编码',
    '会员号',
    '会员编号',
    '会员卡号',
    '单位编码',
    'customerid',
    'customercode',
    'customerno',
    'customer',
    'cust',
    'accountid',
    'memberid',
    'clientid',
  ],
  required: true,
};

const customerName: Field = {
  key: 'customerName',
  type: 'text',
  zh: '客户名称',
  en: 'Customer name',
  headings: [
    '客户',
    '客户全称',
    '往来单位',
    '购货单位',
    '购货单位名称',
    '单位名称',
    '会员姓名',
    '客户姓名',
    '公司名称',
    '姓名',
    'customername',
    'company',
    'accountname',
    'clientname',
  ],
};

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
    headings: ['区域', '大区', '省份', '省', 'area', 'province', 'state'],
  },
  { key: 'city', type: 'text', zh: '城市', en: 'City', headings: ['市', '所在城市', 'town'] },
  { key: 'country', type: 'text', zh: '国家', en: 'Country', headings: ['国家地区', 'nation', 'countryregion'] },
  {
    key: 'customerKind',
    type: 'choice',
    zh: '客户类型',
    en: 'Customer kind',
    headings: ['类型', '客户性质', 'customertype', 'type'],
    choices: KIND_WORDS,
  },
];

const contactName: Field = {
  key: 'contact',
  type: 'text',
  zh: '联系人',
  en: 'Contact',
  headings: ['联系人姓名', '对接人', 'contactname', 'contactperson'],
};

const externalId: Field = {
  key: 'externalId',
  type: 'identifier',
  zh: '单号',
  en: 'Record ID',
  headings: [
    '编号',
    '工单号',
    '投诉单号',
    '记录编号',
    '记录号',
    '流水号',
    'id',
    'recordid',
    'ticketid',
    'ticketno',
    'caseno',
  ],
};

const member: Field = {
  key: 'member',
  type: 'text',
  zh: '经办人',
  en: 'Colleague',
  headings: ['业务员', '跟进人', '负责人', '员工', '邮箱', 'owner', 'salesperson', 'agent', 'member'],
};

const productFields: readonly Field[] = [
  {
    key: 'productName',
    type: 'text',
    zh: '商品名称',
    en: 'Product name',
    headings: [
      '产品名称',
      '物料名称',
      '存货名称',
      '货品名称',
      '品名',
      '商品',
      '产品',
      'description',
      'productname',
      'itemname',
      'name',
      'product',
    ],
  },
  {
    key: 'category',
    type: 'text',
    zh: '品类',
    en: 'Category',
    headings: [
      '二级分类',
      '二级品类',
      '类别',
      '商品类别',
      '产品类别',
      '存货分类',
      '物料分组',
      '小类',
      'categoryname',
      'subcategory',
    ],
  },
  {
    key: 'parentCategory',
    type: 'text',
    zh: '一级品类',
    en: 'Parent category',
    headings: ['一级分类', '大类', '产品线', 'productline', 'maincategory'],
  },
  {
    key: 'spec',
    type: 'text',
    zh: '规格',
    en: 'Specification',
    headings: ['规格型号', '型号', 'specification', 'model'],
  },
  { key: 'unit', type: 'text', zh: '单位', en: 'Unit', headings: ['计量单位', 'uom', 'measure'] },
];

const product: Field = {
  key: 'product',
  type: 'identifier',
  zh: '商品编号',
  en: 'Product code',
  headings: [
    '商品编码',
    '产品编码',
    '产品编号',
    '物料编码',
    '物料代码',
    '存货编码',
    '货号',
    '货品编码',
    'sku',
    'stockcode',
    'itemcode',
    'productcode',
    'productid',
    'code',
  ],
};

const orderFields: readonly Field[] = [
  {
    key: 'number',
    type: 'identifier',
    zh: '订单号',
    en: 'Order number',
    headings: [
      '单号',
      '单据编号',
      '单据号',
      '订单编号',
      '出库单号',
      '销售单号',
      '发票号',
      '发票号码',
      'invoiceno',
      'invoice',
      'orderno',
      'orderid',
      'ordernumber',
      'documentno',
    ],
    required: true,
  },
  {
    key: 'orderedAt',
    type: 'instant',
    zh: '日期',
    en: 'Date',
    headings: [
      '下单日期',
      '下单时间',
      '订单日期',
      '单据日期',
      '出库日期',
      '开票日期',
      '销售日期',
      '业务日期',
      '发货日期',
      'invoicedate',
      'orderdate',
      'orderedat',
      'documentdate',
      'datetime',
    ],
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
    headings: ['销售数量', '出库数量', '实发数量', '数目', 'qty', 'units', 'count'],
  },
  {
    key: 'unitPrice',
    type: 'number',
    zh: '单价',
    en: 'Unit price',
    headings: ['含税单价', '销售单价', '价格', 'price', 'unitcost'],
  },
  {
    key: 'amount',
    type: 'money',
    zh: '金额',
    en: 'Amount',
    headings: [
      '价税合计',
      '含税金额',
      '销售金额',
      '总金额',
      '销售收入',
      '实付金额',
      '合计金额',
      'total',
      'linetotal',
      'sales',
      'dollars',
      'revenue',
    ],
  },
  {
    key: 'promisedOn',
    type: 'day',
    zh: '承诺交期',
    en: 'Promised on',
    headings: ['交期', '约定交期', '要求到货日期', '计划交货日期', 'promiseddate', 'duedate'],
  },
  {
    key: 'deliveredOn',
    type: 'day',
    zh: '送达日期',
    en: 'Delivered on',
    headings: ['实际交期', '签收日期', '到货日期', '实际交货日期', 'delivereddate', 'deliverydate'],
  },
  {
    key: 'project',
    type: 'text',
    zh: '项目',
    en: 'Project',
    headings: ['工程', '项目名称', '工程名称', 'projectname'],
  },
  { key: 'site', type: 'text', zh: '收货点', en: 'Site', headings: ['收货地址', '门店', '工地', 'shipto', 'store'] },
  ...place,
];

const customerFields: readonly Field[] = [
  { ...customer, headings: [...customer.headings, '编号', '编码', '代码', 'id', 'code', 'externalid'] },
  { ...customerName, headings: [...customerName.headings, '名称', 'name'], key: 'customerName' },
  { key: 'shortName', type: 'text', zh: '简称', en: 'Short name', headings: ['客户简称', 'shortname', 'alias'] },
  {
    key: 'group',
    type: 'text',
    zh: '集团',
    en: 'Group',
    headings: ['所属集团', '集团名称', '母公司', 'groupname', 'parent'],
  },
  { key: 'industry', type: 'text', zh: '行业', en: 'Industry', headings: ['所属行业', 'sector'] },
  ...place,
  {
    key: 'since',
    type: 'day',
    zh: '合作起始',
    en: 'Customer since',
    headings: ['合作日期', '开户日期', '建档日期', '首次合作日期', '注册日期', 'since', 'createdate', 'startdate'],
  },
  {
    key: 'pattern',
    type: 'choice',
    zh: '采购模式',
    en: 'Buying pattern',
    headings: ['采购类型', 'pattern'],
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
    headings: ['付款条件', '结算方式', 'creditterms', 'paymentterms'],
  },
  {
    key: 'ownerA',
    type: 'text',
    zh: 'A角',
    en: 'Owner A',
    headings: ['客户经理', '业务员', '负责人', '主责', 'owner', 'accountmanager', 'salesperson'],
  },
  { key: 'ownerB', type: 'text', zh: 'B角', en: 'Owner B', headings: ['协助人', '协助', '跟单员', 'backup'] },
  { key: 'tags', type: 'words', zh: '标签', en: 'Tags', headings: ['客户标签', 'labels', 'tag'] },
  contactName,
  {
    key: 'contactPost',
    type: 'text',
    zh: '职务',
    en: 'Post',
    headings: ['联系人职务', '职位', 'position', 'title', 'jobtitle'],
  },
  {
    key: 'contactRole',
    type: 'choice',
    zh: '联系人角色',
    en: 'Contact role',
    headings: ['角色', 'contactrole', 'role'],
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
    headings: ['联系电话', '手机', '手机号', '手机号码', '联系人电话', 'tel', 'mobile', 'phonenumber'],
  },
  { key: 'contactEmail', type: 'text', zh: '邮箱', en: 'E-mail', headings: ['电子邮箱', '电子邮件', 'email', 'mail'] },
];

const CHANNELS = {
  phone: ['电话', '致电', '来电', '通话', 'call'],
  visit: ['拜访', '上门', '走访', '面谈'],
  wecom: ['企业微信', '企微', '微信', 'wechat'],
  email: ['邮件', '电子邮件', 'e-mail', 'mail'],
  sms: ['短信', 'text'],
  meeting: ['会议', '开会'],
  portal: ['门户', '网站'],
  other: ['其他', '其它'],
};
const RESULTS = {
  talked: ['已沟通', '接通', '聊过', '已联系', '沟通', 'reached'],
  no_answer: ['未接', '未接通', '无人接听', '没接', 'noanswer'],
  price_asked: ['询价', '问价', '报价'],
  delivery_pressed: ['催货', '催交期'],
  complained: ['抱怨', '投诉'],
  small_talk: ['寒暄', '问候'],
  other: ['其他', '其它'],
};

const interactionFields: readonly Field[] = [
  { ...customer, required: true },
  customerName,
  {
    key: 'occurredAt',
    type: 'instant',
    zh: '时间',
    en: 'Time',
    headings: ['日期', '联系时间', '跟进时间', '拜访时间', '沟通时间', '发生时间', 'date', 'datetime', 'occurredat'],
    required: true,
  },
  {
    key: 'channel',
    type: 'choice',
    zh: '渠道',
    en: 'Channel',
    headings: ['联系方式', '沟通方式', '跟进方式', 'type'],
    choices: CHANNELS,
  },
  {
    key: 'direction',
    type: 'choice',
    zh: '方向',
    en: 'Direction',
    headings: ['呼入呼出'],
    choices: {
      in: ['来', '呼入', '客户发起', 'inbound', 'incoming'],
      out: ['去', '呼出', '我方发起', 'outbound', 'outgoing'],
    },
  },
  {
    key: 'twoWay',
    type: 'boolean',
    zh: '双向',
    en: 'Two-way',
    headings: ['是否接通', '有效沟通', '是否回复', 'twoway', 'answered'],
  },
  {
    key: 'result',
    type: 'choice',
    zh: '结果',
    en: 'Outcome',
    headings: ['沟通结果', '跟进结果', 'outcome', 'result'],
    choices: RESULTS,
  },
  {
    key: 'summary',
    type: 'text',
    zh: '内容',
    en: 'Summary',
    headings: ['沟通内容', '跟进内容', '备注', '摘要', 'notes', 'note', 'comment'],
  },
  contactName,
  member,
  externalId,
];

const complaintFields: readonly Field[] = [
  customer,
  customerName,
  {
    key: 'openedAt',
    type: 'instant',
    zh: '投诉时间',
    en: 'Opened at',
    headings: ['投诉日期', '受理时间', '受理日期', '日期', '时间', '登记日期', 'date', 'openedat', 'createdat'],
    required: true,
  },
  {
    key: 'nature',
    type: 'choice',
    zh: '性质',
    en: 'Nature',
    headings: ['投诉性质', '投诉类型', '类型', '类别', 'type', 'category'],
    choices: {
      quality: ['质量', '品质', '产品质量'],
      logistics: ['物流', '配送', '运输', '交期', 'delivery'],
      service: ['服务', '态度'],
      price: ['价格', '费用'],
      other: ['其他', '其它'],
    },
  },
  {
    key: 'severity',
    type: 'choice',
    zh: '分级',
    en: 'Severity',
    headings: ['级别', '严重程度', '等级', '投诉等级', 'level', 'priority'],
    choices: {
      general: ['一般', '普通', '轻微', 'minor', 'low'],
      important: ['重要', '较重', '严重', 'medium'],
      major: ['重大', '特别严重', 'critical', 'high'],
    },
  },
  {
    key: 'summary',
    type: 'text',
    zh: '投诉内容',
    en: 'Summary',
    headings: ['内容', '问题描述', '描述', '摘要', 'description', 'text'],
    required: true,
  },
  {
    key: 'resolvedAt',
    type: 'instant',
    zh: '解决时间',
    en: 'Resolved at',
    headings: ['解决日期', '结案日期', '完成时间', 'closedat', 'resolvedat'],
  },
  {
    key: 'solution',
    type: 'text',
    zh: '解决方案',
    en: 'Solution',
    headings: ['处理结果', '处理方案', '处理意见', 'resolution'],
  },
  { key: 'confirmed', type: 'boolean', zh: '客户确认', en: 'Confirmed', headings: ['是否确认', '回访确认'] },
  contactName,
  member,
  externalId,
];

const FIELDS: Readonly<Record<ImportKind, readonly Field[]>> = {
  orders: orderFields,
  customers: customerFields,
  products: [
    { ...product, headings: [...product.headings, '编号', '编码', '代码', 'id'], required: true },
    ...productFields,
  ],
  interactions: interactionFields,
  complaints: complaintFields,
};

/** The fields of one kind of file, in the order in which pages and documents list them. */
export function fieldsOf(kind: ImportKind): readonly Field[] {
  return FIELDS[kind];
}

/** A heading without what people vary: blanks, case, punctuation, width, and notes in brackets such as （元）. */
export function plainHeading(text: string): string {
  const narrow = text.normalize('NFKC').toLowerCase();
  const bare = narrow.replace(/[[(（【][^)\]）】]*[)\]）】]/g, '');
  return (bare.trim() === '' ? narrow : bare).replace(/[\s_\-./*:：'"#]/g, '');
}

/** All headings by which a field is known, plain. */
export function headingsOf(field: Field): readonly string[] {
  return [field.zh, field.en, field.key, ...field.headings].map(plainHeading);
}
