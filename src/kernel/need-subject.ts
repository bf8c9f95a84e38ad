/** Subjects of needs with the words by which a sentence is known to be about them, the tellingest first. */
const SUBJECTS = [
  [
    'delivery',
    /催货|交期|到货|送货|发货|配送|物流|晚到|延误|供货|缺货|断货|deliver|shipment|shipping|lead time|stock-?out/i,
  ],
  ['technical', /技术|图纸|参数|检测|认证|施工|配方|工艺|方案|选型|drawing|technical|spec|certificat|test report/i],
  ['price', /价|折扣|账期|返利|优惠|付款|便宜|成本|price|discount|rebate|payment|credit|cheaper|cost/i],
  ['service', /售后|服务|培训|回访|响应|退换|维修|上门|投诉|service|training|repair|respon|after-?sales/i],
  [
    'product',
    /产品|规格|型号|样品|送样|定制|小批量|包装|颜色|品质|质量|新品|product|sample|custom|packag|colou?r|quality/i,
  ],
  ['relation', /拜访|见面|聚|参观|年会|高层|领导|合作|visit us|meet|invite|dinner|partner/i],
] as const;

export type NeedSubject = (typeof SUBJECTS)[number][0] | 'other';

/** What a sentence is about, as far as its words tell. */
export function subjectOf(text: string): NeedSubject {
  return SUBJECTS.find(([, words]) => words.test(text))?.[0] ?? 'other';
}

/** How the departments are called that answer for a subject. */
const DEPARTMENTS: Readonly<Partial<Record<NeedSubject, RegExp>>> = {
  delivery: /供应链|物流|仓|配送|计划|生产|supply|logistic|warehouse|production/i,
  technical: /技术|研发|工程|technical|engineering|r&d/i,
  price: /商务|财务|定价|信控|销售支持|commercial|finance|pricing/i,
  service: /客服|售后|服务|service|support/i,
  product: /产品|研发|品质|质量|质检|生产|product|quality|r&d/i,
};

/** The team that a need on this subject should be handed to; null when it stays with the customer's own people. */
export function departmentFor<Team extends { readonly name: string }>(
  subject: NeedSubject,
  teams: readonly Team[],
): Team | null {
  const names = DEPARTMENTS[subject];
  return (names && teams.find(({ name }) => names.test(name))) ?? null;
}
