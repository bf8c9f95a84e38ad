export const stockList = {
  title: '存量盘点',
  caption: '数据第一次进来时就已经这样的客户：不报警，按金额挑着做。',
  columns: {
    customer: '客户',
    health: '健康',
    cause: '为什么',
    amount: '近 12 个月',
    amountBefore: '流失前一年',
    lastOrder: '最近下单',
    turnedOn: '如果早知道',
    owner: '负责人',
  },
  leaving: {
    title: '谁在离开',
    headline: '{{count}} 位老客户正在离开，近一年 {{amount}}',
    all: '全部 {{count}} 家在预警里',
    none: '没有正在离开的客户',
    noneText: '导入出库明细后，沉默、减量、缩减品类的客户会列在这里。',
  },
  lost: {
    title: '已经流失的',
    caption: '近两年 {{count}} 家',
    turned: '{{day}} 起就会是黄色',
    never: '流失前看不出来',
  },
  stock: {
    title: '这一周',
    caption: '每周 {{perWeek}} 家，已联系 {{done}} / {{total}}',
    later: '另有 {{count}} 家排在后面，连同本周共 {{amount}}',
    none: '这一周的都联系过了',
    noneText: '下周再列出金额最大的几家。',
  },
} as const;
