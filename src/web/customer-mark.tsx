import type { CustomerRef } from '../client/shapes.ts';
import { TierChip } from '../ui/chips.tsx';
import { Link } from '../ui/link.tsx';
import { useFormat } from '../ui/locale.tsx';
import { paths } from './paths.ts';

/** The plan's tiers of the first plans, highest first; a tier of another name is drawn as the lowest. */
const RANKS: Readonly<Record<string, number>> = { strategic: 0, key: 1, ordinary: 2 };

/** `战略客户` reads 战略 on a chip: the word 客户 is said by everything around it. */
export function CustomerTier({ tier }: { tier: { key: string; name: string; nameEn: string | null } }) {
  const format = useFormat();
  const name = format
    .name(tier)
    .replace(/客户$/, '')
    .replace(/ (customers?|accounts?)$/i, '');
  return <TierChip rank={RANKS[tier.key] ?? 2}>{name}</TierChip>;
}

/** Tier and name as a link to the customer's page. */
export function CustomerName({ customer }: { customer: CustomerRef }) {
  return (
    <span className="table-name">
      <CustomerTier tier={customer.tier} />
      <Link href={paths.customer(customer.publicId)} title={customer.name}>
        {customer.shortName ?? customer.name}
      </Link>
    </span>
  );
}
