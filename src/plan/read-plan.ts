import { isAppError } from '../kernel/errors.ts';
import { minorDigits } from '../kernel/money.ts';
import { checkZone } from '../kernel/time.ts';
import type { Basis } from '../scoring/basis.ts';
import type { HoldReason, Level } from '../scoring/program.ts';
import { RHYTHM_DEFAULT, type RhythmSettings } from '../scoring/rhythm.ts';
import { NO_SEASONS, type SeasonSettings } from '../scoring/seasons.ts';
import { Fields } from './fields.ts';
import type * as Plans from './plan.ts';
import type { PlanSource } from './plan-source.ts';

const TOP_KEYS = [
  ...['name', 'name_en', 'timezone', 'currency', 'basis', 'standing', 'tiers', 'indicators', 'health', 'new_customer'],
  ...['stages', 'segments', 'warnings', 'holds', 'rhythm', 'seasons', 'access', 'pool', 'stock'],
];
const RULE_KEYS = ['key', 'name', 'name_en', 'when'];
const INDICATOR_KEYS = [
  ...['name', 'name_en', 'risk', 'weight', 'inputs', 'value', 'good', 'bad', 'unknown', 'not_applicable', 'point_caps'],
  ...['caps', 'says', 'says_en'],
];
const HEALTH_KEYS = ['green', 'yellow', 'return_margin', 'hold', 'known_weight_min', 'provisional_weight_min', 'caps'];
const WARNING_KEYS = [
  ...[
    'key',
    'name',
    'name_en',
    'level',
    'risk',
    'when',
    'because',
    'clear',
    'hold',
    'for',
    'for_waived',
    'quiet',
    'act',
  ],
];
const RHYTHM_KEYS = [
  ...['burst_gaps_min', 'burst_ratio', 'burst_days', 'gaps_min', 'gaps_max', 'peer_days', 'peer_days_default'],
  ...['peer_weight', 'next_need_days'],
];
const HOLD_KEYS = ['festival_before', 'festival_after', 'stale_after', 'next_need_grace'];

const RISKS: readonly Plans.Risk[] = ['need', 'relation', 'external'];
const HOLDS: readonly HoldReason[] = ['festival', 'stale_feed', 'credit_hold', 'new_customer', 'next_need'];
const LEVELS: readonly Level[] = [1, 2, 3];
const UNKNOWNS = ['leave_out', 'neutral', 'worst'] as const;
const LIMIT_FORM = /^(\d{1,3}) (working_days|working_hours|elapsed_hours)$/;
const PERCENT = { min: 0, max: 100 };
const DAYS = { min: 1, max: 3_660 };

/** The plan that a file says, as far as it can be understood; what cannot is among the source's problems. */
export function readPlan(source: PlanSource): Plans.Plan | null {
  if (source.root === null) return null;
  const top = new Fields(source, source.root, '', TOP_KEYS);
  const name = top.text('name');
  const indicators = top
    .entries('indicators', INDICATOR_KEYS, true)
    .map(({ key, fields }) => readIndicator(key, fields));
  const indicatorKeys = indicators.map(({ key }) => key);
  const segments = top.entries('segments', ['name', 'name_en', 'when']).map(({ key, fields }) => ({
    ...named(key, fields),
    when: fields.expression('when'),
  }));
  return {
    name,
    nameEn: top.text('name_en', name),
    timezone: readZone(top),
    currency: readCurrency(top),
    basis: readBasis(top),
    standing: top.maybeExpression('standing'),
    tiers: top.list('tiers', [...RULE_KEYS, 'contacts'], true).map(readTier),
    indicators,
    health: readHealth(top),
    newCustomer: readNewCustomer(top),
    stages: top.list('stages', RULE_KEYS).map(readRule),
    segments,
    warnings: top.list('warnings', WARNING_KEYS).map((fields) => readWarning(fields, indicatorKeys)),
    holds: readHolds(top),
    rhythm: readRhythm(top),
    seasons: readSeasons(top),
    access: readAccess(top),
    pool: readPool(
      top,
      segments.map(({ key }) => key),
    ),
    stock: {
      perWeek: top.map('stock', ['per_week'], false)?.number('per_week', { min: 1, max: 1_000, otherwise: 10 }) ?? 10,
    },
    text: source.text,
  };
}

function readZone(top: Fields): string {
  const zone = top.text('timezone');
  const isKnown = isFine(() => checkZone(zone));
  if (zone !== '' && !isKnown) top.report('timezone', { code: 'bad_zone', word: zone });
  return isKnown ? zone : 'UTC';
}

function readCurrency(top: Fields): string {
  const currency = top.text('currency');
  const isKnown = isFine(() => minorDigits(currency));
  if (currency !== '' && !isKnown) top.report('currency', { code: 'bad_currency', word: currency });
  return isKnown ? currency : 'CNY';
}

function isFine(check: () => unknown): boolean {
  try {
    check();
    return true;
  } catch (error) {
    if (isAppError(error)) return false;
    throw error;
  }
}

function readBasis(top: Fields): Basis {
  const fields = top.map('basis', ['amount', 'tax', 'returns', 'month_closes_on'], false);
  return {
    amount: fields?.choice('amount', ['ordered', 'shipped', 'invoiced', 'received'], 'shipped') ?? 'shipped',
    tax: fields?.choice('tax', ['included', 'excluded'], 'included') ?? 'included',
    returns: fields?.choice('returns', ['on_return_date', 'on_order_date'], 'on_return_date') ?? 'on_return_date',
    monthClosesOn: fields?.number('month_closes_on', { min: 1, max: 31, otherwise: 31 }) ?? 31,
  };
}

function named(key: string, fields: Fields): Plans.Named {
  const name = fields.text('name');
  return { key, name, nameEn: fields.text('name_en', name) };
}

function readRule(fields: Fields): Plans.PlanRule {
  return { ...named(fields.key(), fields), when: fields.expression('when') };
}

function readTier(fields: Fields): Plans.PlanTier {
  return { ...readRule(fields), contactsDue: fields.number('contacts', { min: 0, max: 1_000, otherwise: 1 }) };
}

function readIndicator(key: string, fields: Fields): Plans.PlanIndicator {
  const inputs = fields.openMap('inputs');
  const says = fields.has('says') ? fields.text('says') : null;
  return {
    ...named(key, fields),
    risk: fields.choice('risk', RISKS),
    weight: fields.number('weight', PERCENT),
    inputs: inputs?.keys().map((name) => ({ name, expression: inputs.expression(name) })) ?? [],
    value: fields.expression('value'),
    good: fields.number('good', { min: -1e9, max: 1e9 }),
    bad: fields.number('bad', { min: -1e9, max: 1e9 }),
    unknown: fields.choice('unknown', UNKNOWNS, 'leave_out'),
    notApplicable: fields.maybeExpression('not_applicable'),
    pointCaps: fields.list('point_caps', ['when', 'max']).map(readCap),
    caps: fields.list('caps', ['when', 'max']).map(readCap),
    says: says === null ? null : { zh: says, en: fields.text('says_en', says) },
  };
}

function readCap(fields: Fields): Plans.PlanCap {
  return { when: fields.expression('when'), max: fields.number('max', PERCENT) };
}

function readHealth(top: Fields): Plans.PlanHealth {
  const fields = top.map('health', HEALTH_KEYS);
  const number = (key: string, otherwise: number) => fields?.number(key, { ...PERCENT, otherwise }) ?? otherwise;
  return {
    green: number('green', 70),
    yellow: number('yellow', 40),
    returnMargin: number('return_margin', 2),
    holdDays: fields?.days('hold', 3) ?? 3,
    knownWeightMin: number('known_weight_min', 50),
    provisionalWeightMin: number('provisional_weight_min', 35),
    caps:
      fields
        ?.list('caps', [...RULE_KEYS, 'max'])
        .map((cap) => ({ ...readRule(cap), max: cap.number('max', PERCENT) })) ?? [],
  };
}

function readNewCustomer(top: Fields): Plans.Plan['newCustomer'] {
  const fields = top.map('new_customer', ['when', 'track'], false);
  if (fields === null) return null;
  return { when: fields.expression('when'), steps: fields.list('track', RULE_KEYS).map(readRule) };
}

function readWarning(fields: Fields, indicatorKeys: readonly string[]): Plans.PlanWarning {
  return {
    ...named(fields.key(), fields),
    level: fields.choice('level', LEVELS),
    risk: fields.choice('risk', RISKS),
    when: fields.expression('when'),
    because: fields.choices('because', indicatorKeys),
    clear: fields.expression('clear'),
    hold: fields.choices('hold', HOLDS),
    forDays: fields.days('for', 0),
    forWaived: fields.maybeExpression('for_waived'),
    quietDays: fields.days('quiet', 0),
    act: readAct(fields),
  };
}

function readAct(fields: Fields): Plans.PlanWarning['act'] {
  const act = fields.map('act', ['by', 'within']);
  if (act === null) return { by: '', within: { count: 1, unit: 'working_days' } };
  const text = act.text('within');
  const match = LIMIT_FORM.exec(text);
  if (match === null && text !== '') act.report('within', { code: 'bad_limit', word: text });
  const unit = (match?.[2] ?? 'working_days') as Plans.Limit['unit'];
  return { by: act.key('by'), within: { count: Number(match?.[1] ?? 1), unit } };
}

function readHolds(top: Fields): Plans.PlanHolds {
  const fields = top.map('holds', HOLD_KEYS, false);
  return {
    festivalBefore: fields?.days('festival_before', 8) ?? 8,
    festivalAfter: fields?.days('festival_after', 25) ?? 25,
    staleAfter: fields?.days('stale_after', 7) ?? 7,
    nextNeedGrace: fields?.days('next_need_grace', 14) ?? 14,
  };
}

function readAccess(top: Fields): Plans.PlanAccess {
  const fields = top.map('access', ['reveals_per_day', 'reveals_alarm_per_hour'], false);
  return {
    revealsPerDay: fields?.number('reveals_per_day', { min: 0, max: 10_000, otherwise: 100 }) ?? 100,
    revealsAlarmPerHour: fields?.number('reveals_alarm_per_hour', { min: 1, max: 10_000, otherwise: 50 }) ?? 50,
  };
}

function readPool(top: Fields, segmentKeys: readonly string[]): Plans.PlanPool | null {
  const fields = top.map('pool', ['segment', 'protect', 'claims_per_day'], false);
  if (fields === null) return null;
  return {
    segment: fields.choice('segment', segmentKeys),
    protectDays: fields.days('protect', 180),
    claimsPerDay: fields.number('claims_per_day', { min: 0, max: 1_000, otherwise: 3 }),
  };
}

function readRhythm(top: Fields): RhythmSettings {
  const fields = top.map('rhythm', RHYTHM_KEYS, false);
  if (fields === null) return RHYTHM_DEFAULT;
  const peers = fields.openMap('peer_days');
  const number = (key: string, otherwise: number) => fields.number(key, { min: 0, max: 3_660, otherwise });
  return {
    burstGapsMin: number('burst_gaps_min', RHYTHM_DEFAULT.burstGapsMin),
    burstRatio: number('burst_ratio', RHYTHM_DEFAULT.burstRatio),
    burstDays: fields.days('burst_days', RHYTHM_DEFAULT.burstDays),
    gapsMin: number('gaps_min', RHYTHM_DEFAULT.gapsMin),
    gapsMax: number('gaps_max', RHYTHM_DEFAULT.gapsMax),
    peerDays: Object.fromEntries(peers?.keys().map((pattern) => [pattern, peers.number(pattern, DAYS)]) ?? []),
    peerDaysDefault: number('peer_days_default', RHYTHM_DEFAULT.peerDaysDefault),
    peerWeight: number('peer_weight', RHYTHM_DEFAULT.peerWeight),
    nextNeedDays: fields.number('next_need_days', { ...DAYS, otherwise: RHYTHM_DEFAULT.nextNeedDays }),
  };
}

function readSeasons(top: Fields): SeasonSettings {
  const fields = top.map('seasons', ['spring_festival', 'winters'], false);
  const festival = fields?.map('spring_festival', ['before', 'after', 'weight'], false) ?? null;
  const winters = fields?.list('winters', ['regions', 'months', 'weight']) ?? [];
  return {
    springFestival: festival === null ? NO_SEASONS.springFestival : readFestival(festival),
    winters: winters.map((winter) => ({
      regions: winter.texts('regions'),
      months: winter.numbers('months'),
      weight: winter.number('weight', { min: 0.01, max: 1 }),
    })),
  };
}

function readFestival(fields: Fields): SeasonSettings['springFestival'] {
  return {
    daysBefore: fields.days('before', 12),
    daysAfter: fields.days('after', 15),
    weight: fields.number('weight', { min: 0.01, max: 1 }),
  };
}
