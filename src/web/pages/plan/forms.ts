/** The forms of the plan: which part of the file each shows, and how each value is written. Pure. */
import { WORK_ROLES } from '../../../plan/plan.ts';
import type { plan } from '../../i18n/zh/plan.ts';

export type FieldWord = keyof (typeof plan)['field'];
export type ChoiceWord = keyof (typeof plan)['choice'];

/** How a value is written: `days` as `3d`, `limit` as `2 working_days`, `named` as expressions under names. */
export type FieldKind = 'text' | 'number' | 'days' | 'limit' | 'choice' | 'words' | 'expression' | 'named';

export interface FieldShape {
  /** Where in the entry: `['act', 'by']`. */
  readonly at: readonly string[];
  readonly kind: FieldKind;
  readonly word: FieldWord;
  readonly choices?: readonly (ChoiceWord | number)[];
  /** The keys of another part to choose from. */
  readonly keysOf?: 'indicators' | 'segments';
  /** Fields that stand beside each other share a row. */
  readonly size: 'full' | 'half' | 'third';
  readonly isOptional: boolean;
}

/** A card of values that are there once, such as the health bands. */
export interface GroupShape {
  readonly word: keyof (typeof plan)['group'];
  readonly path: readonly string[];
  readonly fields: readonly FieldShape[];
}

/** A part with any number of entries, each a card. */
export interface ListShape {
  readonly section: string;
  readonly kind: 'map' | 'list';
  readonly fields: readonly FieldShape[];
  /** What a new entry must say, besides its code and names; null where new ones are written in the text. */
  readonly fresh: readonly FreshField[] | null;
}

/** A field of a new entry, with what stands in it before somebody writes. */
export interface FreshField {
  readonly field: FieldShape;
  readonly value: string | number;
}

export type PartShape = ListShape | readonly GroupShape[];

export const PARTS = [
  ...(['tiers', 'indicators', 'health', 'warnings', 'segments', 'stages', 'schemes', 'rfm'] as const),
  ...(['badges', 'tags', 'insights', 'settings', 'others', 'versions'] as const),
] as const;
export type PartKey = (typeof PARTS)[number];

const NAMES = [text('name', 'half'), text('name_en', 'half', true)];
const RISK = choice(['risk'], 'risk', ['need', 'relation', 'external'], 'half');
const REVIEWS = ['monthly', 'quarterly', 'yearly'] as const;
const AMOUNTS = ['ordered', 'shipped', 'invoiced', 'received'] as const;
const HOLDS = ['festival', 'stale_feed', 'credit_hold', 'new_customer', 'next_need'] as const;
const LEVEL = choice(['level'], 'level', [1, 2, 3], 'half');

const INDICATOR = {
  weight: number('weight', 'third'),
  value: expression('value'),
  good: number('good', 'third'),
  bad: number('bad', 'third'),
};
const WARNING = {
  when: expression('when'),
  clear: expression('clear'),
  by: choice(['act', 'by'], 'act_by', WORK_ROLES, 'half'),
  within: field(['act', 'within'], 'limit', 'act_within', 'half'),
};

const LISTS: Readonly<Record<string, ListShape>> = {
  tiers: {
    section: 'tiers',
    kind: 'list',
    fields: [
      ...NAMES,
      expression('when'),
      number('contacts', 'third', true),
      choice(['sponsor'], 'sponsor', WORK_ROLES, 'third', true),
      choice(['review'], 'review', REVIEWS, 'third', true),
    ],
    fresh: null,
  },
  indicators: {
    section: 'indicators',
    kind: 'map',
    fields: [
      ...NAMES,
      RISK,
      choice(['unknown'], 'unknown', ['leave_out', 'neutral', 'worst'], 'half', true),
      field(['inputs'], 'named', 'inputs', 'full', true),
      INDICATOR.value,
      INDICATOR.good,
      INDICATOR.bad,
      INDICATOR.weight,
      expression('not_applicable', true),
      text('says', 'full', true),
      text('says_en', 'full', true),
    ],
    fresh: [
      { field: RISK, value: 'need' },
      { field: INDICATOR.value, value: '' },
      { field: INDICATOR.good, value: 100 },
      { field: INDICATOR.bad, value: 0 },
      { field: INDICATOR.weight, value: 5 },
    ],
  },
  warnings: {
    section: 'warnings',
    kind: 'list',
    fields: [
      ...NAMES,
      LEVEL,
      RISK,
      WARNING.when,
      WARNING.clear,
      { ...field(['because'], 'words', 'because', 'full', true), keysOf: 'indicators' },
      { ...field(['hold'], 'words', 'hold', 'full', true), choices: HOLDS },
      days(['for'], 'for', true),
      days(['quiet'], 'quiet', true),
      number('minutes', 'third', true),
      expression('for_waived', true),
      WARNING.by,
      WARNING.within,
    ],
    fresh: [
      { field: LEVEL, value: 2 },
      { field: RISK, value: 'need' },
      { field: WARNING.when, value: '' },
      { field: WARNING.clear, value: '' },
      { field: WARNING.by, value: 'account_manager' },
      { field: WARNING.within, value: '2 working_days' },
    ],
  },
  segments: ruleMap('segments', [text('description', 'full', true), text('source', 'full', true)]),
  stages: { section: 'stages', kind: 'list', fields: [...NAMES, expression('when')], fresh: null },
  schemes: { section: 'schemes', kind: 'map', fields: NAMES, fresh: null },
  badges: ruleMap('badges', []),
  tags: {
    section: 'tags',
    kind: 'list',
    fields: [text('tag', 'half'), expression('when'), text('does', 'full', true), text('does_en', 'full', true)],
    fresh: null,
  },
  insights: {
    section: 'insights',
    kind: 'map',
    fields: [
      ...NAMES,
      expression('when'),
      field(['inputs'], 'named', 'inputs', 'full', true),
      text('says', 'full'),
      text('says_en', 'full', true),
      text('suggests', 'full', true),
      text('suggests_en', 'full', true),
    ],
    fresh: null,
  },
  settings: {
    section: 'settings',
    kind: 'map',
    fields: [...NAMES, field(['value'], 'number', 'setting_value', 'half'), text('source', 'half', true)],
    fresh: null,
  },
};

const HEALTH: readonly GroupShape[] = [
  {
    word: 'health',
    path: ['health'],
    fields: [
      number('green', 'third'),
      number('yellow', 'third'),
      number('return_margin', 'third', true),
      days(['hold'], 'hold_days', true),
      number('known_weight_min', 'third', true),
      number('provisional_weight_min', 'third', true),
    ],
  },
];

const RFM: readonly GroupShape[] = [
  {
    word: 'rfm',
    path: ['rfm'],
    fields: [expression('recency'), expression('frequency'), expression('monetary')],
  },
];

const OTHERS: readonly GroupShape[] = [
  {
    word: 'plan',
    path: [],
    fields: [
      ...NAMES,
      text('timezone', 'third'),
      text('currency', 'third'),
      choice(['approval'], 'approval', ['none', 'two_persons'], 'third', true),
      expression('standing', true),
    ],
  },
  {
    word: 'basis',
    path: ['basis'],
    fields: [
      choice(['amount'], 'amount', AMOUNTS, 'half', true),
      choice(['tax'], 'tax', ['included', 'excluded'], 'half', true),
      choice(['returns'], 'returns', ['on_return_date', 'on_order_date'], 'half', true),
      number('month_closes_on', 'half', true),
    ],
  },
  {
    word: 'tier_moves',
    path: ['tier_moves'],
    fields: [
      choice(['up'], 'up', ['automatic', 'approved'], 'third', true),
      choice(['down'], 'down', ['automatic', 'approved'], 'third', true),
      days(['hold'], 'move_hold', true),
      expression('protect', true),
    ],
  },
  {
    word: 'holds',
    path: ['holds'],
    fields: [
      days(['festival_before'], 'festival_before', true, 'half'),
      days(['festival_after'], 'festival_after', true, 'half'),
      days(['stale_after'], 'stale_after', true, 'half'),
      days(['next_need_grace'], 'next_need_grace', true, 'half'),
    ],
  },
  {
    word: 'limits',
    path: ['limits'],
    fields: [number('new_per_day', 'half', true), number('open_per_person', 'half', true)],
  },
  {
    word: 'pool',
    path: ['pool'],
    fields: [
      { ...field(['segment'], 'choice', 'segment', 'third'), keysOf: 'segments' },
      days(['protect'], 'protect_days', true),
      number('claims_per_day', 'third', true),
    ],
  },
  {
    word: 'stock',
    path: ['stock'],
    fields: [number('per_week', 'half', true)],
  },
  {
    word: 'access',
    path: ['access'],
    fields: [number('reveals_per_day', 'half', true), number('reveals_alarm_per_hour', 'half', true)],
  },
];

/** The form of a part; versions are no form. */
export function formOf(part: PartKey): PartShape {
  if (part === 'health') return HEALTH;
  if (part === 'rfm') return RFM;
  return LISTS[part] ?? OTHERS;
}

export function isList(shape: PartShape): shape is ListShape {
  return 'section' in shape;
}

/** The order of keys in an entry, so that a new one stands where a reader looks for it. */
export function keysBefore(fields: readonly FieldShape[], wanted: FieldShape): string[] {
  return ['key', ...fields.slice(0, fields.indexOf(wanted)).map(({ at }) => at[0] ?? '')];
}

function ruleMap(section: string, more: readonly FieldShape[]): ListShape {
  const when = expression('when');
  return { section, kind: 'map', fields: [...NAMES, when, ...more], fresh: [{ field: when, value: '' }] };
}

function field(
  at: readonly string[],
  kind: FieldKind,
  word: FieldWord,
  size: FieldShape['size'],
  isOptional = false,
): FieldShape {
  return { at, kind, word, size, isOptional };
}

function text(word: FieldWord, size: FieldShape['size'], isOptional = false): FieldShape {
  return field([word], 'text', word, size, isOptional);
}

function number(word: FieldWord, size: FieldShape['size'], isOptional = false): FieldShape {
  return field([word], 'number', word, size, isOptional);
}

function expression(word: FieldWord, isOptional = false): FieldShape {
  return field([word], 'expression', word, 'full', isOptional);
}

function days(
  at: readonly string[],
  word: FieldWord,
  isOptional = false,
  size: FieldShape['size'] = 'third',
): FieldShape {
  return field(at, 'days', word, size, isOptional);
}

function choice(
  at: readonly string[],
  word: FieldWord,
  choices: readonly (ChoiceWord | number)[],
  size: FieldShape['size'],
  isOptional = false,
): FieldShape {
  return { ...field(at, 'choice', word, size, isOptional), choices };
}
