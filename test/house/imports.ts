// Imports point down: between rooms, between storeys, through front doors, and never in a circle.
import type { Breach, House, Rule } from './house.ts';
import { browserRooms, isEntryPoint, mayImport, packageRooms, placeInDomain, roomOf, storeys } from './layout.ts';
import type { Import, Source } from './source.ts';

export const importRules: Rule[] = [
  { name: 'direction', find: (house) => eachImport(house, direction) },
  { name: 'packages', find: (house) => eachImport(house, packages) },
  { name: 'storeys', find: (house) => eachImport(house, storey) },
  { name: 'front doors', find: (house) => eachImport(house, frontDoor) },
  { name: 'storey list', find: everyModuleHasAStorey },
  { name: 'cycles', find: cycles },
  { name: 'dead files', find: deadFiles },
];

type Judge = (source: Source, one: Import) => string | null;

/** Generated code obeys here too: who imports whom is never a matter of style. */
function eachImport(house: House, judge: Judge): Breach[] {
  return house.sources.flatMap((source) =>
    source.imports.flatMap((one) => {
      const what = judge(source, one);
      return what === null ? [] : [{ file: source.path, line: one.line, what }];
    }),
  );
}

function direction(source: Source, { target }: Import): string | null {
  if (target === null || source.room === 'test') return null;
  const to = roomOf(target);
  const allowed = mayImport[source.room];
  if (to === 'test') return `imports the test file ${target}: move what both need into a room below, tests import it`;
  if (to === source.room || allowed === 'all' || allowed.some((room) => room === to)) return null;
  const below = allowed.length > 0 ? allowed.join(', ') : 'nothing';
  return `${source.room} imports ${target} of ${to}, but may import ${below}: pass it in as an argument, or record an event that ${to} subscribes to`;
}

function packages(source: Source, { specifier, target, isType }: Import): string | null {
  if (target !== null || source.isTest) return null;
  if (specifier.startsWith('node:') && browserRooms.includes(source.room)) {
    return `${source.room} runs in browsers too and imports ${specifier}: use globalThis, or take it as an argument`;
  }
  const rule = packageRooms.find((one) => one.packages.test(specifier));
  if (!rule || rule.rooms.includes(source.room) || (isType && source.room === 'top')) return null;
  return `only ${rule.rooms.join(', ')} may import ${specifier}: call what ${rule.rooms[0]}/ offers for it`;
}

function storey(source: Source, { target }: Import): string | null {
  const from = placeInDomain(source.path);
  const to = target === null ? null : placeInDomain(target);
  if (!from || !to || from.role === 'test' || from.module === to.module || to.storey < from.storey) return null;
  return `${from.module} imports ${to.module}, which stands no lower: record a fact on the timeline and let ${to.module} subscribe in its jobs.ts`;
}

function frontDoor(source: Source, { target }: Import): string | null {
  const from = placeInDomain(source.path);
  const to = target === null ? null : placeInDomain(target);
  if (!from || !to || from.role === 'test' || from.module === to.module || to.role === 'door') return null;
  return `reaches into ${target}: import ../${to.module}/${to.module}.ts, and let that door export what is needed`;
}

function everyModuleHasAStorey({ sources }: House): Breach[] {
  const known = new Set(storeys.flat());
  const unknown = sources.filter(({ path }) => !known.has(placeInDomain(path)?.module ?? 'timeline'));
  return unknown.map(({ path }) => ({
    file: path,
    line: 1,
    what: `the module ${placeInDomain(path)?.module} has no storey: add its word to a line of storeys in test/house/layout.ts`,
  }));
}

function cycles({ sources }: House): Breach[] {
  return findCycles(sources).map((cycle) => ({
    file: cycle[0] ?? '',
    line: 1,
    what: `imports itself in a circle (${cycle.join(' → ')}): move what both need into a third file below`,
  }));
}

/** Circles of imports, types included: one per group of files that reach each other. */
export function findCycles(sources: readonly Source[]): string[][] {
  const next = new Map(sources.map(({ path, imports }) => [path, imports.flatMap(({ target }) => target ?? [])]));
  const state = new Map<string, 'open' | 'done'>();
  const found: string[][] = [];
  const visit = (file: string, trail: string[]) => {
    if (state.get(file) === 'open') found.push([...trail.slice(trail.indexOf(file)), file]);
    if (state.has(file)) return;
    state.set(file, 'open');
    for (const target of next.get(file) ?? []) visit(target, [...trail, file]);
    state.set(file, 'done');
  };
  for (const file of next.keys()) visit(file, []);
  return found;
}

/** Files of `src` and of the tests that nothing starts and nothing imports; only tests using it does not keep a file. */
function deadFiles(house: House): Breach[] {
  const roots = house.sources.filter(({ path }) => isEntryPoint(path));
  const ofProduct = reached(house, [...roots.filter(({ isTest }) => !isTest), ...scriptsOfPages(house)]);
  const ofTests = reached(house, roots);
  const isDead = ({ path, isTest }: Source) => !(isTest ? ofTests : ofProduct).has(path);
  return house.sources.filter(isDead).map(({ path, isTest }) => ({
    file: path,
    line: 1,
    what: isTest || !ofTests.has(path) ? 'nothing uses this file: delete it' : 'only tests use this file: delete both',
  }));
}

function reached(house: House, roots: readonly Source[]): Set<string> {
  const byPath = new Map(house.sources.map((source) => [source.path, source]));
  const seen = new Set<string>();
  const pending = [...roots];
  for (let source = pending.pop(); source; source = pending.pop()) {
    if (seen.has(source.path)) continue;
    seen.add(source.path);
    pending.push(...source.imports.flatMap(({ target }) => byPath.get(target ?? '') ?? []));
  }
  return seen;
}

/** What a page of the web app loads by a script tag. */
function scriptsOfPages({ files, sources }: House): Source[] {
  const pages = [...files].filter(([file]) => file.endsWith('.html')).map(([, text]) => text);
  const scripts = pages.flatMap((text) =>
    [...text.matchAll(/<script[^>]+src="([^"]+\.tsx?)"/g)].map((match) => match[1]),
  );
  return sources.filter(({ path }) => scripts.some((script) => path.endsWith(script?.replace(/^\.?\//, '/') ?? '?')));
}
