import {
  changeAt,
  compareTexts,
  isExpression,
  keyChange,
  keyOf,
  nameOf,
  type Place,
  type PlanChange,
  type PlanPart,
  partChange,
  read,
  renamed,
  type Text,
  type Thing,
  thingChange,
  valueChange,
  within,
} from './diff-change.ts';
import { fieldWords, isLimit, isSaid, sayValue } from './diff-words.ts';
import type { Plan, Said } from './plan.ts';

export type { ChangeKind, PlanChange, PlanPart } from './diff-change.ts';
export type { Piece, Pieces } from './diff-expressions.ts';

interface Section extends Said {
  readonly part: PlanPart;
  /** The section is one value of the plan itself. */
  readonly isField?: true;
}

/** What the parts of a plan are called, in the order in which changes are told. */
const SECTIONS: Readonly<Partial<Record<keyof Plan, Section>>> = {
  standing: { part: 'tier', zh: '等级得分', en: 'Standing' },
  tiers: { part: 'tier', zh: '等级', en: 'tier' },
  tierMoves: { part: 'tier', zh: '等级变动', en: 'Moves between tiers' },
  schemes: { part: 'scheme', zh: '等级体系', en: 'scheme' },
  rfm: { part: 'rfm', zh: 'RFM', en: 'RFM' },
  indicators: { part: 'indicator', zh: '指标', en: 'indicator' },
  health: { part: 'health', zh: '健康分', en: 'Health' },
  newCustomer: { part: 'new_customer', zh: '新客户', en: 'New customers' },
  stages: { part: 'stage', zh: '生命周期阶段', en: 'stage' },
  segments: { part: 'segment', zh: '客群', en: 'segment' },
  warnings: { part: 'warning', zh: '预警', en: 'warning' },
  badges: { part: 'badge', zh: '徽章', en: 'badge' },
  tags: { part: 'tag', zh: '标签规则', en: 'rule for a tag' },
  insights: { part: 'insight', zh: '洞察', en: 'insight' },
  name: { part: 'setting', zh: '方案', en: 'Plan' },
  approval: { part: 'setting', zh: '方案', en: 'Plan', isField: true },
  settings: { part: 'setting', zh: '设置', en: 'setting' },
  timezone: { part: 'setting', zh: '方案', en: 'Plan', isField: true },
  currency: { part: 'setting', zh: '方案', en: 'Plan', isField: true },
  basis: { part: 'setting', zh: '口径', en: 'Basis' },
  limits: { part: 'setting', zh: '预警上限', en: 'Limits of warnings' },
  holds: { part: 'setting', zh: '预警暂停', en: 'Holds' },
  rhythm: { part: 'setting', zh: '采购节奏', en: 'Rhythm' },
  seasons: { part: 'setting', zh: '淡旺季', en: 'Seasons' },
  access: { part: 'setting', zh: '号码查看', en: 'Looks at phone numbers' },
  pool: { part: 'setting', zh: '公海', en: 'Pool' },
  stock: { part: 'setting', zh: '存量盘点', en: 'Stock list' },
};

/** What is not a field of its own: the file itself, what is told with its Chinese twin, and where an expression stands. */
const SILENT: ReadonlySet<string> = new Set([
  ...['text', 'key', 'tag', 'name', 'nameEn', 'doesEn', 'saysEn', 'suggestsEn', 'expression', 'path', 'placeOf'],
]);
/**
 * What another version of a plan says otherwise, part by part; layout and comments are nothing. Every value that differs
 * is told, also of parts that have no words of their own here.
 */
export function diffPlans(before: Plan, after: Plan): PlanChange[] {
  const known = Object.keys(SECTIONS);
  const others = Object.keys(after).filter((key) => !known.includes(key) && !SILENT.has(key));
  const changes = [...known, ...others].flatMap((property) => diffSection(property, before, after));
  // What the reader keeps under two names is one change.
  const told = new Set<string>();
  return changes.filter(({ zh, key, kind }) => {
    const mark = `${kind} ${key} ${zh}`;
    return !told.has(mark) && told.add(mark);
  });
}

function diffSection(property: string, before: Plan, after: Plan): PlanChange[] {
  const words = fieldWords(property);
  const section: Section = SECTIONS[property as keyof Plan] ?? { part: 'setting', ...words };
  const { part, zh, en, isField } = section;
  const place = { part, path: property, key: null, name: { zh, en }, field: null, kindOfThing: { zh, en } };
  if (property === 'name') return renamed(place, before, after);
  return compare({ ...place, field: isField ? property : null }, read(before, property), read(after, property));
}

function compare(place: Place, before: unknown, after: unknown): PlanChange[] {
  if (isText(before ?? after) && isText(after ?? before))
    return compareTexts(place, textOrNull(before), textOrNull(after));
  if (isListOfObjects(before) && isListOfObjects(after)) return compareLists(place, before, after);
  if (isPlainObject(before) && isPlainObject(after)) return compareFields(place, before, after);
  return isEqual(before, after) ? [] : [valueChange(place, before, after)];
}

/** Things with keys one by one; parts without any, place by place. */
function compareLists(place: Place, before: readonly object[], after: readonly object[]): PlanChange[] {
  const areThings = [...before, ...after].every((each) => keyOf(each) !== '');
  return areThings ? compareThings(place, before, after) : compareParts(place, before, after);
}

function isText(value: unknown): value is Text {
  return isExpression(value) || isSaid(value);
}

function textOrNull(value: unknown): Text | null {
  return isText(value) ? value : null;
}

/** The fields of one thing; a field that holds fields is named before them. */
function compareFields(place: Place, before: object, after: object): PlanChange[] {
  const all = new Set([...Object.keys(before), ...Object.keys(after)]);
  const fields = [...all].filter((field) => !SILENT.has(field) && !isAsWritten(field, all));
  return fields.flatMap((field) => {
    const name = place.field === null ? place.name : within(place.name, fieldWords(place.field));
    const inner = { ...place, name, field, path: `${place.path}.${field}`, kindOfThing: fieldWords(field) };
    return compare(inner, read(before, field), read(after, field));
  });
}

/** What the file says is kept beside what was understood of it: `quiet` of `quietDays`. */
function isAsWritten(field: string, all: ReadonlySet<string>): boolean {
  return all.has(`${field}Days`) || all.has(`${field}Due`);
}

/** Things with keys: what is there on one side only, what both say, and what stands elsewhere in the order. */
function compareThings(place: Place, before: readonly Thing[], after: readonly Thing[]): PlanChange[] {
  const [old, now] = [byKey(before), byKey(after)];
  const gone = before.filter((thing) => !now.has(keyOf(thing)));
  const come = after.filter((thing) => !old.has(keyOf(thing)));
  const newKeys = pairsOfNewKeys(gone, come);
  const renamedNow = new Set(newKeys.values());
  const changes = after.flatMap((thing) => {
    const earlier = old.get(keyOf(thing));
    const at = placeOf(place, thing);
    if (earlier !== undefined) return [...renamed(at, earlier, thing), ...compareInside(at, earlier, thing)];
    return renamedNow.has(thing) ? [] : [thingChange(place, at, thing, 'added')];
  });
  const removed = gone.filter((thing) => !newKeys.has(thing));
  return [
    ...removed.map((thing) => thingChange(place, placeOf(place, thing), thing, 'removed')),
    ...[...newKeys].map(([one, other]) => keyChange(placeOf(place, other), one, other)),
    ...changes,
    ...movesOf(place, before, after),
  ];
}

/** Of an input only the expression can differ; whatever else has a key has fields. */
function compareInside(place: Place, before: Thing, after: Thing): PlanChange[] {
  if (!('expression' in before)) return compareFields(place, before, after);
  return compare({ ...place, field: null }, read(before, 'expression'), read(after, 'expression'));
}

function byKey(things: readonly Thing[]): Map<string, Thing> {
  return new Map(things.map((thing) => [keyOf(thing), thing]));
}

function placeOf(list: Place, thing: Thing): Place {
  const isNested = list.path.includes('.') || list.field !== null;
  const own = nameOf(thing);
  return {
    ...list,
    path: `${list.path}.${keyOf(thing)}`,
    key: keyOf(thing),
    name: isNested ? within(list.name, own) : own,
    field: null,
  };
}

/** Whatever is the same but for its key was given another key. */
function pairsOfNewKeys(gone: readonly Thing[], come: readonly Thing[]): Map<Thing, Thing> {
  const pairs = new Map<Thing, Thing>();
  for (const thing of gone) {
    const same = come.find((each) => contentOf(each) === contentOf(thing) && ![...pairs.values()].includes(each));
    if (same !== undefined) pairs.set(thing, same);
  }
  return pairs;
}

function contentOf(thing: Thing): string {
  return canonical({ ...thing, key: '', ...('expression' in thing ? { name: '' } : {}) });
}

/** The fewest things whose moving explains another order; the order decides which tier or stage applies first. */
function movesOf(list: Place, before: readonly Thing[], after: readonly Thing[]): PlanChange[] {
  const keysNow = after.map(keyOf);
  const common = before.map(keyOf).filter((key) => keysNow.includes(key));
  const order = keysNow.filter((key) => common.includes(key));
  const staying = new Set(longestRising(order.map((key) => common.indexOf(key))).map((at) => common[at]));
  return after.flatMap((thing) => {
    const key = keyOf(thing);
    if (!common.includes(key) || staying.has(key)) return [];
    const place = placeOf(list, thing);
    const [from, to] = [common.indexOf(key) + 1, order.indexOf(key) + 1];
    const said = {
      zh: `${place.name.zh}：从第 ${from} 位移到第 ${to} 位`,
      en: `${place.name.en}: moved from place ${from} to ${to}`,
    };
    return [changeAt(place, 'moved', said, sayValue('', from), sayValue('', to))];
  });
}

function longestRising(values: readonly number[]): number[] {
  let best: number[] = [];
  const endingAt: number[][] = [];
  values.forEach((value, index) => {
    const before = endingAt.slice(0, index).filter((run) => (run.at(-1) ?? -1) < value);
    const longest = before.reduce<number[]>((found, run) => (run.length > found.length ? run : found), []);
    const run = [...longest, value];
    endingAt.push(run);
    if (run.length > best.length) best = run;
  });
  return best;
}

/** Parts without a key, caps for instance: place by place. */
function compareParts(place: Place, before: readonly object[], after: readonly object[]): PlanChange[] {
  const length = Math.max(before.length, after.length);
  return Array.from({ length }, (_, at) => at).flatMap((at) => {
    const [old, now] = [before[at] ?? null, after[at] ?? null];
    const words = fieldWords(place.field ?? '');
    const numbered = length > 1 ? { zh: `${words.zh} ${at + 1}`, en: `${words.en} ${at + 1}` } : words;
    const inner = { ...place, path: `${place.path}.${at}`, name: within(place.name, numbered), field: null };
    if (old !== null && now !== null) return compareFields(inner, old, now);
    return [partChange({ ...inner, name: place.name }, words, old, now)];
  });
}

function isPlainObject(value: unknown): value is object {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !isLimit(value) && !isExpression(value)
  );
}

function isListOfObjects(value: unknown): value is readonly object[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'object' && each !== null);
}

function isEqual(before: unknown, after: unknown): boolean {
  return canonical(before) === canonical(after);
}

/** One text for everything that means the same: expressions without their layout, fields in one order. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) => {
    if (isExpression(each)) return each.text.replace(/\s+/g, ' ').trim();
    if (!isPlainObject(each)) return each;
    return Object.fromEntries(Object.entries(each).sort(([left], [right]) => (left < right ? -1 : 1)));
  });
}
