import type { IconName } from '../../ui/icons.tsx';
import { paths } from '../paths.ts';

export type SiteKey =
  | 'record'
  | 'today'
  | 'warnings'
  | 'customers'
  | 'handOvers'
  | 'health'
  | 'segments'
  | 'plan'
  | 'imports'
  | 'team'
  | 'groups'
  | 'duplicates'
  | 'calendars'
  | 'quality'
  | 'tierMoves'
  | 'pool'
  | 'stockList'
  | 'trail';
export type SiteGroup = 'work' | 'customers' | 'plan' | 'system';

export interface SiteEntry {
  readonly key: SiteKey;
  readonly href: string;
  readonly icon: IconName;
  /** Without this permission the page has nothing to show, so it is not offered; none: everybody's. */
  readonly permission?: string;
}

/** The sidebar's groups in order; Ctrl-K offers the same pages. */
export const SITE: readonly { readonly group: SiteGroup; readonly entries: readonly SiteEntry[] }[] = [
  {
    group: 'work',
    entries: [
      { key: 'today', href: paths.today(), icon: 'calendar' },
      { key: 'record', href: paths.record(), icon: 'pencil', permission: 'interactions.write' },
      { key: 'warnings', href: paths.warnings(), icon: 'siren', permission: 'warnings.read' },
      { key: 'handOvers', href: paths.handOvers(), icon: 'arrowRight', permission: 'needs.read' },
      { key: 'stockList', href: paths.stockList(), icon: 'inbox', permission: 'warnings.read' },
    ],
  },
  {
    group: 'customers',
    entries: [
      { key: 'customers', href: paths.customers(), icon: 'people', permission: 'customers.read' },
      { key: 'segments', href: paths.segments(), icon: 'filter', permission: 'segments.read' },
      { key: 'groups', href: paths.groups(), icon: 'people', permission: 'customers.read' },
      { key: 'duplicates', href: paths.duplicates(), icon: 'people', permission: 'customers.merge' },
      { key: 'health', href: paths.health(), icon: 'heart', permission: 'overview.read' },
      { key: 'tierMoves', href: paths.tierMoves(), icon: 'arrowRight', permission: 'tiers.read' },
      { key: 'pool', href: paths.pool(), icon: 'inbox', permission: 'customers.claim' },
    ],
  },
  {
    group: 'plan',
    entries: [
      { key: 'plan', href: paths.plan(), icon: 'document', permission: 'plan.read' },
      { key: 'calendars', href: paths.calendars(), icon: 'calendar', permission: 'calendars.read' },
    ],
  },
  {
    group: 'system',
    entries: [
      { key: 'imports', href: paths.imports(), icon: 'database', permission: 'imports.read' },
      { key: 'quality', href: paths.quality(), icon: 'check', permission: 'quality.read' },
      { key: 'team', href: paths.team(), icon: 'person', permission: 'team.read' },
      { key: 'trail', href: paths.trail(), icon: 'lock', permission: 'audit.read' },
    ],
  },
];
