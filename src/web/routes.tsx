/** The site map: every address of the app and the page that answers it, each page in a chunk of its own. */
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Navigate } from '@tanstack/react-router';
import { Crash } from './shell/crash.tsx';
import { NotFound } from './shell/not-found.tsx';
import { Shell } from './shell/shell.tsx';

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound, errorComponent: Crash });

const home = createRoute({ getParentRoute: () => root, path: '/', component: () => <Navigate to="/today" replace /> });

const today = createRoute({
  getParentRoute: () => root,
  path: '/today',
  component: lazyRouteComponent(() => import('./pages/today/today.tsx'), 'TodayPage'),
});

const warnings = createRoute({
  getParentRoute: () => root,
  path: '/warnings',
  component: lazyRouteComponent(() => import('./pages/warnings/warnings.tsx'), 'WarningsPage'),
});

const health = createRoute({
  getParentRoute: () => root,
  path: '/health',
  component: lazyRouteComponent(() => import('./pages/health/board.tsx'), 'HealthBoardPage'),
});

const customers = createRoute({
  getParentRoute: () => root,
  path: '/customers',
  component: lazyRouteComponent(() => import('./pages/customers/list.tsx'), 'CustomerListPage'),
});

const customer = createRoute({
  getParentRoute: () => root,
  path: '/customers/$publicId',
  component: lazyRouteComponent(() => import('./pages/customer/customer.tsx'), 'CustomerPage'),
});

const customerTab = createRoute({
  getParentRoute: () => root,
  path: '/customers/$publicId/$tab',
  component: lazyRouteComponent(() => import('./pages/customer/customer.tsx'), 'CustomerPage'),
});

const brief = createRoute({
  getParentRoute: () => root,
  path: '/customers/$publicId/brief',
  component: lazyRouteComponent(() => import('./pages/visit/brief.tsx'), 'BriefPage'),
});

const visit = createRoute({
  getParentRoute: () => root,
  path: '/customers/$publicId/visit',
  component: lazyRouteComponent(() => import('./pages/visit/visit.tsx'), 'VisitPage'),
});

const record = createRoute({
  getParentRoute: () => root,
  path: '/record',
  component: lazyRouteComponent(() => import('./pages/record/record.tsx'), 'RecordPage'),
});

const duplicates = createRoute({
  getParentRoute: () => root,
  path: '/duplicates',
  component: lazyRouteComponent(() => import('./pages/duplicates/duplicates.tsx'), 'DuplicatesPage'),
});

const plan = createRoute({
  getParentRoute: () => root,
  path: '/plan',
  component: lazyRouteComponent(() => import('./pages/plan/plan.tsx'), 'PlanPage'),
});

const calendars = createRoute({
  getParentRoute: () => root,
  path: '/calendars',
  component: lazyRouteComponent(() => import('./pages/calendars/calendars.tsx'), 'CalendarsPage'),
});

const quality = createRoute({
  getParentRoute: () => root,
  path: '/quality',
  component: lazyRouteComponent(() => import('./pages/quality/quality.tsx'), 'QualityPage'),
});

const imports = createRoute({
  getParentRoute: () => root,
  path: '/imports',
  component: lazyRouteComponent(() => import('./pages/imports/imports.tsx'), 'ImportsPage'),
});

const team = createRoute({
  getParentRoute: () => root,
  path: '/team',
  component: lazyRouteComponent(() => import('./pages/team/team.tsx'), 'TeamPage'),
});

const handOvers = createRoute({
  getParentRoute: () => root,
  path: '/handovers',
  component: lazyRouteComponent(() => import('./pages/handovers/handovers.tsx'), 'HandOversPage'),
});

const group = createRoute({
  getParentRoute: () => root,
  path: '/groups/$id',
  component: lazyRouteComponent(() => import('./pages/group/group.tsx'), 'GroupPage'),
});

const groups = createRoute({
  getParentRoute: () => root,
  path: '/groups',
  component: lazyRouteComponent(() => import('./pages/group/groups.tsx'), 'GroupsPage'),
});

const tierMoves = createRoute({
  getParentRoute: () => root,
  path: '/tier-moves',
  component: lazyRouteComponent(() => import('./pages/tier-moves/tier-moves.tsx'), 'TierMovesPage'),
});

const segments = createRoute({
  getParentRoute: () => root,
  path: '/segments',
  component: lazyRouteComponent(() => import('./pages/segments/segments.tsx'), 'SegmentsPage'),
});

const segment = createRoute({
  getParentRoute: () => root,
  path: '/segments/$id',
  component: lazyRouteComponent(() => import('./pages/segments/segment.tsx'), 'SegmentPage'),
});

const pool = createRoute({
  getParentRoute: () => root,
  path: '/pool',
  component: lazyRouteComponent(() => import('./pages/pool/pool.tsx'), 'PoolPage'),
});

const stockList = createRoute({
  getParentRoute: () => root,
  path: '/stock-list',
  component: lazyRouteComponent(() => import('./pages/stock-list/stock-list.tsx'), 'StockListPage'),
});

const trail = createRoute({
  getParentRoute: () => root,
  path: '/trail',
  component: lazyRouteComponent(() => import('./pages/trail/trail.tsx'), 'TrailPage'),
});

const routeTree = root.addChildren([
  home,
  today,
  warnings,
  health,
  customers,
  customer,
  customerTab,
  duplicates,
  brief,
  visit,
  record,
  plan,
  calendars,
  quality,
  imports,
  team,
  handOvers,
  groups,
  group,
  tierMoves,
  segments,
  segment,
  pool,
  stockList,
  trail,
]);

/** Addresses carry their filters as plain words, readable and shareable: `/customers?colour=red&tier=key`. */
export const router = createRouter({
  routeTree,
  parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: (values) => searchText(values),
  defaultPreload: false,
  scrollRestoration: true,
});

function searchText(values: Record<string, unknown>): string {
  const set = Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== '');
  const text = new URLSearchParams(set.map(([name, value]) => [name, String(value)])).toString();
  return text === '' ? '' : `?${text}`;
}
