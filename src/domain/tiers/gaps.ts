import type { Named, Plan } from '../../plan/plan.ts';

/** A class of customers for which the plan says nothing to do (SEG-23). `scheme` is null for the tiers themselves. */
export interface Gap {
  readonly scheme: Pick<Named, 'key' | 'name' | 'nameEn'> | null;
  readonly tier: Pick<Named, 'key' | 'name' | 'nameEn'>;
}

/**
 * Tiers that give nothing, and classes of other schemes that no segment, tag, warning or insight of the plan reads: whoever
 * falls into one is treated like everybody else.
 */
export function gapsOf(plan: Plan): Gap[] {
  const tiers = plan.tiers.filter(({ entitlements }) => entitlements.length === 0);
  const read = [plan.segments, plan.tags, plan.warnings, plan.insights]
    .flat()
    .map(({ when }) => when.text.replaceAll('"', "'"));
  const isRead = (scheme: string, name: string) => {
    const word = new RegExp(`in_class\\(\\s*'${scheme}'\\s*,\\s*'${name}'\\s*\\)`);
    return read.some((text) => word.test(text));
  };
  const classes = plan.schemes.flatMap((scheme) =>
    scheme.classes
      .filter(({ key }) => !isRead(scheme.key, key))
      .map((each) => ({ scheme: label(scheme), tier: label(each) })),
  );
  return [...tiers.map((tier) => ({ scheme: null, tier: label(tier) })), ...classes];
}

/** What pages need to name a thing of the plan. */
export function label({ key, name, nameEn }: Named): Pick<Named, 'key' | 'name' | 'nameEn'> {
  return { key, name, nameEn };
}
