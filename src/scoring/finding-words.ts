import type { Word } from './word.ts';

/** Words that read what this judgement has found on its way; the plan is judged in the order in which they need it. */
export const findingWords: readonly Word[] = [
  {
    name: 'indicator',
    parameters: ['indicator'],
    required: 1,
    returns: 'number',
    zh: '某指标的取值',
    en: 'the value of an indicator',
    example: "indicator('category_change') <= 0.7",
    isMeasure: false,
    isFinding: true,
    make: (call) => {
      const index = call.index(0);
      return (view) => view.findings.values[index];
    },
  },
  {
    name: 'points',
    parameters: ['indicator'],
    required: 1,
    returns: 'number',
    zh: '某指标的得分（0–100）',
    en: 'the points of an indicator, 0–100',
    example: "points('stability') >= 50",
    isMeasure: false,
    isFinding: true,
    make: (call) => {
      const index = call.index(0);
      return (view) => view.findings.points[index];
    },
  },
  {
    name: 'warning',
    parameters: ['warning'],
    required: 1,
    returns: 'boolean',
    zh: '某预警是否未解除',
    en: 'whether a warning is open',
    example: "warning('change_supplier')",
    isMeasure: false,
    isFinding: true,
    make: (call) => {
      const index = call.index(0);
      return (view) => view.findings.warnings[index];
    },
  },
  {
    name: 'in_segment',
    parameters: ['segment'],
    required: 1,
    returns: 'boolean',
    zh: '是否属于某客群',
    en: 'whether the customer is in a segment',
    example: "in_segment('dormant')",
    isMeasure: false,
    isFinding: true,
    make: (call) => {
      const index = call.index(0);
      return (view) => view.findings.segments[index];
    },
  },
  {
    name: 'open_warnings',
    parameters: ['constant'],
    required: 0,
    ranges: { 0: { min: 1, max: 3 } },
    returns: 'number',
    zh: '未解除的预警数；给出级别时只数该级及以上',
    en: 'how many warnings are open; with a level, of that level or graver',
    example: 'open_warnings(2) == 0',
    isMeasure: false,
    isFinding: true,
    make: (call) => {
      const level = call.has(0) ? call.constant(0) : 1;
      return ({ findings: { warnings, warningLevels } }) => {
        let open = 0;
        for (let index = 0; index < warnings.length; index++) {
          if (warnings[index] === 1 && warningLevels[index] >= level) open += 1;
        }
        return open;
      };
    },
  },
  {
    name: 'in_class',
    parameters: ['scheme', 'class'],
    required: 2,
    returns: 'boolean',
    zh: '在某等级体系中是否属于某类别',
    en: 'whether the customer is in a class of a scheme',
    example: "in_class('value', 'high')",
    isMeasure: false,
    isFinding: true,
    make: (call) => {
      const [scheme, place] = [call.index(0), call.index(1)];
      return (view) => (view.findings.classes[scheme] === place ? 1 : 0);
    },
  },
  {
    name: 'has_badge',
    parameters: ['badge'],
    required: 1,
    returns: 'boolean',
    zh: '是否获得某徽章',
    en: 'whether the customer has earned a badge',
    example: "has_badge('steady_buyer')",
    isMeasure: false,
    isFinding: true,
    make: (call) => {
      const index = call.index(0);
      return (view) => view.findings.badges[index];
    },
  },
];
