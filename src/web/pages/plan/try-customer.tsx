import { useTranslation } from 'react-i18next';
import type { DryRunResult } from '../../../client/shapes.ts';
import { Link } from '../../../ui/link.tsx';
import { paths } from '../../paths.ts';

/** A customer that a dry run names; those of others are counted, not named. */
export function TryCustomer({ customer }: { customer: DryRunResult['moves'][number]['customer'] }) {
  const { t } = useTranslation();
  if (customer === null) return <span className="secondary">{t('plan.try.others')}</span>;
  return <Link href={paths.customer(customer.publicId)}>{customer.name}</Link>;
}
