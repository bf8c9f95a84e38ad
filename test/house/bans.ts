// Calls and marks that have no place here. Each says what to write instead.
import type { Breach, House, Rule } from './house.ts';
import { isNode, type Node, type Source } from './source.ts';

interface Ban {
  name: string;
  /** The types of parts of the tree that are looked at. */
  types: string[];
  /** Whether this part, of this file, is what is banned. */
  is: (node: Node, text: string) => boolean;
  /** Files in which it is right. */
  except: RegExp;
  instead: string;
}

const tests = String.raw`(^test/|\.test\.tsx?$|^bench/)`;
const bootstrap = String.raw`^changke\.js$|^test/landing`;
const nowhere = /(?!)/;

/** The source text of what is called, read or made, without spaces: `Date.now`, `process.env`. */
function spelled(node: unknown, text: string): string {
  return isNode(node) ? text.slice(node.start, node.end).replaceAll(/\s+/g, '') : '';
}

const bans: Ban[] = [
  {
    name: 'new Date()',
    types: ['NewExpression'],
    is: ({ callee, arguments: given }, text) => spelled(callee, text) === 'Date' && (given as Node[]).length === 0,
    except: new RegExp(`${tests}|^src/(cli|api|worker|clock|web/clock)\\.ts$|${bootstrap}`),
    instead: 'take `at: Date` or a `Clock` as an argument (an act has `act.at`)',
  },
  {
    name: 'Date.now',
    types: ['MemberExpression'],
    is: (node, text) => /^(Date\.now|Temporal\.Now)$/.test(spelled(node, text)),
    except: new RegExp(`${tests}|^src/(cli|api|worker|clock|web/clock)\\.ts$|${bootstrap}`),
    instead: 'take `at: Date` or a `Clock` as an argument (`clock.now()`)',
  },
  {
    name: 'Math.random',
    types: ['MemberExpression'],
    is: (node, text) => spelled(node, text) === 'Math.random',
    except: new RegExp(`${tests}|^src/(cli|api|worker)\\.ts$`),
    instead: 'newId(at) for ids, crypto for tokens, a seeded generator taken as an argument for anything else',
  },
  {
    name: 'console',
    types: ['MemberExpression'],
    is: ({ object }, text) => spelled(object, text) === 'console',
    except: new RegExp(`${tests}|^src/cli\\.ts$`),
    instead: 'take the logger as an argument; only src/cli.ts speaks to the terminal',
  },
  {
    name: 'process.env',
    types: ['MemberExpression', 'VariableDeclarator'],
    is: isEnvironment,
    except: new RegExp(`${tests}|^src/config\\.ts$|^vite\\.config\\.ts$|${bootstrap}`),
    instead: 'read it in src/config.ts, which checks it, and take the value as an argument',
  },
  {
    name: 'eval',
    types: ['CallExpression', 'NewExpression'],
    is: ({ callee }, text) => /^(globalThis\.)?(eval|Function)$/.test(spelled(callee, text)),
    except: nowhere,
    instead: 'compile to closures, as src/plan does: the page forbids eval',
  },
  {
    name: 'sql.raw',
    types: ['MemberExpression'],
    is: (node, text) => /^sql\.(raw|lit)$/.test(spelled(node, text)),
    except: new RegExp(`${tests}|^src/database/`),
    instead: 'sql.ref, sql.table and sql.val quote what you pass',
  },
  {
    name: 'sleeps in tests',
    types: ['CallExpression'],
    is: isSleep,
    except: new RegExp(`^(?!.*(^test/|\\.test\\.tsx?$))|${bootstrap}`),
    instead: 'world.drain(), vi.waitFor or expect.poll: wait for what you expect, not for time to pass',
  },
  {
    name: 'mocks',
    types: ['MemberExpression'],
    is: (node, text) => /^vi\.(mock|doMock|importMock)$/.test(spelled(node, text)),
    except: nowhere,
    instead:
      'test through the front door in a world of its own (test/world.ts); pass a fake of the outside world as an argument',
  },
  {
    name: 'only and skip',
    types: ['MemberExpression'],
    is: (node, text) => /^(it|test|describe)\.(only|skip|todo)$/.test(spelled(node, text)),
    except: nowhere,
    instead: 'run it, or `it.skipIf(condition)` with the reason in its title',
  },
  {
    name: 'any',
    types: ['TSAnyKeyword'],
    is: () => true,
    except: nowhere,
    instead: 'unknown and a check, or the type itself',
  },
];

export const banRules: Rule[] = [
  ...bans.map(
    (ban): Rule => ({ name: ban.name, find: ({ sources }) => sources.flatMap((one) => findBanned(ban, one)) }),
  ),
  { name: 'suppressions', find: suppressions },
];

function findBanned(ban: Ban, source: Source): Breach[] {
  if (source.isGenerated || ban.except.test(source.path)) return [];
  return source
    .nodes(...ban.types)
    .filter((node) => ban.is(node, source.text))
    .map((node) => ({
      file: source.path,
      line: source.lineAt(node.start),
      what: `${ban.name} does not belong here: ${ban.instead}`,
    }));
}

/** `process.env`, and `const { env } = process`. */
function isEnvironment(node: Node, text: string): boolean {
  if (node.type === 'MemberExpression') return spelled(node, text) === 'process.env';
  return spelled(node.init, text) === 'process' && /\benv\b/.test(spelled(node.id, text));
}

/** `setTimeout(resolve, …)` where `resolve` is what a promise waits for, or the promise of `node:timers/promises`. */
function isSleep(node: Node, text: string): boolean {
  if (spelled(node.callee, text) !== 'setTimeout') return false;
  const [first] = node.arguments as Node[];
  if (first === undefined || first.type === 'Literal') return true;
  return isNode(node.parent?.parent) && first.type === 'Identifier' && isInPromise(node);
}

function isInPromise(node: Node): boolean {
  for (let one = node.parent; one; one = one.parent) {
    if (one.type === 'NewExpression') return isNode(one.callee) && one.callee.name === 'Promise';
  }
  return false;
}

const marks =
  /@ts-(ignore|expect-error|nocheck)|(biome|eslint|oxlint|prettier|knip|v8|c8|istanbul)[- ](ignore|disable)/;

function suppressions({ sources }: House): Breach[] {
  return sources.flatMap(({ path, comments }) =>
    comments
      .filter(({ text }) => marks.test(text))
      .map(({ line }) => ({
        file: path,
        line,
        what: 'a suppression: mend what the checker points at, or change the rule for all in its configuration',
      })),
  );
}
