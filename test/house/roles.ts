// Inside a module the name of a file says what it may touch; and files offer what they define, by name.
import type { Breach, House, Rule } from './house.ts';
import { placeInDomain, type Role, type Room, roomOf } from './layout.ts';
import { type Import, isNode, type Node, type Source } from './source.ts';

export const roleRules: Rule[] = [
  { name: 'file roles', find: fileRoles },
  { name: 'SQL in doors', find: sqlInDoors },
  { name: 'short handlers', find: shortHandlers },
  { name: 'default exports', find: defaultExports },
  { name: 'barrels', find: barrels },
];

/** Which file of a module may import these rooms (values; a type costs nothing and is always welcome). */
const holders: Partial<Record<Room, readonly Role[]>> = {
  http: ['routes', 'test'],
  jobs: ['jobs', 'test'],
  database: ['door', 'queries', 'acts', 'test'],
};

/** Of its own module a noun may import nouns only. */
const aboveNouns: readonly Role[] = ['door', 'queries', 'acts', 'routes', 'jobs'];

/** What reaches out of the process and so has no place in a noun. */
const outside =
  /^(node:(fs|net|http|https|http2|child_process|dgram|dns|tls|worker_threads|cluster|process)(\/|$)|kysely$)/;

function fileRoles({ sources }: House): Breach[] {
  return sources.flatMap((source) => {
    const place = placeInDomain(source.path);
    if (!place || place.role === 'test') return [];
    return source.imports.flatMap((one) => {
      const what = touchesTooMuch(place, one);
      return what === null ? [] : [{ file: source.path, line: one.line, what }];
    });
  });
}

function touchesTooMuch(place: { module: string; role: Role }, { specifier, target, isType }: Import): string | null {
  if (isType) return null;
  const { module, role } = place;
  if (target === null) {
    if (role !== 'noun' || !outside.test(specifier)) return null;
    return `a noun is pure and imports ${specifier}: let ${module}.ts do it and pass the result in`;
  }
  const to = placeInDomain(target);
  if (to && role === 'noun' && (to.module !== module || aboveNouns.includes(to.role))) {
    return `a noun is pure and imports ${target}: take what it needs as an argument, or import only a type`;
  }
  const allowed = holders[roomOf(target)];
  if (!allowed || allowed.includes(role)) return null;
  return `only ${allowed[0]} files of a module see ${roomOf(target)}/: move this to ${nameOf(module, allowed[0])}`;
}

function nameOf(module: string, role: Role | undefined): string {
  return role === 'door' ? `${module}.ts, queries.ts or sets.ts` : `${role}.ts or …-${role}.ts`;
}

const sqlVerbs = new Set(['selectFrom', 'insertInto', 'updateTable', 'deleteFrom', 'mergeInto', 'replaceInto']);
const sqlRooms: readonly Room[] = ['database', 'jobs', 'http', 'demo', 'top', 'test', 'bench'];

function sqlInDoors({ sources }: House): Breach[] {
  return sources.filter(mayNotSpeakSql).flatMap((source) => [
    ...source.nodes('MemberExpression').flatMap((node) => {
      const verb = isNode(node.property) && node.computed === false ? String(node.property.name) : '';
      return sqlVerbs.has(verb) ? [sqlBreach(source, node)] : [];
    }),
    ...source.nodes('TaggedTemplateExpression').flatMap((node) => {
      return isNode(node.tag) && node.tag.name === 'sql' ? [sqlBreach(source, node)] : [];
    }),
  ]);
}

function mayNotSpeakSql({ path, room }: Source): boolean {
  const place = placeInDomain(path);
  if (place) return !['door', 'queries', 'acts', 'test'].includes(place.role);
  return !sqlRooms.includes(room);
}

function sqlBreach({ path, lineAt }: Source, node: Node): Breach {
  const door = placeInDomain(path)?.module;
  const where = door ? `${door}.ts, queries.ts or sets.ts` : "a module's front door";
  return { file: path, line: lineAt(node.start), what: `SQL outside a front door: move it to ${where}` };
}

const handlerLinesMax = 10;

/** A handler authorises, calls one act and lists the reply's fields. */
function shortHandlers({ sources }: House): Breach[] {
  const routes = sources.filter(({ path }) => placeInDomain(path)?.role === 'routes');
  return routes.flatMap((source) =>
    source.nodes('Property').flatMap(({ key, value }) => {
      if (!isNode(key) || key.name !== 'handle' || !isNode(value) || !isNode(value.body)) return [];
      // The lines between the braces; an expression counts whole.
      const braces = value.body.type === 'BlockStatement' ? 2 : 0;
      const lines = source.lineAt(value.body.end) - source.lineAt(value.body.start) + 1 - braces;
      if (lines <= handlerLinesMax) return [];
      const what = `a handler of ${lines} lines: at most ${handlerLinesMax}; move the work into an act of the front door`;
      return [{ file: source.path, line: source.lineAt(value.start), what }];
    }),
  );
}

const frameworksAsk = /^(vite|vitest)\.config\.ts$/;

function defaultExports({ sources }: House): Breach[] {
  return sources
    .filter(({ path }) => !frameworksAsk.test(path))
    .flatMap(({ path, nodes, lineAt }) =>
      nodes('ExportDefaultDeclaration').map(({ start }) => ({
        file: path,
        line: lineAt(start),
        what: 'a default export: export it by its name',
      })),
    );
}

/** A front door may pass on single names of its own module; a file that does nothing else is a barrel. */
function barrels({ sources }: House): Breach[] {
  return sources.flatMap((source) => {
    const { path, nodes, lineAt } = source;
    const all = nodes('ExportAllDeclaration').map(({ start }) => ({
      file: path,
      line: lineAt(start),
      what: 'export *: name what this file offers, or let others import where it is defined',
    }));
    const what = 'a file that only passes on exports is a barrel: let others import where it is defined';
    return isBarrel(source) ? [...all, { file: path, line: 1, what }] : all;
  });
}

function isBarrel({ path, nodes }: Source): boolean {
  if (/(^|\/)index\.tsx?$/.test(path)) return true;
  const body = nodes('Program').flatMap((program) => program.body as Node[]);
  const passesOn = (node: Node) => isNode(node.source) && node.type.startsWith('Export');
  return body.some(passesOn) && body.every((node) => passesOn(node) || node.type === 'ImportDeclaration');
}
