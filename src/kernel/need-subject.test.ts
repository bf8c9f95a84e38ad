import { expect, it } from 'vitest';
import { departmentFor, subjectOf } from './need-subject.ts';

it.each([
  ['周五前送三块样品过来', 'product'],
  ['希望交期缩短到 7 天', 'delivery'],
  ['要一份检测报告', 'technical'],
  ['账期想放到 60 天', 'price'],
  ['售后响应太慢', 'service'],
  ['想请我们高层吃个饭', 'relation'],
  ['Needs a shorter lead time', 'delivery'],
  ['随便聊聊', 'other'],
])('“%s” is about %s', (text, subject) => expect(subjectOf(text)).toBe(subject));

it('a need goes to the department that answers for it, if there is one', () => {
  const teams = [{ name: '华东一组' }, { name: '供应链中心' }, { name: '技术部' }];
  expect(departmentFor('delivery', teams)).toBe(teams[1]);
  expect(departmentFor('technical', teams)).toBe(teams[2]);
  expect(departmentFor('price', teams)).toBeNull();
  expect(departmentFor('relation', teams)).toBeNull();
});
