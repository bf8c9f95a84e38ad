/** What conditions may name here and now: the keys of the plan in force, our own segments, and what is usually compared with. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActivePlan, SegmentList } from '../../../client/shapes.ts';
import { scopeBeside } from '../../../plan/compile-segment.ts';
import { parsePlan } from '../../../plan/parse-plan.ts';
import type { Scope } from '../../../plan/scope.ts';
import type { Subject } from '../../../plan/segment-form.ts';
import { FACT_KINDS, factKind } from '../../../scoring/fact-kinds.ts';
import type { Parameter } from '../../../scoring/word.ts';
import { BANDS } from '../../../ui/band.ts';
import { useFormat } from '../../../ui/locale.tsx';
import { useReply } from '../../server.ts';
import { useStageName } from '../../stage.ts';

export interface SegmentNames {
  readonly plan: ActivePlan;
  readonly segments: SegmentList['items'];
  /** What the checker needs; null for a plan this page is too old to read. */
  readonly scope: Scope | null;
}

interface Option {
  readonly value: string;
  readonly label: string;
}

const WINDOWS = ['30d', '60d', '90d', '180d', '365d', '12m', '24m'] as const;
const STAGES = ['prospect', 'new', 'active', 'silent', 'lost'] as const;

/** The names, once the plan and the segments are here; `without` is the segment that is being written. */
export function useSegmentNames(without: string | null): SegmentNames | undefined {
  const plan = useReply('GET /api/plan').data;
  const list = useReply('GET /api/segments').data;
  return useMemo(() => {
    if (plan === undefined || list === undefined) return undefined;
    const segments = list.items.filter(({ key }) => key !== without);
    const read = parsePlan(plan.text).plan;
    const keys = segments.map(({ key }) => key);
    return { plan, segments, scope: read === null ? null : scopeBeside(read, keys) };
  }, [plan, list, without]);
}

/** What may stand at a place between the brackets. */
export function useArgumentOptions(
  parameter: Parameter,
  before: readonly (string | number)[],
  { plan, segments }: SegmentNames,
): Option[] {
  const format = useFormat();
  const named = (list: readonly { key: string; name: string; nameEn: string | null }[]) =>
    list.map((each) => ({ value: each.key, label: format.name(each) }));
  switch (parameter) {
    case 'kind':
      return FACT_KINDS.map((kind) => ({ value: kind.key, label: format.say(kind) }));
    case 'window':
    case 'length':
    case 'days':
      return WINDOWS.map(plain);
    case 'filter':
      return Object.keys(factKind(String(before[0] ?? ''))?.filters ?? {}).map(plain);
    case 'indicator':
      return named(plan.indicators);
    case 'warning':
      return named(plan.warnings);
    case 'segment':
      return named(segments);
    default:
      return [];
  }
}

/** What a text is usually compared with; anything else may be typed. */
export function useValues({ name }: Subject, { plan }: SegmentNames): Option[] {
  const { t } = useTranslation();
  const format = useFormat();
  const stageName = useStageName();
  const regions = useReply('GET /api/customers', { query: { limit: 1 } }, name === 'region').data?.facets.region ?? [];
  if (name === 'tier') return plan.tiers.map((tier) => ({ value: tier.key, label: format.name(tier) }));
  if (name === 'stage') return STAGES.map((stage) => ({ value: stage, label: stageName(stage) }));
  if (name === 'colour') return BANDS.map((band) => ({ value: band, label: t(`ui.band.${band}`) }));
  if (name === 'type') return ['company', 'person'].map(plain);
  if (name === 'pattern') return ['weekly', 'dealer', 'monthly', 'quarterly', 'project', 'seasonal'].map(plain);
  return name === 'region' ? regions.map(({ key }) => plain(key)) : [];
}

function plain(value: string): Option {
  return { value, label: value };
}
