import { cutGroupFor, isInTop, percentileIn } from './cuts.ts';
import type { Word } from './word.ts';

/** Words that compare a customer with the others: by cut points that the last run over the whole book found. */
export const cutWords: readonly Word[] = [
  {
    name: 'percentile',
    parameters: ['number', 'group'],
    required: 1,
    returns: 'number',
    zh: "在全部客户（'book'，缺省）、同等级（'tier'）或同类型（'type'）中的百分位：0 最低，100 最高",
    en: "where a number stands among all customers ('book', the default), those of the tier held or of the same type: 0 lowest, 100 highest",
    example: "percentile(spend('365d'), 'type') >= 80",
    isMeasure: true,
    make: (call) => {
      const [value, within] = [call.number(0), call.group(1)];
      const key = call.cutKey(0, within, null);
      return (view) => {
        const group = cutGroupFor(view.book.cuts.get(key), within, view.context);
        return group === undefined ? Number.NaN : percentileIn(group, value(view));
      };
    },
  },
  {
    name: 'top',
    parameters: ['number', 'constant', 'group'],
    required: 2,
    ranges: { 1: { min: 0.1, max: 99.9, isFraction: true } },
    returns: 'boolean',
    zh: '是否在最高的百分之几里（恰好这么多客户，同值取编号小的）；第三个参数同 percentile',
    en: 'whether among the highest so many per cent: exactly so many customers, of equals the lower ids; the third argument as for percentile',
    example: "top(spend('365d'), 20)",
    isMeasure: true,
    make: (call) => {
      const [value, share, within] = [call.number(0), call.constant(1), call.group(2)];
      const key = call.cutKey(0, within, share);
      return (view) => {
        const group = cutGroupFor(view.book.cuts.get(key), within, view.context);
        return group === undefined ? Number.NaN : isInTop(group, share, value(view), view.context.customerId);
      };
    },
  },
];
