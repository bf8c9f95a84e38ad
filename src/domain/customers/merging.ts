import { maskPhone } from './contact.ts';
import type { HeldFields, Person } from './customer.ts';

/** What a person may choose between when two customers become one. */
export const mergeFields = [
  ...(['name', 'shortName', 'kind', 'group', 'industry', 'region', 'city', 'country', 'since', 'pattern'] as const),
  ...(['terms', 'taxNumber', 'address', 'phone', 'ownerA', 'ownerB'] as const),
] satisfies readonly (keyof HeldFields | 'ownerA' | 'ownerB')[];
export type MergeField = (typeof mergeFields)[number];
export type MergeSide = 'survivor' | 'merged';

/** Which side's value a field takes; what is not named takes the proposed one. */
export type MergeChoices = Partial<Readonly<Record<MergeField, MergeSide>>>;

/** One of the two, as far as a merge compares them. */
export interface MergeParty extends HeldFields {
  readonly customerId: number;
  readonly publicId: string;
  readonly version: number;
  readonly place: string | null;
  readonly ownerA: string | null;
  readonly ownerB: string | null;
  readonly ownerAName: string | null;
  readonly ownerBName: string | null;
}

/** A field in which the two differ, as people read it: owners by name, phones masked. */
export interface MergeConflict {
  readonly field: MergeField;
  readonly survivor: string | null;
  readonly merged: string | null;
  readonly proposed: MergeSide;
}

/** Why somebody should look again before merging. */
export type MergeDoubt =
  | 'tax_numbers_differ'
  | 'groups_differ'
  | 'branches_of_group'
  | 'kinds_differ'
  | 'places_differ';

/** The fields in which the two differ, each with the side that is proposed. */
export function conflictsOf(survivor: MergeParty, merged: MergeParty): MergeConflict[] {
  return mergeFields
    .filter((field) => merged[field] !== null && merged[field] !== survivor[field])
    .map((field) => ({
      field,
      survivor: shownValue(field, survivor),
      merged: shownValue(field, merged),
      proposed: proposedSide(field, survivor, merged),
    }));
}

function shownValue(field: MergeField, party: MergeParty): string | null {
  if (field === 'ownerA') return party.ownerAName;
  if (field === 'ownerB') return party.ownerBName;
  return field === 'phone' && party.phone !== null ? maskPhone(party.phone) : party[field];
}

/** The survivor's own value, but what it has none of; and whoever has known us longer tells since when. */
function proposedSide(field: MergeField, survivor: MergeParty, merged: MergeParty): MergeSide {
  const [own, other] = [survivor[field], merged[field]];
  if (own === null) return 'merged';
  if (field === 'since' && other !== null && other < own) return 'merged';
  return 'survivor';
}

/** What a merge takes over from the merged-away customer: before and after, by field. */
export type TakenOver = Partial<Record<MergeField, { readonly before: string | null; readonly after: string | null }>>;

/** The fields that change on the survivor, by what was chosen and else proposed. */
export function takenOver(survivor: MergeParty, merged: MergeParty, choices: MergeChoices): TakenOver {
  const taken = conflictsOf(survivor, merged).filter(
    ({ field, proposed }) => (choices[field] ?? proposed) === 'merged',
  );
  return Object.fromEntries(taken.map(({ field }) => [field, { before: survivor[field], after: merged[field] }]));
}

/** What speaks against one customer, most telling first. */
export function doubtsOf(survivor: MergeParty, merged: MergeParty): MergeDoubt[] {
  const differ = (field: 'taxNumber' | 'group' | 'place'): boolean =>
    survivor[field] !== null && merged[field] !== null && survivor[field] !== merged[field];
  const sameGroup = survivor.group !== null && survivor.group === merged.group;
  const doubts: [MergeDoubt, boolean][] = [
    ['branches_of_group', sameGroup && (differ('place') || differ('taxNumber'))],
    ['tax_numbers_differ', differ('taxNumber')],
    ['groups_differ', differ('group')],
    ['kinds_differ', survivor.kind !== merged.kind],
    ['places_differ', differ('place')],
  ];
  return doubts.filter(([, isSo]) => isSo).map(([doubt]) => doubt);
}

/** A merge as the list of merges shows it. */
export interface Merge {
  readonly id: string;
  readonly survivor: { readonly publicId: string; readonly name: string };
  readonly merged: { readonly publicId: string; readonly name: string };
  readonly reason: string;
  readonly mergedAt: Date;
  readonly mergedBy: Person | null;
  readonly undoneAt: Date | null;
  readonly undoneBy: Person | null;
  /** How many rows changed hands. */
  readonly moved: number;
  /** The later merge that has to be undone first. */
  readonly waitsFor: string | null;
}
