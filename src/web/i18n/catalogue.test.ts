import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { en, zh } from './catalogue.ts';

/** Keys are used as literals, or as templates whose fixed beginning ends with a dot: t(`ui.band.${band}`). */
const LITERAL = /['"`]([a-z]\w*(?:\.\w+)+)['"`]/g;
/** What is asked for by its whole key: the types know only the group of the deeper ones. */
const ASKED = /\bt\(\s*'([a-z]\w*(?:\.\w+)+)'/g;
const TEMPLATE = /`([a-z]\w*(?:\.\w+)*\.)\$\{/g;
const ROOTS = ['src/web', 'src/ui'] as const;

const sources = ROOTS.flatMap((root) => filesBelow(root))
  .filter((path) => /\.tsx?$/.test(path) && !path.includes('/i18n/') && !path.endsWith('.test.ts'))
  .map((path) => readFileSync(path, 'utf8'));

describe('the words of the app', () => {
  const chinese = flat(zh);
  const english = flat(en);

  it('are complete in English', () => {
    expect(bases(english)).toEqual(bases(chinese));
  });

  it('are never empty, and English holds no Chinese', () => {
    for (const [key, text] of [...chinese, ...english]) expect(text.trim(), key).not.toBe('');
    const mixed = [...english].filter(
      ([key, text]) => /\p{Script=Han}/u.test(text) && key !== 'shell.account.language',
    );
    expect(mixed).toEqual([]);
  });

  it('name the same values in both languages', () => {
    const holes = (text: string) => [...text.matchAll(/\{\{\s*(\w+)/g)].map((match) => match[1]).sort();
    for (const [key, text] of chinese) expect(holes(english.get(key) ?? ''), key).toEqual(holes(text));
  });

  it('are all used, and all that are used exist', () => {
    const used = new Set(sources.flatMap((source) => [...source.matchAll(LITERAL)].map((match) => match[1] ?? '')));
    const prefixes = new Set(
      sources.flatMap((source) => [...source.matchAll(TEMPLATE)].map((match) => match[1] ?? '')),
    );
    const known = bases(chinese);
    const unused = known.filter((key) => !used.has(key) && ![...prefixes].some((prefix) => key.startsWith(prefix)));
    const asked = new Set(sources.flatMap((source) => [...source.matchAll(ASKED)].map((match) => match[1] ?? '')));
    const missing = [
      ...[...prefixes].filter((prefix) => isOurs(prefix) && !known.some((key) => key.startsWith(prefix))),
      ...[...asked].filter((key) => !known.includes(key)),
    ];
    expect({ unused, missing }).toEqual({ unused: [], missing: [] });
  });
});

function isOurs(key: string): boolean {
  return Object.hasOwn(zh, key.split('.')[0] ?? '');
}

function flat(words: object, prefix = ''): Map<string, string> {
  const entries = Object.entries(words).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[prefix + key, value]] : [...flat(value, `${prefix}${key}.`)],
  );
  return new Map(entries);
}

/** Keys without the endings that count. */
function bases(words: Map<string, string>): string[] {
  return [...new Set([...words.keys()].map((key) => key.replace(/_(one|other)$/, '')))].sort();
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesBelow(join(folder, entry.name)) : [join(folder, entry.name)],
  );
}
