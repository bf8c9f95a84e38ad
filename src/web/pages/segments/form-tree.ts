/** Changes to a form, each giving a new form; a place is the way down from the outer group. */
import { type FormCondition, type FormGroup, isGroup } from '../../../plan/segment-form.ts';

export type Place = readonly number[];

/** The form with another item at a place; without an item the place is gone, and a group left empty with it. */
export function withItem(group: FormGroup, place: Place, item: FormCondition | FormGroup | null): FormGroup {
  const [index = 0, ...rest] = place;
  const items = group.items.flatMap((each, at) => {
    if (at !== index) return [each];
    if (rest.length === 0) return item === null ? [] : [item];
    if (!isGroup(each)) return [each];
    const inner = withItem(each, rest, item);
    return inner.items.length === 0 ? [] : [inner];
  });
  return { ...group, items };
}

/** The form with one more item at the end of the group at a place. */
export function withMore(group: FormGroup, place: Place, item: FormCondition | FormGroup): FormGroup {
  const [index, ...rest] = place;
  if (index === undefined) return { ...group, items: [...group.items, item] };
  const items = group.items.map((each, at) => (at === index && isGroup(each) ? withMore(each, rest, item) : each));
  return { ...group, items };
}

/** The form with the sign of the group at a place; the groups directly inside take the other one. */
export function withSign(group: FormGroup, place: Place, is: FormGroup['is']): FormGroup {
  const [index, ...rest] = place;
  if (index === undefined) {
    const other = is === 'all' ? 'any' : 'all';
    return { is, items: group.items.map((each) => (isGroup(each) ? withSign(each, [], other) : each)) };
  }
  const items = group.items.map((each, at) => (at === index && isGroup(each) ? withSign(each, rest, is) : each));
  return { ...group, items };
}
