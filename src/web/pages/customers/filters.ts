import { useTranslation } from 'react-i18next';
import type { CustomerList } from '../../../client/shapes.ts';
import { BANDS } from '../../../ui/band.ts';
import type { Filter, FilterOption } from '../../../ui/filter-bar.tsx';
import { useFormat } from '../../../ui/locale.tsx';
import { type AddressValues, numberOf, oneOf } from '../../address.ts';
import { useMay, useReply } from '../../server.ts';
import { useStageName } from '../../stage.ts';

/** What the list can be narrowed by, in the order of the bar; the words of the address and of the API. */
export const FILTER_KEYS = ['tier', 'colour', 'stage', 'segment', 'owner', 'region', 'warning', 'moved'] as const;

const WARNING_LEVELS = ['1', '2', '3'] as const;
const MOVES = ['worse', 'better'] as const;

export const SORTS = [
  '-amountYear',
  '-lastOrderOn',
  '-name',
  '-score',
  'amountYear',
  'lastOrderOn',
  'name',
  'score',
] as const;
export const SORT_DEFAULT = '-amountYear';

/** What the address says, as the API asks for it; words it does not know are left out. */
export function filtersOf(values: AddressValues) {
  return {
    query: values['query'],
    tier: values['tier'],
    colour: oneOf(BANDS, values['colour']),
    stage: values['stage'],
    segment: values['segment'],
    owner: values['owner'],
    region: values['region'],
    moved: oneOf(MOVES, values['moved']),
    warning: numberOf(values['warning']),
  };
}

/** Names of colleagues behind the ids that the reply counts; `none` is nobody. */
function useOwnerOptions(facet: CustomerList['facets']['owner']): FilterOption[] {
  const { t } = useTranslation();
  const members = useReply('GET /api/members', {}, useMay('team.read'));
  const names = new Map(members.data?.items.map(({ id, name }) => [id, name]));
  return facet.map(({ key, count }) => ({
    value: key,
    label: key === 'none' ? t('customers.noOwner') : (names.get(key) ?? key),
    count,
  }));
}

/** The segments there are; `targets` is everybody of those that are marked. */
function useSegmentOptions(): FilterOption[] {
  const { t } = useTranslation();
  const format = useFormat();
  const segments = useReply('GET /api/segments', {}, useMay('segments.read')).data?.items ?? [];
  const options = segments.map((segment) => ({
    value: segment.key,
    label: format.name(segment),
    ...(segment.members === null ? {} : { count: segment.members }),
  }));
  const hasTargets = segments.some(({ target }) => target !== null);
  return hasTargets ? [{ value: 'targets', label: t('customers.filters.targets') }, ...options] : options;
}

/** The filters with what each choice would leave, as the reply counts it. */
export function useCustomerFilters({ facets }: CustomerList): Filter[] {
  const { t } = useTranslation();
  const format = useFormat();
  const stageName = useStageName();
  const colours = BANDS.map((band) => ({
    value: band,
    label: t(`ui.band.${band}`),
    count: facets.colour.find(({ key }) => key === band)?.count ?? 0,
  }));
  return [
    {
      key: 'tier',
      label: t('customers.filters.tier'),
      options: facets.tier.map((tier) => ({ value: tier.key, label: format.name(tier), count: tier.count })),
    },
    { key: 'colour', label: t('customers.filters.colour'), options: colours },
    {
      key: 'stage',
      label: t('customers.filters.stage'),
      options: facets.stage.map(({ key, count }) => ({ value: key, label: stageName(key), count })),
    },
    { key: 'segment', label: t('customers.filters.segment'), options: useSegmentOptions() },
    { key: 'owner', label: t('customers.filters.owner'), options: useOwnerOptions(facets.owner) },
    {
      key: 'region',
      label: t('customers.filters.region'),
      options: facets.region.map(({ key, count }) => ({ value: key, label: key, count })),
    },
    {
      key: 'warning',
      label: t('customers.filters.warning'),
      options: WARNING_LEVELS.map((level) => ({ value: level, label: t('customers.filters.warningLevel', { level }) })),
    },
    {
      key: 'moved',
      label: t('customers.filters.moved'),
      options: MOVES.map((move) => ({ value: move, label: t(`customers.filters.${move}`) })),
    },
  ];
}
