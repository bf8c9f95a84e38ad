import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAppError } from '../../kernel/errors.ts';
import { IMPORT_KINDS } from './kinds.ts';
import { bindMap, emptyMap, guessColumns, parseMap } from './mapping.ts';

const mistakeOf = (text: string) => {
  try {
    parseMap(text);
  } catch (error) {
    if (isAppError(error, 'import_map_malformed')) return error.params;
    throw error;
  }
  return null;
};

describe('a map', () => {
  it.each(readdirSync('examples').filter((name) => name.endsWith('.map.yaml')))('%s can be read', (name) => {
    expect(parseMap(readFileSync(`examples/${name}`, 'utf8')).kind).toBeOneOf([...IMPORT_KINDS]);
  });

  it('names line and column of a mistake, and the nearest word', () => {
    expect(mistakeOf('kind: orders\ncolumns:\n  costumer: X\n')).toMatchObject({
      line: 3,
      column: 3,
      text: expect.stringContaining('customer'),
    });
    expect(mistakeOf('kind: order\n')).toMatchObject({ line: 1 });
    expect(mistakeOf('kind: orders\ncurrency: yuan\n')).toMatchObject({ line: 2 });
    expect(mistakeOf('kind: orders\nzone: Asia/Shanghai\n')).toMatchObject({ text: expect.stringContaining('zone') });
    expect(mistakeOf('kind: [orders\n')).toMatchObject({ line: 2 });
  });

  it('never fails otherwise, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom('kind', ': ', '\n', '  ', '- ', '{', '}', '&a', '*a', 'orders', '"', '!!', 'columns'),
          maxLength: 12,
        }),
        (text) => {
          expect(() => mistakeOf(text)).not.toThrow();
        },
      ),
    );
  });

  it('refuses columns that the file does not have, naming both sides', () => {
    const map = parseMap('kind: orders\ncolumns: { customer: 客户编码, number: 单号, orderedAt: 日期 }\n');
    expect(() => bindMap(map, ['客户', '单号', '日期'], 'f.csv', false)).toThrow(/客户编码.*客户, 单号, 日期/);
  });

  it('finds the columns of files in Chinese and English, with notes in brackets', () => {
    expect(
      guessColumns('orders', ['订单编号', '下单日期', '客户 编码', '物料编码', '数量', '含税单价(元)', '价税合计']),
    ).toEqual({
      number: '订单编号',
      orderedAt: '下单日期',
      customer: '客户 编码',
      product: '物料编码',
      quantity: '数量',
      unitPrice: '含税单价(元)',
      amount: '价税合计',
    });
    expect(guessColumns('customers', ['Customer ID', 'Company', 'Phone_Number', 'E-mail'])).toEqual({
      customer: 'Customer ID',
      customerName: 'Company',
      contactPhone: 'Phone_Number',
      contactEmail: 'E-mail',
    });
  });

  it('takes the name for the customer where a file has nothing else', () => {
    const bound = bindMap(emptyMap('orders'), ['单号', '日期', '客户名称', '金额'], 'f.csv', true);
    expect(bound.find(({ field }) => field.key === 'customer')?.heading).toBe('客户名称');
  });
});
