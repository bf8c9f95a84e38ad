import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrderRow } from '../../../client/shapes.ts';
import { parseDay } from '../../../kernel/time.ts';
import { type Columns, DataTable } from '../../../ui/data-table.tsx';
import { Link } from '../../../ui/link.tsx';
import { useFormat } from '../../../ui/locale.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { Empty, Loading } from '../../../ui/states.tsx';
import { useAddress } from '../../address.ts';
import { BasisNote } from '../../basis-note.tsx';
import { paths } from '../../paths.ts';
import { ReplyFailure } from '../../reply-failure.tsx';
import { useCompany, useReply } from '../../server.ts';
import { AmountsPanel } from './amounts-panel.tsx';
import { OrderDrawer } from './order-drawer.tsx';
import { SecondPartyPanel } from './second-party-panel.tsx';
import { ShipmentsPanel } from './shipments-panel.tsx';

const ROWS_SHOWN = 50;

/** Orders and returns, newest first, and whether we kept our promise. */
export function OrdersTab({ publicId }: { publicId: string }) {
  const { t } = useTranslation();
  const { values, set } = useAddress();
  const offset = Number(values['offset'] ?? 0);
  const orders = useReply('GET /api/customers/:publicId/orders', {
    params: { publicId },
    query: { limit: ROWS_SHOWN, offset },
  });
  const [shown, setShown] = useState<OrderRow>();
  const columns = useOrderColumns(setShown);
  return (
    <div className="stack">
      <AmountsPanel publicId={publicId} />
      <Panel flush>
        {orders.isPending && <Loading lines={8} />}
        {orders.isError && <ReplyFailure error={orders.error} again={orders.refetch} />}
        {orders.data !== undefined && orders.data.total === 0 && <NoOrders />}
        {orders.data !== undefined && orders.data.total > 0 && (
          <DataTable
            rows={orders.data.items}
            columns={columns}
            rowKey={(order) => order.id}
            label={t('customer.tabs.orders')}
            page={{ limit: ROWS_SHOWN, offset, total: orders.data.total }}
            onPage={(wanted) => set({ offset: wanted === 0 ? undefined : String(wanted) })}
            foot={
              <>
                {t('customer.orders.sum', { count: orders.data.total })} <BasisNote />
              </>
            }
          />
        )}
      </Panel>
      <SecondPartyPanel publicId={publicId} />
      <ShipmentsPanel publicId={publicId} />
      <OrderDrawer publicId={publicId} order={shown} onClose={() => setShown(undefined)} />
    </div>
  );
}

function NoOrders() {
  const { t } = useTranslation();
  return (
    <Empty
      title={t('customer.orders.none.title')}
      action={<Link href={paths.imports()}>{t('customer.orders.none.action')}</Link>}
    >
      {t('customer.orders.none.text')}
    </Empty>
  );
}

function useOrderColumns(show: (order: OrderRow) => void): Columns<OrderRow> {
  const { t } = useTranslation();
  const format = useFormat();
  const isTaxOff = useCompany().data?.basis?.effective.tax === 'excluded';
  return [
    {
      key: 'date',
      title: t('customer.orders.date'),
      render: (_, order) => <span className="nowrap">{format.date(format.dayOf(order.orderedAt))}</span>,
    },
    {
      key: 'number',
      title: t('customer.orders.number'),
      render: (_, order) => (
        <button type="button" className="link-button nowrap" onClick={() => show(order)}>
          {order.number}
        </button>
      ),
    },
    {
      key: 'project',
      title: t('customer.orders.project'),
      responsive: ['md'],
      className: 'rest',
      render: (_, order) => (
        <span className="secondary">
          {[order.project, order.site, order.secondParty].filter((part) => part !== null).join(' · ')}
        </span>
      ),
    },
    {
      key: 'kind',
      title: t('customer.orders.kind'),
      render: (_, order) => t(`customer.orders.${order.kind}`),
    },
    {
      key: 'lines',
      title: t('customer.orders.lines'),
      align: 'right',
      responsive: ['md'],
      render: (_, order) => (
        <span className="secondary figures">{t('customer.orders.linesCount', { count: order.lines })}</span>
      ),
    },
    {
      key: 'amount',
      title: t('customer.orders.amount'),
      align: 'right',
      render: (_, order) => <b className="figures nowrap">{format.moneyExact(shownAmount(order, isTaxOff))}</b>,
    },
    {
      key: 'delivered',
      title: t('customer.orders.delivered'),
      responsive: ['md'],
      render: (_, order) => <Delivery order={order} />,
    },
  ];
}

/** As amounts are counted everywhere: returns are taken off, tax where the basis leaves it out. */
function shownAmount({ kind, amount, tax }: OrderRow, isTaxOff: boolean): number {
  const counted = isTaxOff ? amount - (tax ?? 0) : amount;
  return kind === 'return' ? -counted : counted;
}

function Delivery({ order }: { order: OrderRow }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (order.kind === 'return') return null;
  if (order.deliveredOn === null) {
    return order.promisedOn === null ? null : <span className="secondary">{t('customer.orders.waiting')}</span>;
  }
  const days = order.promisedOn === null ? 0 : parseDay(order.deliveredOn) - parseDay(order.promisedOn);
  const kept =
    order.promisedOn === null ? '' : days > 0 ? t('customer.orders.late', { days }) : t('customer.orders.onTime');
  return (
    <span className="nowrap">
      <span>{format.date(order.deliveredOn)}</span> <span className="secondary">{kept}</span>
    </span>
  );
}
