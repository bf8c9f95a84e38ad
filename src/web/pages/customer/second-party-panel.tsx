import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SecondPartyOrder } from '../../../client/shapes.ts';
import { type Columns, DataTable } from '../../../ui/data-table.tsx';
import { Link } from '../../../ui/link.tsx';
import { useFormat } from '../../../ui/locale.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { paths } from '../../paths.ts';
import { useReply } from '../../server.ts';

const ROWS_SHOWN = 10;

/** What dealers bought for this customer; nothing where nobody did. */
export function SecondPartyPanel({ publicId }: { publicId: string }) {
  const { t } = useTranslation();
  const [offset, setOffset] = useState(0);
  const orders = useReply('GET /api/customers/:publicId/second-party-orders', {
    params: { publicId },
    query: { limit: ROWS_SHOWN, offset },
  });
  const columns = useForeignColumns();
  const { items = [], total = 0 } = orders.data ?? {};
  if (total === 0) return null;
  return (
    <Panel
      title={t('particulars.orders.secondParty.title')}
      caption={t('particulars.orders.secondParty.caption')}
      flush
    >
      <DataTable
        rows={items}
        columns={columns}
        rowKey={(order) => order.id}
        label={t('particulars.orders.secondParty.title')}
        page={{ limit: ROWS_SHOWN, offset, total }}
        onPage={setOffset}
        foot={t('customer.orders.sum', { count: total })}
      />
    </Panel>
  );
}

function useForeignColumns(): Columns<SecondPartyOrder> {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    {
      key: 'date',
      title: t('customer.orders.date'),
      render: (_, { orderedAt }) => <span className="nowrap">{format.date(format.dayOf(orderedAt))}</span>,
    },
    {
      key: 'number',
      title: t('customer.orders.number'),
      render: (_, { number }) => <span className="nowrap">{number}</span>,
    },
    {
      key: 'buyer',
      title: t('particulars.orders.secondParty.buyer'),
      className: 'rest',
      render: (_, { buyer }) => <Link href={paths.customer(buyer.publicId, 'orders')}>{buyer.name}</Link>,
    },
    {
      key: 'amount',
      title: t('customer.orders.amount'),
      align: 'right',
      render: (_, { amount }) => <span className="figures nowrap">{format.moneyExact(amount)}</span>,
    },
  ];
}
