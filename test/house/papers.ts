// What is written about the house agrees with the house: the map, the promises, the packages, both READMEs.
import type { Breach, House, Rule } from './house.ts';

export const paperRules: Rule[] = [
  { name: 'map of folders', find: mapOfFolders },
  { name: 'promises', find: promises },
  { name: 'package scripts', find: packageScripts },
  { name: 'exact pins', find: exactPins },
  { name: 'reasons', find: reasons },
  { name: 'addresses', find: addresses },
  { name: 'migrations', find: migrations },
  { name: 'two READMEs', find: twoReadmes },
  { name: 'decisions', find: decisions },
];

const mapFile = 'ARCHITECTURE.md';

/** A line of the map: a folder's path with a slash at its end, then what it is for. */
const mapLine = /^([a-z.][\w./-]*)\/\s+\S/;

function mapOfFolders({ files }: House): Breach[] {
  const lines = (files.get(mapFile) ?? '').split('\n').map((text, index) => ({ text, line: index + 1 }));
  const onMap = new Map(
    lines.flatMap(({ text, line }) => [...(mapLine.exec(text) ?? [])].slice(1).map((folder) => [folder, line])),
  );
  const onDisk = new Set(
    [...files.keys()].filter((file) => file.includes('/')).map((file) => file.slice(0, file.lastIndexOf('/'))),
  );
  const missing = [...onDisk].filter((folder) => !onMap.has(folder));
  const gone = [...onMap].filter(
    ([folder]) => !onDisk.has(folder) && ![...onDisk].some((one) => one.startsWith(`${folder}/`)),
  );
  return [
    ...missing.map((folder) => ({
      file: mapFile,
      line: 1,
      what: `no line for the folder ${folder}/: say in one line what it is for`,
    })),
    ...gone.map(([folder, line]) => ({
      file: mapFile,
      line,
      what: `there is no folder ${folder}/ with a file in it: delete the line`,
    })),
  ];
}

const promiseFile = 'docs/guarantees.md';

/** A row: `| id | promise | assumptions | path/to.test.ts: title of the test |`. */
function promises({ files }: House): Breach[] {
  const rows = (files.get(promiseFile) ?? '')
    .split('\n')
    .map((text, index) => ({ cells: text.split('|').map((cell) => cell.trim()), line: index + 1 }));
  const seen = new Set<string>();
  return rows.flatMap(({ cells: [, id = '', , , test = ''], line }) => {
    if (!/^[A-Z]{1,3}\d+[a-z]?$/.test(id)) return [];
    const what = seen.has(id) ? `${id} stands twice: one row per promise` : missingProof(id, test, files);
    seen.add(id);
    return what === null ? [] : [{ file: promiseFile, line, what }];
  });
}

function missingProof(id: string, test: string, files: ReadonlyMap<string, string>): string | null {
  const [, file = '', title = ''] = /^`([^`]+\.test\.tsx?)`: (.+)$/.exec(test) ?? [];
  if (file === '') return `${id} names no test: write \`path/to.test.ts\`: the test's title, or take the promise back`;
  const text = files.get(file);
  if (text === undefined) return `${id}: there is no test file ${file}`;
  return text.includes(title) ? null : `${id}: ${file} has no test titled "${title}"`;
}

interface Package {
  scripts?: Record<string, string>;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}

const packageFile = 'package.json';

function readPackage({ files }: House): Package {
  return JSON.parse(files.get(packageFile) ?? '{}') as Package;
}

function lineOf(house: House, file: string, needle: string): number {
  const lines = (house.files.get(file) ?? '').split('\n');
  return lines.findIndex((text) => text.includes(needle)) + 1;
}

/** npm skips hooks under `ignore-scripts`, and a script that is not `node changke.js …` would not install what it needs. */
function packageScripts(house: House): Breach[] {
  return Object.entries(readPackage(house).scripts ?? {})
    .filter(([name, command]) => /^(pre|post)/.test(name) || !/^node changke\.js [a-z-]+$/.test(command))
    .map(([name]) => ({
      file: packageFile,
      line: lineOf(house, packageFile, `"${name}":`),
      what: `the script ${name}: every script is \`node changke.js VERB\`, and there are no pre and post hooks`,
    }));
}

function exactPins(house: House): Breach[] {
  const { dependencies, devDependencies, optionalDependencies } = readPackage(house);
  return Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies })
    .filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
    .map(([name, version]) => ({
      file: packageFile,
      line: lineOf(house, packageFile, `"${name}"`),
      what: `${name} at "${version}": pin one version, npm install --save-exact`,
    }));
}

const reasonsFile = 'docs/decisions/005-dependencies.md';

/** The first cell of a row names packages, `@types/*` all of a scope. */
function reasons(house: House): Breach[] {
  const rows = (house.files.get(reasonsFile) ?? '').split('\n').map((row) => row.split('|')[1] ?? '');
  const named = new Set(rows.flatMap((cell) => cell.split(',').map((name) => name.trim())));
  const { dependencies, devDependencies, optionalDependencies } = readPackage(house);
  return Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies })
    .filter((name) => !named.has(name) && !named.has(name.replace(/\/.*/, '/*')))
    .map((name) => ({
      file: packageFile,
      line: lineOf(house, packageFile, `"${name}"`),
      what: `${name} has no reason: say in a row of ${reasonsFile} what it does that we should not do ourselves`,
    }));
}

/** Hosts of package registries, and paths of somebody's machine: both are true in one place only. */
const someonesAddress =
  /"resolved":\s*"https?:|https?:\/\/[^\s"'`)]*(registry|npmjs|npmmirror|artifactory|nexus)[^\s"'`)]*|(^|[\s"'`(=])\/(work|root|home|Users)\/\w/;

function addresses({ files }: House): Breach[] {
  return [...files].flatMap(([file, text]) =>
    text.split('\n').flatMap((line, index) => {
      if (!someonesAddress.test(line)) return [];
      const what = 'the address of a registry or a path of one machine: leave it to the configuration of who runs this';
      return [{ file, line: index + 1, what }];
    }),
  );
}

const migrationName = /^src\/database\/migrations\/(\d{4})-[a-z0-9-]+\.sql$/;

/** Migrations only go forward, and are counted without a gap or a twin. */
function migrations({ files }: House): Breach[] {
  const found = [...files.keys()]
    .filter((file) => file.startsWith('src/database/migrations/') && file.endsWith('.sql'))
    .sort();
  return found.flatMap((file, index) => {
    const expected = String(index + 1).padStart(4, '0');
    if (migrationName.exec(file)?.[1] === expected) return [];
    return [
      { file, line: 1, what: `expected the number ${expected} here: 0001-what-it-does.sql, counted without a gap` },
    ];
  });
}

const chineseReadme = 'README.zh-CN.md';

/** The twin has the same headings and the same commands. */
function twoReadmes({ files }: House): Breach[] {
  const shape = (file: string) => {
    const text = files.get(file) ?? '';
    const commands = [...text.matchAll(/^npm .*|^git clone .*/gm)].map(([line]) => line.replace(/\s+#.*$/, ''));
    return [...text.matchAll(/^#+(?= )/gm)].map(([marks]) => marks).concat(commands);
  };
  const [english, chinese] = [shape('README.md'), shape(chineseReadme)];
  const at = english.findIndex((part, index) => part !== chinese[index]);
  if (at < 0 && english.length === chinese.length) return [];
  const what = `its headings or commands part from README.md at "${english[at] ?? 'the end'}": say the same in both`;
  return [{ file: chineseReadme, line: 1, what }];
}

const decisionName = /^docs\/decisions\/(\d{3})-[a-z0-9-]+\.md$/;

function decisions({ files }: House): Breach[] {
  const found = [...files.keys()].filter((file) => file.startsWith('docs/decisions/')).sort();
  return found.flatMap((file, index) => {
    const expected = String(index + 1).padStart(3, '0');
    if (decisionName.exec(file)?.[1] === expected) return [];
    return [
      { file, line: 1, what: `expected the number ${expected} here: 001-what-was-decided.md, counted without a gap` },
    ];
  });
}
