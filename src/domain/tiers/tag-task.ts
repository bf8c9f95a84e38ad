import type { PlanLimits } from '../../plan/plan.ts';

/** What a tag's rule would have somebody do. */
export interface TagWork {
  readonly customerId: number;
  readonly tag: string;
  readonly ownerId: string | null;
}

/** The work of this kind that somebody has already. */
export interface Load {
  readonly open: number;
  readonly today: number;
}

/**
 * Those that become tasks now, in the order given: nobody gets more of them in a day, nor has more of them open, than the
 * plan allows; what remains waits for another day.
 */
export function affordable<Work extends TagWork>(
  works: readonly Work[],
  loads: ReadonlyMap<string, Load>,
  limits: PlanLimits,
): (Work & { readonly ownerId: string })[] {
  const given = new Map<string, number>();
  return works.flatMap((work) => {
    const { ownerId } = work;
    if (ownerId === null) return [];
    const { open, today } = loads.get(ownerId) ?? { open: 0, today: 0 };
    const more = given.get(ownerId) ?? 0;
    if (today + more >= limits.newPerDay || open + more >= limits.openPerPerson) return [];
    given.set(ownerId, more + 1);
    return [{ ...work, ownerId }];
  });
}
