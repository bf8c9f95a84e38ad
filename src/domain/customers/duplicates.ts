/** What is compared of a customer: spelled in one way by the functions of migration 0014. */
export interface Likeness {
  readonly kind: 'company' | 'person';
  readonly name: string;
  /** The name without place, brackets and legal form. */
  readonly core: string | null;
  readonly shortCore: string | null;
  readonly sound: string | null;
  readonly place: string | null;
  readonly taxNumber: string | null;
  readonly address: string | null;
  readonly phones: readonly string[];
  /** Numbers in the books it comes from, each as `scheme key`. */
  readonly externals: readonly string[];
  readonly groupId: string | null;
}

export interface BookLikeness extends Likeness {
  readonly customerId: number;
}

/** Why two look like one, and what speaks against it. */
export const duplicateReasons = [
  ...(['tax_number', 'name', 'name_near', 'short_name', 'sound', 'phone', 'address', 'external_id', 'place'] as const),
  ...(['tax_number_differs', 'place_differs', 'kind_differs'] as const),
] as const;
export type DuplicateReason = (typeof duplicateReasons)[number];

export interface Resemblance {
  /** 0 to 100. */
  readonly score: number;
  readonly reasons: readonly DuplicateReason[];
}

/** From here on two customers are proposed as one. */
export const CANDIDATE_SCORE = 60;
/** From here on somebody who enters a customer is asked whether it is this one. */
export const ENTRY_SCORE = 40;
/** Names that share so many of their pairs of letters differ by a slip of the pen. */
const NEAR_SHARE = 0.5;
const GROUP_SIZE_MAX = 12;

const POINTS: Readonly<Record<DuplicateReason, number>> = {
  tax_number: 75,
  name: 60,
  sound: 50,
  phone: 40,
  short_name: 35,
  name_near: 30,
  address: 25,
  external_id: 20,
  place: 10,
  tax_number_differs: -55,
  place_differs: -35,
  kind_differs: -30,
};
/** People share names and a family shares a phone: only both together tell. */
const PERSON_POINTS: Partial<Readonly<Record<DuplicateReason, number>>> = { name: 30, phone: 45, sound: 15 };

/** How much two look like one customer; branches of one group in two places, or with two tax numbers, do not. */
export function resemblance(left: Likeness, right: Likeness): Resemblance {
  const reasons = reasonsOf(left, right);
  const arePersons = left.kind === 'person' && right.kind === 'person';
  const areBranches =
    left.groupId !== null &&
    left.groupId === right.groupId &&
    (reasons.includes('place_differs') || reasons.includes('tax_number_differs'));
  if (areBranches) return { score: 0, reasons };
  const points = reasons.map((reason) => (arePersons ? PERSON_POINTS[reason] : undefined) ?? POINTS[reason]);
  const sum = points.reduce((total, each) => total + each, 0);
  return { score: Math.max(0, Math.min(100, sum)), reasons };
}

function reasonsOf(left: Likeness, right: Likeness): DuplicateReason[] {
  const same = (field: 'taxNumber' | 'address' | 'place'): boolean =>
    left[field] !== null && left[field] === right[field];
  const differ = (field: 'taxNumber' | 'place'): boolean =>
    left[field] !== null && right[field] !== null && left[field] !== right[field];
  const found: [DuplicateReason | null, boolean][] = [
    ['tax_number', same('taxNumber')],
    [nameReason(left, right), true],
    ['phone', left.phones.some((phone) => right.phones.includes(phone))],
    ['address', same('address')],
    ['external_id', sharesExternal(left, right)],
    ['place', same('place')],
    ['tax_number_differs', differ('taxNumber')],
    ['place_differs', differ('place')],
    ['kind_differs', left.kind !== right.kind],
  ];
  return found.flatMap(([reason, isSo]) => (isSo && reason !== null ? [reason] : []));
}

/** The best that can be said of two names. */
function nameReason(left: Likeness, right: Likeness): DuplicateReason | null {
  if (left.core !== null && left.core === right.core) return 'name';
  const shorts = [left.shortCore === right.core, left.core === right.shortCore, left.shortCore === right.shortCore];
  const isShort = (left.shortCore !== null && (shorts[0] || shorts[2])) || (right.shortCore !== null && shorts[1]);
  if (left.sound !== null && left.sound === right.sound) return 'sound';
  if (isShort) return 'short_name';
  return nearness(left.core ?? '', right.core ?? '') >= NEAR_SHARE ? 'name_near' : null;
}

/** The share of pairs of neighbouring letters that two words have in common, 0 to 1. */
function nearness(left: string, right: string): number {
  const [own, other] = [pairsOf(left), pairsOf(right)];
  if (own.length === 0 || other.length === 0) return 0;
  const shared = own.filter((pair) => other.includes(pair)).length;
  return (2 * shared) / (own.length + other.length);
}

function pairsOf(word: string): string[] {
  const letters = [...word];
  return letters.slice(1).map((letter, at) => `${letters[at]}${letter}`);
}

/** One number under two schemes: two books that count alike. */
function sharesExternal(left: Likeness, right: Likeness): boolean {
  const split = (external: string): [string, string] => {
    const space = external.indexOf(' ');
    return [external.slice(0, space), external.slice(space + 1)];
  };
  const own = left.externals.map(split);
  return right.externals.map(split).some(([scheme, key]) => own.some((one) => one[0] !== scheme && one[1] === key));
}

export interface CandidatePair extends Resemblance {
  readonly lowId: number;
  readonly highId: number;
}

/**
 * Puts pairs that hang together into one group, the strongest first; a group that grows too large to be looked at is
 * left as it is. Answers the members by each one's number.
 */
export function groupsOf(
  pairs: readonly Pick<CandidatePair, 'lowId' | 'highId' | 'score'>[],
): Map<number, readonly number[]> {
  const groups = new Map<number, number[]>();
  for (const { lowId, highId } of pairs.toSorted((one, other) => other.score - one.score)) {
    const [low, high] = [groups.get(lowId) ?? [lowId], groups.get(highId) ?? [highId]];
    if (low === high || low.length + high.length > GROUP_SIZE_MAX) continue;
    const joined = [...low, ...high].sort((one, other) => one - other);
    for (const member of joined) groups.set(member, joined);
  }
  return groups;
}
