import { describe, expect, test } from 'vitest';
import { readyPlan } from '../../../../test/judging.ts';
import { checkSegment, scopeBeside } from '../../../plan/compile-segment.ts';
import { type FormGroup, readForm, writeForm } from '../../../plan/segment-form.ts';
import { withItem, withMore, withSign } from './form-tree.ts';
import { beginning, CHOICES, choiceOf } from './subjects.ts';

const one = { is: '>=', subject: { name: 'health', given: null }, value: 40 } as const;
const two = { is: 'true', subject: { name: 'credit_hold', given: null } } as const;
const form: FormGroup = { is: 'all', items: [one, { is: 'any', items: [two, one] }] };

describe('a form is changed at a place', () => {
  test('an item, a group left empty, a sign', () => {
    expect(withItem(form, [0], null).items).toEqual([form.items[1]]);
    expect(withItem(withItem(form, [1, 0], null), [1, 0], null).items).toEqual([one]);
    expect(writeForm(withItem(form, [1, 1], two))).toBe('health >= 40 && (credit_hold || credit_hold)');
    expect(writeForm(withMore(form, [1], two))).toBe('health >= 40 && (credit_hold || health >= 40 || credit_hold)');
    expect(writeForm(withMore(form, [], two))).toBe('health >= 40 && (credit_hold || health >= 40) && credit_hold');
    expect(writeForm(withSign(form, [], 'any'))).toBe('health >= 40 || (credit_hold && health >= 40)');
  });
});

describe('what a form offers', () => {
  const { plan } = readyPlan('building-materials');
  const first: Readonly<Record<string, string>> = {
    in_segment: plan.segments[0]?.key ?? '',
    warning: plan.warnings[0]?.key ?? '',
    indicator: plan.indicators[0]?.key ?? '',
    points: plan.indicators[0]?.key ?? '',
  };

  test.each(CHOICES.map((choice) => [choice.key, choice] as const))(
    '%s is found again and opens as it was',
    (_, choice) => {
      expect(choiceOf(choice.start.subject)?.key.split(/[:(]/)[0]).toBe(choice.key.split(/[:(]/)[0]);
      const text = writeForm({ is: 'all', items: [choice.start] });
      expect(readForm(text)).toEqual({ is: 'all', items: [choice.start] });
    },
  );

  test('questions in people’s words are correct once their blanks are filled', () => {
    for (const { start, dimension } of CHOICES.filter((choice) => choice.dimension !== 'language')) {
      const { name, given } = start.subject;
      const filled = given?.map((each) => (each === '' ? (first[name] ?? 'x') : each)) ?? null;
      const text = writeForm({ is: 'all', items: [{ ...start, subject: { name, given: filled } }] });
      expect(checkSegment(text, scopeBeside(plan, [])), `${dimension} ${text}`).toEqual([]);
    }
    expect(beginning({ name: 'region', given: null })).toMatchObject({ is: '==', value: '' });
  });
});
