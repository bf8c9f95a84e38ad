import type { HoldReason, Level } from '../scoring/program.ts';
import { RHYTHM_DEFAULT } from '../scoring/rhythm.ts';
import { type Review, type Risk, WORK_ROLES } from './plan.ts';
import * as shapes from './shapes.ts';

/** The one description of a plan's file: it is read by this, and editors complete it by the JSON Schema made of this. */

const RISKS: readonly Risk[] = ['need', 'relation', 'external'];
const HOLDS: readonly HoldReason[] = ['festival', 'stale_feed', 'credit_hold', 'new_customer', 'next_need'];
const LEVELS: readonly Level[] = [1, 2, 3];
const REVIEWS: readonly Review[] = ['monthly', 'quarterly', 'yearly'];
const UNKNOWNS = ['leave_out', 'neutral', 'worst'] as const;
const MOVES = ['automatic', 'approved'] as const;
const PERCENT = { min: 0, max: 100 };
const DAYS = { min: 1, max: 3_660 };
const COUNT = { min: 0, max: 1_000 };

const NAMED = { name: shapes.text(), name_en: shapes.maybeText() };
const KEYED = { key: shapes.key(), ...NAMED };
const RULE = { ...KEYED, when: shapes.expression() };
const SAID = { says: shapes.maybeText(), says_en: shapes.maybeText() };
const ACT = { by: shapes.choice(WORK_ROLES), within: shapes.limit() };
const CAP = { when: shapes.expression(), max: shapes.number(PERCENT) };

const TIER = {
  ...RULE,
  contacts: shapes.about(
    shapes.number({ ...COUNT, otherwise: 1 }),
    '90 天内应有的联系次数。',
    'Contacts due in 90 days.',
  ),
  sponsor: shapes.maybeChoice(WORK_ROLES),
  review: shapes.maybeChoice(REVIEWS),
  entitlements: shapes.list(KEYED),
};

const INDICATOR = {
  ...NAMED,
  risk: shapes.choice(RISKS),
  weight: shapes.about(shapes.number(PERCENT), '权重，合计 100。', 'The weights sum to 100.'),
  inputs: shapes.about(
    shapes.namedExpressions(),
    '中间值，依次计算，写进得分说明。',
    'Named values, computed in order and shown in the receipt.',
  ),
  value: shapes.expression(),
  good: shapes.about(
    shapes.number({ min: -1e9, max: 1e9 }),
    '得 100 分的取值。',
    'The value that is worth 100 points.',
  ),
  bad: shapes.about(shapes.number({ min: -1e9, max: 1e9 }), '得 0 分的取值。', 'The value that is worth none.'),
  unknown: shapes.choice(UNKNOWNS, 'leave_out'),
  not_applicable: shapes.maybeExpression(),
  point_caps: shapes.about(shapes.list(CAP), '本指标得分的上限。', 'Ceilings on the points of this indicator.'),
  caps: shapes.about(shapes.list(CAP), '健康分的上限。', 'Ceilings on the whole health score.'),
  ...SAID,
};

const HEALTH = {
  green: shapes.number({ ...PERCENT, otherwise: 70 }),
  yellow: shapes.number({ ...PERCENT, otherwise: 40 }),
  return_margin: shapes.number({ ...PERCENT, otherwise: 2 }),
  hold: shapes.days(3),
  known_weight_min: shapes.number({ ...PERCENT, otherwise: 50 }),
  provisional_weight_min: shapes.number({ ...PERCENT, otherwise: 35 }),
  caps: shapes.list({ ...RULE, max: shapes.number(PERCENT) }),
  note: shapes.about(
    shapes.map({ points: shapes.number({ min: 0, max: 50, otherwise: 10 }), lasts: shapes.days(30) }),
    '人工洞察：最多调整多少分，持续多久。',
    'By how many points somebody who knows better may move a score, and for how long.',
  ),
};

const WARNING = {
  ...RULE,
  level: shapes.choice(LEVELS),
  risk: shapes.choice(RISKS),
  because: shapes.about(shapes.keys(), '说明原因的指标。', 'The indicators whose sentences say why.'),
  clear: shapes.expression(),
  hold: shapes.choices(HOLDS),
  for: shapes.days(0),
  for_waived: shapes.maybeExpression(),
  quiet: shapes.days(0),
  act: shapes.map(ACT, true),
  minutes: shapes.about(
    shapes.number({ min: 0, max: 100_000, otherwise: 0 }),
    '处理一条预警的工时（分钟）。',
    'The work that one such warning means.',
  ),
};

const RHYTHM = {
  burst_gaps_min: shapes.number({ ...DAYS, otherwise: RHYTHM_DEFAULT.burstGapsMin }),
  burst_ratio: shapes.number({ ...DAYS, otherwise: RHYTHM_DEFAULT.burstRatio }),
  burst_days: shapes.days(RHYTHM_DEFAULT.burstDays),
  gaps_min: shapes.number({ ...DAYS, otherwise: RHYTHM_DEFAULT.gapsMin }),
  gaps_max: shapes.number({ ...DAYS, otherwise: RHYTHM_DEFAULT.gapsMax }),
  peer_days: shapes.namedNumbers(DAYS),
  peer_days_default: shapes.number({ ...DAYS, otherwise: RHYTHM_DEFAULT.peerDaysDefault }),
  peer_weight: shapes.number({ ...COUNT, otherwise: RHYTHM_DEFAULT.peerWeight }),
  next_need_days: shapes.number({ ...DAYS, otherwise: RHYTHM_DEFAULT.nextNeedDays }),
};

const WEIGHT = { min: 0.01, max: 1 };
const SEASONS = {
  spring_festival: shapes.maybeMap({
    before: shapes.days(12),
    after: shapes.days(15),
    weight: shapes.number(WEIGHT),
  }),
  winters: shapes.list({
    regions: shapes.texts(),
    months: shapes.numbers(1, 12),
    weight: shapes.number(WEIGHT),
  }),
};

const INSIGHT = {
  ...NAMED,
  when: shapes.expression(),
  inputs: shapes.namedExpressions(),
  says: shapes.text(),
  says_en: shapes.maybeText(),
  suggests: shapes.maybeText(),
  suggests_en: shapes.maybeText(),
};

const RFM = {
  recency: shapes.expression(),
  frequency: shapes.expression(),
  monetary: shapes.expression(),
  bands: shapes.wordOrMap('quintiles', {
    recency: shapes.borders(),
    frequency: shapes.borders(),
    monetary: shapes.borders(),
  }),
  classes: shapes.list(RULE),
};

/** Named values; read first, since everything else may use them. */
export const SETTINGS = shapes.about(
  shapes.entries({
    ...NAMED,
    value: shapes.scalar(),
    options: shapes.scalars(),
    source: shapes.maybeText(),
  }),
  '有名字的数字或文字：表达式里直接写名字，其他地方写 $名字。',
  'Named numbers or texts: by their name in expressions, as $name elsewhere.',
);

/** Everything else that a plan may say. */
export const PLAN = {
  name: shapes.text(),
  name_en: shapes.maybeText(),
  timezone: shapes.text(),
  currency: shapes.text(),
  basis: shapes.map({
    amount: shapes.choice(['ordered', 'shipped', 'invoiced', 'received'] as const, 'shipped'),
    tax: shapes.choice(['included', 'excluded'] as const, 'included'),
    returns: shapes.choice(['on_return_date', 'on_order_date'] as const, 'on_return_date'),
    month_closes_on: shapes.number({ min: 1, max: 31, otherwise: 31 }),
  }),
  approval: shapes.choice(['none', 'two_persons'] as const, 'none'),
  standing: shapes.about(shapes.maybeExpression(), '等级分。', 'The number from which tiers are proposed.'),
  tiers: shapes.about(shapes.list(TIER, true), '由高到低，取第一个成立的。', 'High to low; the first that is true.'),
  tier_moves: shapes.map({
    up: shapes.choice(MOVES, 'automatic'),
    down: shapes.choice(MOVES, 'approved'),
    hold: shapes.days(90),
    protect: shapes.maybeExpression(),
  }),
  schemes: shapes.entries({ ...NAMED, classes: shapes.list(RULE, true) }),
  rfm: shapes.maybeMap(RFM),
  indicators: shapes.entries(INDICATOR, true),
  health: shapes.map(HEALTH, true),
  new_customer: shapes.maybeMap({ when: shapes.expression(), track: shapes.list(RULE) }),
  stages: shapes.list(RULE),
  segments: shapes.entries({
    ...NAMED,
    when: shapes.expression(),
    description: shapes.maybeText(),
    description_en: shapes.maybeText(),
    source: shapes.maybeText(),
  }),
  badges: shapes.entries({ ...NAMED, when: shapes.expression() }),
  tags: shapes.list({
    tag: shapes.text(),
    when: shapes.expression(),
    act: shapes.maybeMap(ACT),
    does: shapes.maybeText(),
    does_en: shapes.maybeText(),
  }),
  insights: shapes.entries(INSIGHT),
  warnings: shapes.list(WARNING),
  limits: shapes.map({
    new_per_day: shapes.number({ ...COUNT, otherwise: 3 }),
    open_per_person: shapes.number({ ...COUNT, otherwise: 10 }),
  }),
  holds: shapes.map({
    festival_before: shapes.days(8),
    festival_after: shapes.days(25),
    stale_after: shapes.days(7),
    next_need_grace: shapes.days(14),
  }),
  rhythm: shapes.map(RHYTHM),
  seasons: shapes.map(SEASONS),
  access: shapes.map({
    reveals_per_day: shapes.number({ min: 0, max: 10_000, otherwise: 100 }),
    reveals_alarm_per_hour: shapes.number({ min: 1, max: 10_000, otherwise: 50 }),
  }),
  pool: shapes.maybeMap({
    segment: shapes.key(),
    protect: shapes.days(180),
    claims_per_day: shapes.number({ ...COUNT, otherwise: 3 }),
  }),
  stock: shapes.map({ per_week: shapes.number({ min: 1, max: 1_000, otherwise: 10 }) }),
};
