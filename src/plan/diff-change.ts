import { isSameText, numbersChanged, type Pieces, piecesOf, sayAmount } from './diff-expressions.ts';
import { fieldWords, labelled, sayList, sayValue } from './diff-words.ts';
import type { Expression, Said } from './plan.ts';

export type PlanPart =
  | 'tier'
  | 'scheme'
  | 'rfm'
  | 'indicator'
  | 'health'
  | 'new_customer'
  | 'stage'
  | 'segment'
  | 'warning'
  | 'badge'
  | 'tag'
  | 'insight'
  | 'setting';

export type ChangeKind = 'added' | 'removed' | 'changed' | 'renamed' | 'moved';

/** One thing that another version of a plan says otherwise, with a sentence in both languages. */
export interface PlanChange extends Said {
  readonly part: PlanPart;
  readonly kind: ChangeKind;
  /** Where in the plan: `warnings.rhythm_broken.quietDays`. */
  readonly path: string;
  /** The key of the thing that changed; null for what has none. */
  readonly key: string | null;
  /** What the thing is called. */
  readonly name: Said;
  /** Which of its fields changed; null for the thing itself. */
  readonly field: Said | null;
  readonly before: Said | null;
  readonly after: Said | null;
  /** Of expressions and sentences: which pieces of each side the other one lacks. */
  readonly pieces: Pieces | null;
}

const DETAIL_FIELDS = ['level', 'weight', 'act', 'value', 'when'] as const;
const DETAIL_TEXT_MAX = 80;

/** An expression, or a sentence of the plan. */
export type Text = Expression | Said;

/** Where the walk stands. */
export interface Place {
  readonly part: PlanPart;
  readonly path: string;
  readonly key: string | null;
  /** What the thing is called, from the outside in: 行业等级 · 大客户. */
  readonly name: Said;
  /** The field of the thing; null at the thing itself. */
  readonly field: string | null;
  /** What one of the things in a list is called. */
  readonly kindOfThing: Said;
}

export interface Thing {
  readonly key?: string;
  readonly tag?: string;
  readonly name?: string;
  readonly nameEn?: string;
}

/** What differs in an expression or a sentence: numbers where nothing else does. */
export function compareTexts(place: Place, before: Text | null, after: Text | null): PlanChange[] {
  if (before === null || after === null) return [valueChange(place, before, after)];
  const [oldText, nowText] = [textOf(before), textOf(after)];
  if (isSameText(oldText.zh, nowText.zh) && isSameText(oldText.en, nowText.en)) return [];
  const numbers = isExpression(before) ? numbersChanged(oldText.zh, nowText.zh) : null;
  if (numbers === null) return [textChange(place, oldText, nowText)];
  const shown = numbers.map(({ of, ...number }) => {
    const [from, to] = [sayAmount(number.before), sayAmount(number.after)];
    const prefix = of === null ? '' : `${of} `;
    return { zh: `${prefix}${from.zh} → ${to.zh}`, en: `${prefix}${from.en} → ${to.en}` };
  });
  const said = aboutField(place, { zh: shown.map(({ zh }) => zh).join('，'), en: sayList(shown).en });
  return [{ ...changeAt(place, 'changed', said, oldText, nowText), pieces: piecesOf(oldText.zh, nowText.zh) }];
}

function textOf(text: Text): Said {
  return isExpression(text) ? { zh: text.text.trim(), en: text.text.trim() } : text;
}

/** What was put in, taken out or put in place of something, where that is one piece; else the whole. */
function textChange(place: Place, before: Said, after: Said): PlanChange {
  const isEnglishOnly = before.zh === after.zh;
  const [old, now] = isEnglishOnly ? [before.en, after.en] : [before.zh, after.zh];
  const pieces = piecesOf(old, now);
  const [out] = pieces.before.filter(({ changed }) => changed).map(({ text }) => text.trim());
  const [into] = pieces.after.filter(({ changed }) => changed).map(({ text }) => text.trim());
  const isOne = [pieces.before, pieces.after].every((side) => side.filter(({ changed }) => changed).length <= 1);
  const said = aboutField(place, isOne ? sayPiece(out, into) : sayPiece(old, now));
  return { ...changeAt(place, 'changed', said, before, after), pieces };
}

function sayPiece(out: string | undefined, into: string | undefined): Said {
  if (out === undefined) return { zh: `加上“${into}”`, en: `“${into}” added` };
  if (into === undefined) return { zh: `去掉“${out}”`, en: `“${out}” taken out` };
  return { zh: `“${out}” → “${into}”`, en: `“${out}” → “${into}”` };
}

/** A value in place of another one, where there was none, or none any more. */
export function valueChange(place: Place, before: unknown, after: unknown): PlanChange {
  const [old, now] = [sayOrText(place, before), sayOrText(place, after)];
  const label = place.field === null ? { zh: '', en: '' } : fieldWords(place.field);
  const { name } = place;
  if (isMissing(before)) {
    const said = { zh: `${name.zh}：${label.zh}设为 ${now.zh}`, en: `${name.en}: ${label.en || 'now'} ${now.en}` };
    return changeAt(place, 'added', said, null, now);
  }
  if (isMissing(after)) {
    const said = {
      zh: `${name.zh}：取消${label.zh}（原为 ${old.zh}）`,
      en: `${name.en}: no ${label.en} any more (was ${old.en})`,
    };
    return changeAt(place, 'removed', said, old, null);
  }
  const said = aboutField(place, { zh: `${old.zh} → ${now.zh}`, en: `${old.en} → ${now.en}` });
  return changeAt(place, 'changed', said, old, now);
}

function sayOrText(place: Place, value: unknown): Said {
  return isExpression(value) ? shortened(value.text) : sayValue(place.field ?? '', value);
}

function isMissing(value: unknown): boolean {
  return value === null || value === undefined;
}

/** A tier is its condition, a setting its value: to name the field would say nothing. */
function aboutField({ part, name, field }: Place, what: Said): Said {
  const isPlain =
    field === null || (field === 'when' && part !== 'warning') || (field === 'value' && part === 'setting');
  if (isPlain) return { zh: `${name.zh}：${what.zh}`, en: `${name.en}: ${what.en}` };
  const label = fieldWords(field);
  return { zh: `${name.zh}：${label.zh} ${what.zh}`, en: `${name.en}: ${label.en} ${what.en}` };
}

/** A thing that is new, with what has to be known of it, or gone. */
export function thingChange(list: Place, place: Place, thing: Thing, kind: 'added' | 'removed'): PlanChange {
  const { kindOfThing, name } = list;
  const isNested = place.path.split('.').length > 2;
  const own = nameOf(thing);
  const detail = kind === 'added' ? detailOf(thing) : null;
  const [verbZh, verbEn] = kind === 'added' ? ['新增', 'New'] : ['删除', 'Removed'];
  const said = {
    zh: `${isNested ? `${name.zh}：` : ''}${verbZh}${kindOfThing.zh}：${own.zh}${detail ? `（${detail.zh}）` : ''}`,
    en: `${isNested ? `${name.en}: ` : ''}${verbEn} ${kindOfThing.en}: ${own.en}${detail ? ` (${detail.en})` : ''}`,
  };
  return kind === 'added' ? changeAt(place, kind, said, null, own) : changeAt(place, kind, said, own, null);
}

/** What has to be known of a thing that is new. */
function detailOf(thing: Thing): Said | null {
  const parts = DETAIL_FIELDS.filter((field) => field in thing).map((field) => {
    const value = read(thing, field);
    if (isExpression(value)) return shortened(value.text);
    return field === 'weight' ? labelled(fieldWords(field), sayValue(field, value)) : sayValue(field, value);
  });
  return parts.length === 0 ? null : { zh: parts.map(({ zh }) => zh).join('，'), en: sayList(parts).en };
}

function shortened(text: string): Said {
  const line = text.replace(/\s+/g, ' ').trim();
  const short = line.length > DETAIL_TEXT_MAX ? `${line.slice(0, DETAIL_TEXT_MAX)}…` : line;
  return { zh: short, en: short };
}

/** A part without a key that is new or gone. */
export function partChange(place: Place, words: Said, before: object | null, after: object | null): PlanChange {
  const [old, now] = [before && sayPart(before), after && sayPart(after)];
  const said =
    now === null
      ? {
          zh: `${place.name.zh}：删除${words.zh}（${old?.zh}）`,
          en: `${place.name.en}: ${words.en} removed (${old?.en})`,
        }
      : { zh: `${place.name.zh}：新增${words.zh}（${now.zh}）`, en: `${place.name.en}: new ${words.en} (${now.en})` };
  return { ...changeAt(place, now === null ? 'removed' : 'added', said, old, now), field: words };
}

function sayPart(part: object): Said {
  const fields = Object.entries(part).map(([field, value]): Said => {
    const shown = isExpression(value) ? shortened(value.text) : sayValue(field, value);
    return labelled(fieldWords(field), shown);
  });
  return { zh: fields.map(({ zh }) => zh).join('，'), en: sayList(fields).en };
}

/** Another name for the thing of the same key. */
export function renamed(place: Place, before: Thing, after: Thing): PlanChange[] {
  const [old, now] = [nameOf(before), nameOf(after)];
  if ('expression' in after || (old.zh === now.zh && old.en === now.en)) return [];
  const { kindOfThing } = place;
  const both = old.zh !== now.zh && old.en !== now.en && now.en !== now.zh;
  const zh = old.zh === now.zh ? `${old.en} → ${now.en}（英文名）` : `${old.zh} → ${now.zh}`;
  const en = both || old.zh === now.zh ? `${old.en} → ${now.en}` : `${old.zh} → ${now.zh}`;
  return [
    changeAt(
      place,
      'renamed',
      { zh: `${kindOfThing.zh}改名：${zh}`, en: `${upper(kindOfThing.en)} renamed: ${en}` },
      old,
      now,
    ),
  ];
}

/** Another key for the same thing. */
export function keyChange(place: Place, before: Thing, after: Thing): PlanChange {
  const [old, now] = [keyOf(before), keyOf(after)];
  const said = {
    zh: `${place.name.zh}：键 ${old} → ${now}`,
    en: `${place.name.en}: key ${old} → ${now}`,
  };
  return changeAt(place, 'renamed', said, { zh: old, en: old }, { zh: now, en: now });
}

/** A change of the thing or field at a place. */
export function changeAt(
  place: Place,
  kind: ChangeKind,
  said: Said,
  before: Said | null,
  after: Said | null,
): PlanChange {
  const { part, path, key, name } = place;
  const field = place.field === null ? null : fieldWords(place.field);
  return { part, kind, path, key, name, field, before, after, pieces: null, ...said };
}

/** What stands inside something is called after it: 行业等级 · 大客户. */
export function within(outer: Said, inner: Said): Said {
  return { zh: `${outer.zh} · ${inner.zh}`, en: `${outer.en} · ${inner.en}` };
}

function upper(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}

/** By what the things of a list are known. */
export function keyOf(thing: Thing): string {
  return thing.key ?? thing.tag ?? thing.name ?? '';
}

/** What a thing is called. */
export function nameOf(thing: Thing): Said {
  const zh = thing.name ?? keyOf(thing);
  return { zh, en: thing.nameEn ?? zh };
}

/** A field by its name; null where it is missing. */
export function read(thing: object, property: string): unknown {
  return (thing as Readonly<Record<string, unknown>>)[property] ?? null;
}

/** True for what the plan computes, told by its place in the file. */
export function isExpression(value: unknown): value is Expression {
  return typeof value === 'object' && value !== null && 'placeOf' in value;
}
