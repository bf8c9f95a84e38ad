import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isMap, isScalar, parse } from 'yaml';
import { parsePlan } from '../../../plan/parse-plan.ts';
import { addEntry, applyChange, removeAt, setValue, setWords, type TextChange } from './edit-text.ts';
import { type Path, PlanTree, type Value } from './plan-tree.ts';

/** Each run reads a plan of hundreds of lines anew. */
const RUNS = 60;

const SMALL = `# A plan.
name: 小方案
tiers:
  # The large ones.
  - { key: key, name: 重点, when: "standing >= 50" } # by the score
  - key: ordinary
    name: 普通 # everybody else
    when: "true"
indicators:
  silence:
    name: 沉默
    # The strongest sign.
    value: >-
      silence_ratio('order')
      + 0
    weight: 100
segments: { dormant: { name: 沉睡, when: "false" } }
warnings:
  - key: broken
    hold: [festival, next_need] # quiet times

# The end.
`;

describe('edits by the forms', () => {
  it('change one value in its own style', () => {
    expect(edited(setValue(tree(), ['tiers', 0, 'name'], '大客户'))).toBe(SMALL.replace('重点', '大客户'));
    expect(edited(setValue(tree(), ['tiers', 0, 'when'], "tier == 'a'"))).toBe(
      SMALL.replace('standing >= 50', "tier == 'a'"),
    );
    expect(edited(setValue(tree(), ['indicators', 'silence', 'weight'], 60))).toBe(SMALL.replace('100', '60'));
  });

  it('keep long expressions folded', () => {
    const long = Array.from({ length: 20 }, (_, at) => `days_since('order') > ${at}`).join(' && ');
    const text = edited(setValue(tree(), ['indicators', 'silence', 'value'], long));
    expect(PlanTree.of(text)?.value(['indicators', 'silence', 'value'])).toBe(long);
    expect(text).toContain('value: >-\n');
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(120);
    expect(text).toContain('# The strongest sign.');
  });

  it('put what is new behind its neighbours', () => {
    expect(edited(setValue(tree(), ['tiers', 0, 'name_en'], 'Key', ['key', 'name']))).toContain(
      '{ key: key, name: 重点, name_en: Key, when: "standing >= 50" } # by the score',
    );
    expect(edited(setValue(tree(), ['tiers', 1, 'name_en'], 'Others', ['key', 'name']))).toContain(
      '    name: 普通 # everybody else\n    name_en: Others\n    when',
    );
    expect(edited(setValue(tree(), ['holds', 'festival_before'], '8d'))).toBe(
      `${SMALL.trimEnd()}\nholds: { festival_before: 8d }\n`,
    );
    expect(edited(setValue(tree(), ['warnings', 0, 'act', 'by'], 'account_manager'))).toContain(
      '# quiet times\n    act: { by: account_manager }\n',
    );
  });

  it('set lists of words', () => {
    const path = ['warnings', 0, 'hold'];
    expect(edited(setWords(tree(), path, ['festival', 'credit_hold'], []))).toContain(
      'hold: [festival, credit_hold] # quiet times',
    );
    expect(edited(setWords(tree(), path, [], []))).toContain('hold: [] # quiet times');
    expect(edited(setWords(tree(), ['warnings', 0, 'because'], ['silence'], ['key']))).toContain(
      '- key: broken\n    because: [silence]\n    hold:',
    );
  });

  it('add entries to maps, lists and parts that are not there yet', () => {
    const entry = { key: 'fresh', fields: [['name', '新的'] as const, ['when', '"true"'] as const] };
    expect(edited(addEntry(tree(), 'indicators', 'map', entry))).toContain(
      '    weight: 100\n  fresh:\n    name: 新的\n    when: "true"\nsegments',
    );
    expect(edited(addEntry(tree(), 'segments', 'map', entry))).toContain(
      '"false" }, fresh: { name: 新的, when: "true" } }',
    );
    expect(edited(addEntry(tree(), 'warnings', 'list', entry))).toContain(
      '# quiet times\n  - key: fresh\n    name: 新的\n    when: "true"\n\n# The end.',
    );
    expect(edited(addEntry(tree(), 'badges', 'map', entry))).toContain(
      '# The end.\n\nbadges:\n  fresh:\n    name: 新的\n    when: "true"\n',
    );
  });

  it('take entries out with the comment above them, and keep what is around', () => {
    expect(edited(removeAt(tree(), ['tiers', 1]))).toBe(SMALL.replace(/ {2}- key: ordinary\n.*\n.*\n/, ''));
    expect(parse(edited(removeAt(tree(), ['indicators', 'silence']))).indicators).toEqual({});
    expect(parse(edited(removeAt(tree(), ['warnings', 0]))).warnings).toEqual([]);
    expect(parse(edited(removeAt(tree(), ['segments', 'dormant']))).segments).toEqual({});
    expect(parse(edited(removeAt(tree(), ['warnings', 0, 'key']))).warnings).toEqual([
      { hold: ['festival', 'next_need'] },
    ]);
  });
});

/** Whatever a form writes, the plan says exactly that, and nothing else in the text has moved. */
describe.each(['building-materials', 'retail'])('every value of %s', (name) => {
  const text = readFileSync(new URL(`../../../../plans/${name}.yaml`, import.meta.url), 'utf8');
  const before = treeOf(text);
  const whole: unknown = parse(text);
  const paths = scalarPaths(before);
  const word = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.constantFrom(
      "it's",
      'a: b',
      '# no',
      '- x',
      'true',
      '12',
      '>= 3',
      'x, y',
      "count('order') >= 3",
      '沉默，不是“丢失”',
    ),
  );
  const value: fc.Arbitrary<Value> = fc.oneof(word, fc.integer({ min: -1000, max: 1000 }), fc.constant(0.25));

  it('can be set, and only it changes', () => {
    fc.assert(
      fc.property(fc.constantFrom(...paths), value, (path, wanted) => {
        const change = setValue(before, path, wanted);
        if (change === null) {
          expect(before.value(path)).toBe(wanted);
          return;
        }
        const after = applyChange(text, change);
        expect(parse(after)).toEqual(replaced(structuredClone(whole), path, wanted));
        const range = before.node(path)?.range ?? [0, 0, 0];
        expect(change.from).toBeGreaterThanOrEqual(range[0]);
        expect(change.to).toBeLessThanOrEqual(range[1]);
        expect(comments(after)).toEqual(comments(text));
      }),
      { numRuns: RUNS },
    );
  });

  it('can be set as it is, and nothing changes', () => {
    for (const path of paths) expect(setValue(before, path, before.value(path) ?? '')).toBeNull();
  });

  it('can be taken out, and the rest stays', () => {
    fc.assert(
      fc.property(fc.constantFrom(...paths), (path) => {
        const after = applyChange(text, removeAt(before, path) ?? none);
        expect(parse(after)).toEqual(without(structuredClone(whole), path));
      }),
      { numRuns: RUNS },
    );
  });

  it('has a place in the text', () => {
    for (const path of paths) {
      const span = before.span(path);
      expect(text.slice(span?.from, span?.to)).toMatch(typeof path.at(-1) === 'number' ? /\S$/ : `${path.at(-1)}:`);
    }
  });

  it('is a plan still with an indicator, a segment and a warning more', () => {
    const fields = [
      ['name', '更多'],
      ['risk', 'need'],
      ['weight', '0'],
      ['value', '"1"'],
      ['good', '1'],
      ['bad', '0'],
    ] as const;
    const indicator = applyChange(text, addEntry(before, 'indicators', 'map', { key: 'more', fields }) ?? none);
    const rule = [
      ['name', '更多'],
      ['when', '"true"'],
    ] as const;
    const segment = applyChange(
      indicator,
      addEntry(treeOf(indicator), 'segments', 'map', { key: 'all', fields: rule }) ?? none,
    );
    const warning = [
      ['name', '更多'],
      ['when', '"health < 40"'],
      ['level', '2'],
      ['risk', 'need'],
      ['clear', '"health >= 50"'],
      ['act', '{ by: account_manager, within: 1 working_days }'],
    ] as const;
    const all = applyChange(
      segment,
      addEntry(treeOf(segment), 'warnings', 'list', { key: 'w', fields: warning }) ?? none,
    );
    expect(parsePlan(all).problems).toEqual([]);
    expect(comments(all)).toEqual(comments(text));
  });
});

const none: TextChange = { from: 0, to: 0, insert: '' };

function tree(): PlanTree {
  return treeOf(SMALL);
}

function treeOf(text: string): PlanTree {
  const found = PlanTree.of(text);
  if (found === null) throw new Error('the text is a plan');
  return found;
}

function edited(change: TextChange | null): string {
  if (change === null) throw new Error('the edit is possible');
  const text = applyChange(SMALL, change);
  parse(text);
  return text;
}

/** All comments, in order; `#` inside quotes does not occur in these plans. */
function comments(text: string): string[] {
  return text.split('\n').flatMap((line) => (/^\s*#/.test(line) ? [line] : []));
}

function scalarPaths({ root }: PlanTree): Path[] {
  const walk = (node: unknown, path: Path): Path[] => {
    if (isScalar(node)) return [path];
    if (isMap(node))
      return node.items.flatMap(({ key, value }) => walk(value, [...path, String(isScalar(key) && key.value)]));
    const items = typeof node === 'object' && node !== null && 'items' in node ? (node.items as unknown[]) : [];
    return items.flatMap((item, index) => walk(item, [...path, index]));
  };
  return walk(root, []);
}

function replaced(whole: unknown, path: Path, value: Value): unknown {
  Reflect.set(parentOf(whole, path), path.at(-1) ?? '', value);
  return whole;
}

function without(whole: unknown, path: Path): unknown {
  const parent = parentOf(whole, path);
  if (Array.isArray(parent)) parent.splice(Number(path.at(-1)), 1);
  else Reflect.deleteProperty(parent, path.at(-1) ?? '');
  return whole;
}

function parentOf(whole: unknown, path: Path): object {
  return path.slice(0, -1).reduce<object>((at, step) => Object(Reflect.get(at, step)), Object(whole));
}
