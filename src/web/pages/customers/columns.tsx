import { useTranslation } from 'react-i18next';
import type { CustomerRow } from '../../../client/shapes.ts';
import { Avatar, BandChip, TagChip } from '../../../ui/chips.tsx';
import type { Columns } from '../../../ui/data-table.tsx';
import { useFormat } from '../../../ui/locale.tsx';
import { MoneyText } from '../../../ui/money-text.tsx';
import { CustomerName } from '../../customer-mark.tsx';
import { useMayFor } from '../../server.ts';
import { RecordContact } from '../customer/record-contact.tsx';

type Column = Columns<CustomerRow>[number];

/** About seven columns; a phone keeps name, health and money. */
export function useCustomerColumns(): Columns<CustomerRow> {
  const { t } = useTranslation();
  const named: Column = {
    key: 'name',
    title: t('customers.columns.customer'),
    sorter: true,
    render: (_, row) => <CustomerName customer={row.customer} />,
  };
  const health: Column = {
    key: 'score',
    title: t('customers.columns.health'),
    sorter: true,
    render: (_, row) => (
      <BandChip band={row.customer.colour} score={row.customer.score} provisional={row.customer.provisional} />
    ),
  };
  return [named, health, useCauseColumn(), ...useMoneyColumns(), ...usePeopleColumns()];
}

function useCauseColumn(): Column {
  const { t } = useTranslation();
  const format = useFormat();
  return {
    key: 'cause',
    title: t('customers.columns.cause'),
    responsive: ['lg'],
    className: 'rest',
    render: (_, row) => <span className="secondary">{row.cause === null ? '' : format.say(row.cause)}</span>,
  };
}

function useMoneyColumns(): Columns<CustomerRow> {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    {
      key: 'amountYear',
      title: t('customers.columns.amount'),
      align: 'right',
      sorter: true,
      render: (_, row) => (
        <b>
          <MoneyText minor={row.amountYear} />
        </b>
      ),
    },
    {
      key: 'orders',
      title: t('customers.columns.orders'),
      align: 'right',
      responsive: ['md'],
      render: (_, row) => (
        <span className="secondary figures nowrap">{t('customers.ordersCount', { count: row.ordersYear })}</span>
      ),
    },
    {
      key: 'lastOrderOn',
      title: t('customers.columns.lastOrder'),
      align: 'right',
      sorter: true,
      responsive: ['md'],
      render: (_, row) => (
        <span className="nowrap">
          {row.lastOrderOn === null ? (
            <span className="secondary">{t('customers.neverOrdered')}</span>
          ) : (
            format.date(row.lastOrderOn)
          )}
        </span>
      ),
    },
  ];
}

function usePeopleColumns(): Columns<CustomerRow> {
  const { t } = useTranslation();
  return [
    {
      key: 'warning',
      title: t('customers.columns.warning'),
      responsive: ['md'],
      render: (_, row) =>
        row.warningLevel !== null && <TagChip>{t('customers.warningLevel', { level: row.warningLevel })}</TagChip>,
    },
    {
      key: 'city',
      title: t('customers.columns.city'),
      responsive: ['lg'],
      render: (_, row) => <span className="secondary nowrap">{row.city ?? row.region ?? ''}</span>,
    },
    {
      key: 'owner',
      title: t('customers.columns.owner'),
      responsive: ['md'],
      render: (_, row) =>
        row.owner === null ? <span title={t('customers.noOwner')}>–</span> : <Avatar name={row.owner.name} />,
    },
    { key: 'record', title: '', responsive: ['xl'], render: (_, row) => <RowContact row={row} /> },
  ];
}

/** A call that was just made is written down where its customer stands. */
function RowContact({ row: { customer, owner } }: { row: CustomerRow }) {
  if (!useMayFor('interactions.write', [owner])) return null;
  return (
    <RecordContact customer={{ publicId: customer.publicId, name: customer.shortName ?? customer.name }} kind="link" />
  );
}
