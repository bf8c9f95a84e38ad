export const trail = {
  title: '留痕',
  caption: '谁导出了名单、查看了完整号码、动了客户归属。',
  what: '动作',
  actions: {
    exported: '导出名单',
    revealed: '查看号码',
    alarmed: '查看过多',
    claimed: '领取客户',
    released: '转公海',
    merged: '合并客户',
  },
  columns: { at: '时间', by: '谁', what: '动作', customer: '客户', details: '说明' },
  rows: '{{count}} 行',
  inOneHour: '一小时内 {{count}} 次',
  empty: '还没有记录',
  emptyText: '导出名单、查看完整号码、领取与合并客户都会记在这里。',
} as const;
