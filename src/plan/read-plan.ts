import { isAppError } from '../kernel/errors.ts';
import { minorDigits } from '../kernel/money.ts';
import { checkZone } from '../kernel/time.ts';
import { NO_SEASONS } from '../scoring/seasons.ts';
import { Fields } from './fields.ts';
import type * as Plans from './plan.ts';
import { PLAN, SETTINGS } from './plan-shape.ts';
import type { PlanSource } from './plan-source.ts';
import { type Part, type Read, readShape } from './shapes.ts';

type Raw = Read<typeof PLAN>;
type RawSettings = typeof SETTINGS extends Part<infer Value> ? Value : never;

/** What one warning of a level means in work where the plan does not say: a call, a joint visit, a task force. */
const MINUTES_OF_LEVEL = { 1: 20, 2: 450, 3: 1_200 } as const;

/** The plan that a file says, as far as it can be understood; what cannot is among the source's problems. */
export function readPlan(source: PlanSource): Plans.Plan | null {
  if (source.root === null) return null;
  const top = new Fields(source, source.root, '', ['settings', ...Object.keys(PLAN)]);
  const settings = SETTINGS.read(top, 'settings');
  source.settings = new Map(settings.map(({ key, value }) => [key, value]));
  const raw = readShape(top, PLAN);
  return {
    ...named(raw),
    ...{ approval: raw.approval, basis: raw.basis, standing: raw.standing, limits: raw.limits, holds: raw.holds },
    ...{ rhythm: raw.rhythm, access: raw.access, stock: raw.stock, badges: raw.badges.map(keyed) },
    ...classesOf(raw),
    timezone: zoneOf(top, raw.timezone),
    currency: currencyOf(top, raw.currency),
    settings: settings.map(settingOf),
    indicators: raw.indicators.map(indicatorOf),
    health: { ...raw.health, holdDays: raw.health.hold, caps: raw.health.caps.map(keyed), note: noteOf(raw) },
    newCustomer: raw.newCustomer && { when: raw.newCustomer.when, steps: raw.newCustomer.track.map(keyed) },
    stages: raw.stages.map(keyed),
    segments: raw.segments.map(keyed),
    tags: raw.tags.map((each) => ({ ...each, does: said(each.does, each.doesEn) })),
    insights: raw.insights.map(insightOf),
    warnings: raw.warnings.map(warningOf),
    seasons: seasonsOf(raw),
    pool: raw.pool && { ...raw.pool, protectDays: raw.pool.protect },
    text: source.text,
  };
}

function named<Given extends { readonly name: string; readonly nameEn: string | null }>(
  given: Given,
): { name: string; nameEn: string } {
  return { name: given.name, nameEn: given.nameEn ?? given.name };
}

/** A part with a key: without an English name it has the other. */
function keyed<Given extends { readonly name: string; readonly nameEn: string | null }>(
  given: Given,
): Given & { nameEn: string } {
  return { ...given, nameEn: given.nameEn ?? given.name };
}

function said(zh: string | null, en: string | null): Plans.Said | null {
  return zh === null ? null : { zh, en: en ?? zh };
}

function settingOf(given: RawSettings[number]): Plans.PlanSetting {
  return keyed(given);
}

function classesOf({
  tiers,
  tierMoves,
  schemes,
  rfm,
}: Raw): Pick<Plans.Plan, 'tiers' | 'tierMoves' | 'schemes' | 'rfm'> {
  return {
    tiers: tiers.map((tier) => ({
      ...keyed(tier),
      contactsDue: tier.contacts,
      entitlements: tier.entitlements.map(keyed),
    })),
    tierMoves: { ...tierMoves, holdDays: tierMoves.hold },
    schemes: schemes.map((scheme) => ({ ...keyed(scheme), classes: scheme.classes.map(keyed) })),
    rfm: rfm && { ...rfm, classes: rfm.classes.map(keyed) },
  };
}

function indicatorOf(given: Raw['indicators'][number]): Plans.PlanIndicator {
  return { ...keyed(given), says: said(given.says, given.saysEn) };
}

function insightOf(given: Raw['insights'][number]): Plans.PlanInsight {
  const says = { zh: given.says, en: given.saysEn ?? given.says };
  return { ...keyed(given), says, suggests: said(given.suggests, given.suggestsEn) };
}

function warningOf(given: Raw['warnings'][number]): Plans.PlanWarning {
  const minutes = given.minutes > 0 ? given.minutes : MINUTES_OF_LEVEL[given.level];
  return { ...keyed(given), forDays: given.for, quietDays: given.quiet, minutes };
}

function noteOf({ health }: Raw): Plans.PlanHealth['note'] {
  return { points: health.note.points, days: health.note.lasts };
}

function seasonsOf({ seasons }: Raw): Plans.Plan['seasons'] {
  const { springFestival: festival, winters } = seasons;
  const springFestival = festival && {
    daysBefore: festival.before,
    daysAfter: festival.after,
    weight: festival.weight,
  };
  return { springFestival: springFestival ?? NO_SEASONS.springFestival, winters };
}

function zoneOf(top: Fields, zone: string): string {
  const isKnown = isFine(() => checkZone(zone));
  if (zone !== '' && !isKnown) top.report('timezone', { code: 'bad_zone', word: zone });
  return isKnown ? zone : 'UTC';
}

function currencyOf(top: Fields, currency: string): string {
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
