// One breach of every rule, planted together in a copy of the house that exists in memory only.

/** `at` is the place that must be named, `says` what the message must contain: above all, what to write instead. */
interface Planted {
  rule: string;
  files: Record<string, string>;
  at: string;
  says: RegExp;
}

const registry = ['https:/', 'registry.example.org', 'package.tgz'].join('/');
const somebodysFolder = ['', 'home', 'somebody'].join('/');

function lines(count: number): string {
  return '  // one more line\n'.repeat(count);
}

const imports: Planted[] = [
  {
    rule: 'direction',
    files: {
      'src/kernel/planted.ts': "import { connect } from '../database/connect.ts';\nexport const a = connect;\n",
    },
    at: 'src/kernel/planted.ts:1',
    says: /kernel imports src\/database\/connect\.ts.*may import nothing: pass it in as an argument/,
  },
  {
    rule: 'direction',
    files: { 'src/web/planted.ts': "\nimport type { Trx } from '../database/connect.ts';\nexport type A = Trx;\n" },
    at: 'src/web/planted.ts:2',
    says: /web imports .*may import client, ui/,
  },
  {
    rule: 'direction',
    files: { 'src/domain/tasks/planted-app.ts': "export type A = import('../../app.ts').App;\n" },
    at: 'src/domain/tasks/planted-app.ts:1',
    says: /domain imports src\/app\.ts of top/,
  },
  {
    rule: 'packages',
    files: { 'src/scoring/planted.ts': "import fs from 'node:fs';\nexport const a = fs;\n" },
    at: 'src/scoring/planted.ts:1',
    says: /runs in browsers too/,
  },
  {
    rule: 'packages',
    files: { 'src/domain/orders/planted-pool.ts': "import { Pool } from 'pg';\nexport const a = Pool;\n" },
    at: 'src/domain/orders/planted-pool.ts:1',
    says: /only database, jobs, bench may import pg/,
  },
  {
    rule: 'storeys',
    files: {
      'src/domain/tasks/tasks.ts': "import { raise } from '../warnings/warnings.ts';\nexport const a = raise;\n",
    },
    at: 'src/domain/tasks/tasks.ts:1',
    says: /warnings, which stands no lower: record a fact on the timeline/,
  },
  {
    rule: 'front doors',
    files: { 'src/domain/health/health.ts': "import { parse } from '../orders/order.ts';\nexport const a = parse;\n" },
    at: 'src/domain/health/health.ts:1',
    says: /import \.\.\/orders\/orders\.ts/,
  },
  {
    rule: 'storey list',
    files: { 'src/domain/planted/planted.ts': 'export const a = 1;\n' },
    at: 'src/domain/planted/planted.ts:1',
    says: /add its word to a line of storeys/,
  },
  {
    rule: 'cycles',
    files: {
      'src/plan/planted-a.ts': "import type { B } from './planted-b.ts';\nexport type A = B;\n",
      'src/plan/planted-b.ts': "import type { A } from './planted-a.ts';\nexport type B = A;\n",
    },
    at: 'src/plan/planted-a.ts:1',
    says: /planted-b\.ts → src\/plan\/planted-a\.ts\): move what both need/,
  },
  {
    rule: 'dead files',
    files: { 'src/kernel/planted-dead.ts': 'export const a = 1;\n' },
    at: 'src/kernel/planted-dead.ts:1',
    says: /nothing uses this file: delete it/,
  },
  {
    rule: 'dead files',
    files: {
      'src/kernel/planted-tested.ts': 'export const a = 1;\n',
      'src/kernel/planted-tested.test.ts': "import { a } from './planted-tested.ts';\nexport const b = a;\n",
    },
    at: 'src/kernel/planted-tested.ts:1',
    says: /only tests use this file/,
  },
];

const roles: Planted[] = [
  {
    rule: 'file roles',
    files: { 'src/domain/orders/planted-noun.ts': "import { orders } from './orders.ts';\nexport const a = orders;\n" },
    at: 'src/domain/orders/planted-noun.ts:1',
    says: /a noun is pure/,
  },
  {
    rule: 'file roles',
    files: {
      'src/domain/orders/orders.ts': "import { route } from '../../http/route.ts';\nexport const orders = route;\n",
    },
    at: 'src/domain/orders/orders.ts:1',
    says: /only routes files of a module see http\/: move this to routes\.ts/,
  },
  {
    rule: 'SQL in doors',
    files: { 'src/domain/tasks/planted-jobs.ts': "export const a = (db: Db) => db.selectFrom('task');\n" },
    at: 'src/domain/tasks/planted-jobs.ts:1',
    says: /move it to tasks\.ts, queries\.ts or sets\.ts/,
  },
  {
    rule: 'short handlers',
    files: {
      'src/domain/tasks/planted-routes.ts': `export const a = [\n  route({\n    handle: () => {\n${lines(11)}    },\n  }),\n];\n`,
    },
    at: 'src/domain/tasks/planted-routes.ts:3',
    says: /a handler of 11 lines: at most 10/,
  },
  {
    rule: 'default exports',
    files: { 'src/ui/planted-default.ts': 'export default 1;\n' },
    at: 'src/ui/planted-default.ts:1',
    says: /export it by its name/,
  },
  {
    rule: 'barrels',
    files: { 'src/ui/planted-barrel.ts': "\nexport * from './band.ts';\n" },
    at: 'src/ui/planted-barrel.ts:2',
    says: /export \*: name what this file offers/,
  },
  {
    rule: 'barrels',
    files: { 'src/plan/planted-barrel.ts': "export { a } from './planted-a.ts';\n" },
    at: 'src/plan/planted-barrel.ts:1',
    says: /only passes on exports is a barrel/,
  },
];

const sizes: Planted[] = [
  {
    rule: 'function length',
    files: { 'src/ui/planted-long.ts': `\nexport function endless() {\n${lines(69)}}\n` },
    at: 'src/ui/planted-long.ts:2',
    says: /endless has 71 lines: at most 70; name its parts/,
  },
  {
    rule: 'file length',
    files: { 'src/ui/planted-file.ts': lines(400) },
    at: 'src/ui/planted-file.ts:400',
    says: /400 lines: fewer than 400; split it/,
  },
];

/** A banned call, in the second line of a file of its own. */
function call(rule: string, code: string, says: RegExp, folder = 'src/http'): Planted {
  const end = folder === 'test' ? '.test.ts' : '.ts';
  const file = `${folder}/planted-${rule.replaceAll(/\W+/g, '-').toLowerCase()}${end}`;
  return { rule, files: { [file]: `\n${code}\n` }, at: `${file}:2`, says };
}

const bans: Planted[] = [
  call('new Date()', 'export const a = new Date();', /take `at: Date` or a `Clock`/),
  call('Date.now', 'export const a = Date.now();', /clock\.now\(\)/),
  call('Math.random', 'export const a = Math.random();', /newId\(at\)/),
  call('console', "console.log('a');", /take the logger as an argument/),
  call('process.env', 'export const { env: a } = process;', /read it in src\/config\.ts/),
  call('eval', "export const a = new Function('1');", /compile to closures/),
  call('sql.raw', "export const a = sql.raw('1');", /sql\.ref/),
  call('sleeps in tests', 'await new Promise((resolve) => setTimeout(resolve, 100));', /world\.drain\(\)/, 'test'),
  call('mocks', "vi.mock('../src/app.ts');", /through the front door/, 'test'),
  call('only and skip', "it.only('a', () => {});", /skipIf/, 'test'),
  call('any', 'export let a: any;', /unknown and a check/),
  call('suppressions', '// @ts-ignore\nexport const a = 1;', /a suppression/),
];

const names: Planted[] = [
  {
    rule: 'vague names',
    files: { 'src/kernel/date-utils.ts': 'export const a = 1;\n' },
    at: 'src/kernel/date-utils.ts:1',
    says: /"utils" says nothing/,
  },
  {
    rule: 'vague names',
    files: { 'src/http/services/a.ts': 'export const a = 1;\n' },
    at: 'src/http/services/a.ts:1',
    says: /"services" says nothing/,
  },
  {
    rule: 'file names',
    files: { 'src/ui/PlantedName.tsx': 'export const a = 1;\n' },
    at: 'src/ui/PlantedName.tsx:1',
    says: /lower case with hyphens/,
  },
  call('versions in names', 'export const scoreV2 = 1;', /scoreV2: there is one version; replace/),
  call('abbreviations', 'export const orderQty = 1;', /orderQty: write quantity for "qty"/),
  call('docstrings', 'export function untold() {}', /untold is called from elsewhere and says nothing/),
];

const papers: Planted[] = [
  {
    rule: 'map of folders',
    files: { 'src/web/planted-folder/a.ts': 'export const a = 1;\n' },
    at: 'ARCHITECTURE.md:1',
    says: /no line for the folder src\/web\/planted-folder\//,
  },
  {
    rule: 'promises',
    files: {
      'docs/guarantees.md': '| X1 | We never fail | none | trust us |\n| X2 | Nor this | none | `a.test.ts`: a |\n',
    },
    at: 'docs/guarantees.md:1',
    says: /X1 names no test/,
  },
  { rule: 'promises', files: {}, at: 'docs/guarantees.md:2', says: /X2: there is no test file a\.test\.ts/ },
  {
    rule: 'package scripts',
    files: {
      'package.json':
        '{\n"scripts": { "pretest": "tsc" },\n"dependencies": { "zod": "^4.0.0" },\n"devDependencies": { "left-out": "1.0.0" }\n}\n',
    },
    at: 'package.json:2',
    says: /no pre and post hooks/,
  },
  { rule: 'exact pins', files: {}, at: 'package.json:3', says: /zod at "\^4\.0\.0": pin one version/ },
  { rule: 'reasons', files: {}, at: 'package.json:4', says: /left-out has no reason: say in a row of docs/ },
  {
    rule: 'addresses',
    files: { 'docs/planted.md': `\nGet it from ${registry}.\n` },
    at: 'docs/planted.md:2',
    says: /the address of a registry/,
  },
  {
    rule: 'addresses',
    files: { 'docs/planted-path.md': `Look into ${somebodysFolder}.\n` },
    at: 'docs/planted-path.md:1',
    says: /a path of one machine/,
  },
  {
    rule: 'migrations',
    files: { 'src/database/migrations/9999-planted.sql': 'select 1;\n' },
    at: 'src/database/migrations/9999-planted.sql:1',
    says: /expected the number 0/,
  },
  {
    rule: 'two READMEs',
    files: { 'README.zh-CN.md': '# 常客\n' },
    at: 'README.zh-CN.md:1',
    says: /say the same in both/,
  },
  {
    rule: 'decisions',
    files: { 'docs/decisions/planted.md': '# No number\n' },
    at: 'docs/decisions/planted.md:1',
    says: /expected the number 0/,
  },
];

export const planted: readonly Planted[] = [...imports, ...roles, ...sizes, ...bans, ...names, ...papers];
