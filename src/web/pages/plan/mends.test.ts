import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parsePlan } from '../../../plan/parse-plan.ts';
import { addEntry, applyChange, setValue } from './edit-text.ts';
import { mendOf } from './mends.ts';
import { PlanTree } from './plan-tree.ts';

const BASE = readFileSync(new URL('../../../../plans/building-materials.yaml', import.meta.url), 'utf8');

describe('one tap', () => {
  it.each([
    ["silence_ratio('order')", "silence_ration('order')"],
    ['months_without', 'month_without'],
    ['risk: need', 'risk: ned'],
    ['known_weight_min', 'known_weigth_min'],
  ])('puts %s where %s was written', (right, wrong) => {
    const text = BASE.replace(right, wrong);
    expect(mended(text)).toBe(BASE);
  });

  it('lets the other weights make room for a new one', () => {
    const fields = [
      ['name', '新'],
      ['risk', 'need'],
      ['weight', '10'],
      ['value', '"1"'],
      ['good', '1'],
      ['bad', '0'],
    ] as const;
    const tree = treeOf(BASE);
    const change = addEntry(tree, 'indicators', 'map', { key: 'fresh', fields });
    const text = applyChange(BASE, change ?? { from: 0, to: 0, insert: '' });
    const after = treeOf(mended(text));
    expect(after.value(['indicators', 'fresh', 'weight'])).toBe(10);
    expect(after.value(['indicators', 'silence', 'weight'])).toBeLessThan(16);
    expect(parsePlan(after.text).problems).toEqual([]);
  });

  it('lets the others share what one gave away', () => {
    const change = setValue(treeOf(BASE), ['indicators', 'silence', 'weight'], 0);
    const text = applyChange(BASE, change ?? { from: 0, to: 0, insert: '' });
    expect(treeOf(mended(text)).value(['indicators', 'silence', 'weight'])).toBe(0);
    expect(parsePlan(mended(text)).problems).toEqual([]);
  });

  it('is not offered where only a person knows', () => {
    const [problem] = parsePlan(BASE.replace('green: 70', 'green: 30')).problems;
    expect(problem && mendOf(BASE, problem, BASE)).toBeNull();
  });
});

function mended(text: string): string {
  const [problem] = parsePlan(text).problems;
  if (problem === undefined) throw new Error('the text has a problem');
  return mendOf(text, problem, BASE)?.text ?? '';
}

function treeOf(text: string): PlanTree {
  const tree = PlanTree.of(text);
  if (tree === null) throw new Error('the text is a plan');
  return tree;
}
