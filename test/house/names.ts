// Names are words of GLOSSARY.md, whole, and each once; what others call is told in a sentence.
import type { Breach, House, Rule } from './house.ts';
import { placeInDomain } from './layout.ts';
import { isNode, type Node, type Source } from './source.ts';

export const nameRules: Rule[] = [
  { name: 'vague names', find: vagueNames },
  { name: 'file names', find: fileNames },
  { name: 'versions in names', find: versionsInNames },
  { name: 'abbreviations', find: abbreviations },
  { name: 'docstrings', find: docstrings },
];

const vague = /^(utils?|helpers?|common|services?|managers?|misc|lib)$/;

function vagueNames({ files }: House): Breach[] {
  return [...files.keys()].flatMap((file) => {
    const words = file.replace(/\.[^/]*$/, '').split(/[/-]/);
    const word = words.find((one) => vague.test(one));
    if (word === undefined) return [];
    return [
      { file, line: 1, what: `"${word}" says nothing: name it after the business word it is about (GLOSSARY.md)` },
    ];
  });
}

const fileName = /^([a-z0-9]+(-[a-z0-9]+)*)(\.(property\.test|test|config|generated))?\.(tsx?|css|sql|html)$/;

function fileNames({ files }: House): Breach[] {
  return [...files.keys()]
    .filter(
      (file) =>
        /^(src|test|bench)\/.*\.(tsx?|css|sql|html)$/.test(file) && !fileName.test(file.split('/').at(-1) ?? ''),
    )
    .map((file) => ({ file, line: 1, what: 'a file name is words in lower case with hyphens: working-time.ts' }));
}

/** Names that a file offers to others. */
function offered(source: Source): { name: string; line: number }[] {
  return source.module.staticExports.flatMap(({ entries }) =>
    entries.flatMap(({ exportName }) =>
      exportName.kind === 'Name' && exportName.name
        ? [{ name: exportName.name, line: source.lineAt(exportName.start ?? 0) }]
        : [],
    ),
  );
}

function eachOffered({ sources }: House, judge: (name: string) => string | null): Breach[] {
  const own = sources.filter(({ isGenerated }) => !isGenerated);
  return own.flatMap((source) =>
    offered(source).flatMap(({ name, line }) => {
      const what = judge(name);
      return what === null ? [] : [{ file: source.path, line, what }];
    }),
  );
}

function versionsInNames(house: House): Breach[] {
  return eachOffered(house, (name) =>
    /(V\d+|_v\d+|New|Old|Legacy)$/.test(name)
      ? `${name}: there is one version; replace the old one, then delete it`
      : null,
  );
}

const short = new Map([
  ...Object.entries({
    cfg: 'config',
    conf: 'config',
    ctx: 'what it holds',
    req: 'request',
    res: 'reply',
    resp: 'reply',
  }),
  ...Object.entries({ cust: 'customer', amt: 'amount', qty: 'quantity', num: 'count', cnt: 'count', idx: 'index' }),
  ...Object.entries({
    msg: 'message',
    btn: 'button',
    mgr: 'manager',
    addr: 'address',
    desc: 'description',
    tmp: 'what it holds',
  }),
  ...Object.entries({
    calc: 'what is computed',
    err: 'error',
    util: 'what it does',
    utils: 'what it does',
    helper: 'what it does',
  }),
]);

function abbreviations(house: House): Breach[] {
  return eachOffered(house, (name) => {
    const words = name
      .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
      .toLowerCase()
      .split(/[\s_]+/);
    const word = words.find((one) => short.has(one));
    return word === undefined ? null : `${name}: write ${short.get(word)} for "${word}"`;
  });
}

const told = /^src\/(kernel|scoring|plan|database|jobs|http)\//;

/** What other rooms call says in a sentence what it is for; shapes, units and errors where they matter. */
function docstrings({ sources }: House): Breach[] {
  const own = sources.filter(({ path, isTest, isGenerated }) => {
    return !isTest && !isGenerated && (told.test(path) || placeInDomain(path)?.role === 'door');
  });
  return own.flatMap((source) =>
    source.nodes('ExportNamedDeclaration').flatMap((node) => {
      const name = functionNameOf(node);
      if (name === null || isTold(source, node)) return [];
      const what = `${name} is called from elsewhere and says nothing: a /** sentence */ above it, with units and errors where they matter`;
      return [{ file: source.path, line: source.lineAt(node.start), what }];
    }),
  );
}

function functionNameOf({ declaration }: Node): string | null {
  if (!isNode(declaration) || declaration.type !== 'FunctionDeclaration' || !isNode(declaration.id)) return null;
  return String(declaration.id.name);
}

function isTold({ text }: Source, { start }: Node): boolean {
  return text.slice(0, start).trimEnd().endsWith('*/');
}
