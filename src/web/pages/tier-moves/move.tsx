import type { TierLabel } from '../../../client/shapes.ts';
import { Icon } from '../../../ui/icons.tsx';
import { Link } from '../../../ui/link.tsx';
import { CustomerTier } from '../../customer-mark.tsx';
import { paths } from '../../paths.ts';

/** 重点 → 普通, as chips; one alone where there was none before. */
export function Move({ from, to }: { from: TierLabel | null; to: TierLabel | null }) {
  return (
    <span className="tier-move">
      {from !== null && from.key !== to?.key && (
        <>
          <CustomerTier tier={from} />
          <Icon name="arrowRight" size={12} />
        </>
      )}
      {to !== null && <CustomerTier tier={to} />}
    </span>
  );
}

/** A customer as a link, and under it why. */
export function MovedCustomer(props: {
  readonly customer: { readonly publicId: string; readonly name: string; readonly shortName: string | null };
  readonly why: string;
}) {
  const { customer, why } = props;
  return (
    <span className="moved-customer">
      <Link href={paths.customer(customer.publicId)} title={customer.name}>
        {customer.shortName ?? customer.name}
      </Link>
      {why !== '' && <span className="caption moved-why">{why}</span>}
    </span>
  );
}
