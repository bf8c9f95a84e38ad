import type { Catalogue } from './message.ts';

/** Customers, contacts, owners, products. */
export const customerMessages = {
  customer_unknown: {
    kind: 'not_found',
    zh: '找不到客户“{customer}”。请用外部编号、# 加系统编号，或完整的客户名称。',
    en: 'No such customer: {customer}. Give an external id, # and our number, or the full name.',
  },
  customer_ambiguous: {
    kind: 'conflict',
    zh: '有多位客户都叫“{customer}”。请改用外部编号，或 # 加系统编号。',
    en: 'More than one customer is called {customer}. Give the external id, or # and our number.',
  },
  external_id_taken: {
    kind: 'conflict',
    zh: '编号“{externalId}”已属于另一位客户。请换一个编号，或修改那位客户。',
    en: 'The id {externalId} already belongs to another customer. Use another one, or change that customer.',
  },
  merge_same: {
    kind: 'conflict',
    zh: '这两位已经是同一位客户。请刷新列表。',
    en: 'These two are one customer already. Refresh the list.',
  },
  merge_gone: {
    kind: 'conflict',
    zh: '其中一位客户刚被别人合并。请刷新列表后再看。',
    en: 'Somebody else has just merged one of these customers. Refresh the list and look again.',
  },
  merge_unknown: {
    kind: 'not_found',
    zh: '找不到这次合并，或不在您的负责范围内。请回到合并记录重新选择。',
    en: 'No such merge, or not one of your customers. Go back to the list of merges.',
  },
  merge_undone: {
    kind: 'conflict',
    zh: '这次合并已经撤销过了。请刷新列表。',
    en: 'This merge has been undone already. Refresh the list.',
  },
  merge_later: {
    kind: 'conflict',
    zh: '之后还有一次合并“{merged}→{survivor}”。请先撤销那一次，再撤销这一次。',
    en: 'A later merge stands on this one ({merged} into {survivor}). Undo that one first.',
  },
  duplicate_group_unknown: {
    kind: 'not_found',
    zh: '这组疑似重复已经处理过，或不在您的负责范围内。请刷新列表。',
    en: 'These duplicates have been decided already, or are not your customers. Refresh the list.',
  },
  contact_unknown: {
    kind: 'not_found',
    zh: '找不到这位联系人。请刷新客户页面后重新选择。',
    en: 'No such contact. Reload the customer page and choose again.',
  },
  reveals_used_up: {
    kind: 'too_many',
    zh: '今天查看完整号码的次数已用完（每天 {limit} 次）。明天再看，或请管理员在维护方案里调整 access.reveals_per_day。',
    en: 'You have looked up all the phone numbers a day allows ({limit}). Go on tomorrow, or ask for access.reveals_per_day in the plan to be changed.',
  },
  export_too_large: {
    kind: 'too_large',
    zh: '要导出的客户超过 {limit} 家，一个文件放不下。请先用筛选缩小范围，再分几次导出。',
    en: 'More than {limit} customers are more than one file holds. Narrow the list and export it in parts.',
  },
  not_in_pool: {
    kind: 'conflict',
    zh: '这位客户已有负责人，不在公海里。请刷新列表。',
    en: 'This customer has an owner and is not in the pool. Refresh the list.',
  },
  pool_protected: {
    kind: 'conflict',
    zh: '这位客户在保护期内，{until} 之前只能由原负责人领取。',
    en: 'This customer is protected: until {until} only who served it last may claim it.',
  },
  claims_used_up: {
    kind: 'too_many',
    zh: '今天的领取次数已用完（每天 {limit} 家）。明天再领。',
    en: 'You have claimed all the customers a day allows ({limit}). Go on tomorrow.',
  },
  pool_missing: {
    kind: 'conflict',
    zh: '当前方案没有公海（pool）。请先在维护方案里写明规则。',
    en: 'The plan in force has no pool. Say its rules in the plan first.',
  },
  release_too_early: {
    kind: 'conflict',
    zh: '这位客户近 12 个月有订单或有未结的预警，不能转公海。',
    en: 'This customer ordered within twelve months or has an open warning, so it cannot go to the pool.',
  },
  phone_unknown: {
    kind: 'not_found',
    zh: '这位联系人没有登记电话。请先补上电话号码。',
    en: 'This contact has no phone number on record. Add one first.',
  },
  person_unknown: {
    kind: 'not_found',
    zh: '找不到这个人。请从联系人里重新选择，或作为新联系人录入。',
    en: 'No such person. Choose again among the contacts, or add a new one.',
  },
  departure_in_future: {
    kind: 'invalid',
    zh: '离职日期 {day} 还没到。请填今天或之前的日期。',
    en: 'The day of leaving, {day}, has not come yet. Give today or an earlier day.',
  },
  departure_before_start: {
    kind: 'invalid',
    zh: '离职日期早于到任日期 {day}。请核对两个日期。',
    en: 'The day of leaving lies before the first day, {day}. Check both days.',
  },
  successor_same: {
    kind: 'invalid',
    zh: '接任的人不能是离开的人自己。请选另一位联系人，或填新人的姓名。',
    en: 'Nobody succeeds themself. Choose another contact, or give the name of the new person.',
  },
  new_company_same: {
    kind: 'invalid',
    zh: '新公司就是这位客户。如果只是换岗，请修改职务。',
    en: 'The new company is this very customer. If only the post changed, change the post.',
  },
  role_fields_wrong: {
    kind: 'invalid',
    zh: '角色的内容不对：产品线负责人要选品类，区域负责人要填区域，协作人要填事由和结束时间，其他角色都不填这些。',
    en: 'A line owner needs a category, a region owner a region, a collaborator a purpose and an end; other roles have none of these.',
  },
  role_ends_before_start: {
    kind: 'invalid',
    zh: '结束时间要晚于开始时间。请改结束时间。',
    en: 'The end must come after the start. Give a later end.',
  },
  role_unknown: {
    kind: 'not_found',
    zh: '找不到这个角色。请刷新客户页面后重试。',
    en: 'No such role. Reload the customer page and try again.',
  },
  category_unknown: {
    kind: 'not_found',
    zh: '找不到这个品类。请从产品品类里重新选择。',
    en: 'No such category. Choose again among the product categories.',
  },
  relation_with_itself: {
    kind: 'invalid',
    zh: '客户不能与自己建立关系。请选另一位客户。',
    en: 'A customer has no relation with itself. Choose another customer.',
  },
  relation_ends_before_start: {
    kind: 'invalid',
    zh: '关系的结束日期早于开始日期。请核对两个日期。',
    en: 'The relation would end before it began. Check both days.',
  },
  relation_unknown: {
    kind: 'not_found',
    zh: '找不到这条关系。请刷新客户页面后重试。',
    en: 'No such relation. Reload the customer page and try again.',
  },
  project_name_taken: {
    kind: 'conflict',
    zh: '这位客户已有项目“{name}”。请换一个名称，或修改那个项目。',
    en: 'This customer already has a project called {name}. Use another name, or change that project.',
  },
  project_unknown: {
    kind: 'not_found',
    zh: '找不到这个项目。请刷新客户页面后重试。',
    en: 'No such project. Reload the customer page and try again.',
  },
  site_unknown: {
    kind: 'not_found',
    zh: '找不到这个收货点。请先在客户页面登记。',
    en: 'No such site. Add it on the customer page first.',
  },
  group_unknown: {
    kind: 'not_found',
    zh: '找不到这个集团。请刷新后重新选择。',
    en: 'No such group. Reload and choose again.',
  },
  group_name_taken: {
    kind: 'conflict',
    zh: '已有集团叫“{name}”。请换一个名称，或使用那个集团。',
    en: 'There is a group called {name} already. Use another name, or that group.',
  },
  group_circle: {
    kind: 'conflict',
    zh: '“{parent}”就在这个集团之下，不能反过来作它的上级。请选别的上级。',
    en: '{parent} lies in this very group and cannot be above it. Choose another parent.',
  },
  date_needs_contact: {
    kind: 'invalid',
    zh: '家庭和孩子的日子属于某个人。请选是哪位联系人的。',
    en: 'A day of a family or a child belongs to a person. Choose whose it is.',
  },
  separate_consent_missing: {
    kind: 'invalid',
    zh: '家庭和孩子的日子是敏感信息，没有单独同意不能保存。请填用途、谁同意、在哪里同意、同意日期和保存期限。',
    en: 'Days of a family or a child are sensitive and are not kept without a consent of their own. Say for what, by whom, where, when, and until when.',
  },
  guardian_consent_missing: {
    kind: 'invalid',
    zh: '孩子的日子要由监护人同意才能保存。请取得监护人的单独同意。',
    en: 'The day of a child is kept with the consent of a guardian only. Ask the guardian first.',
  },
  date_kept_too_long: {
    kind: 'invalid',
    zh: '敏感日子最多保存到同意后 {months} 个月。请填更早的保存期限。',
    en: 'A sensitive day is kept for {months} months after the consent at most. Give an earlier end.',
  },
} as const satisfies Catalogue;
