import type { Flaw } from '../../../client/shapes.ts';

export const FLAW_GROUPS = [
  { key: 'missing', flaws: ['no_owner', 'no_backup', 'no_decider', 'no_phone', 'no_region'] },
  { key: 'contradicting', flaws: ['terms_differ', 'pattern_differs', 'preference_refused', 'need_contradicted'] },
  { key: 'outdated', flaws: ['unconfirmed', 'contact_left'] },
  { key: 'duplicate', flaws: ['duplicate'] },
] as const satisfies readonly { readonly key: string; readonly flaws: readonly Flaw[] }[];

export const FLAWS: readonly Flaw[] = FLAW_GROUPS.flatMap(({ flaws }): readonly Flaw[] => flaws);

/** The flaw that most customers of a set have; null where there is none. */
export function worstOf(flaws: Readonly<Record<Flaw, number>>): Flaw | null {
  const worst = FLAWS.toSorted((left, right) => flaws[right] - flaws[left])[0];
  return worst === undefined || flaws[worst] === 0 ? null : worst;
}
