import { Drawer } from 'antd';
import { useTranslation } from 'react-i18next';
import type { OrderLine, OrderRow } from '../../../client/shapes.ts';
import { type Columns, DataTable } from '../../../ui/data-table.tsx';
import { formatNumber } from '../../../ui/format.ts';
import { useFormat } from '../../../ui/locale.tsx';
import { Loading } from '../../../ui/states.tsx';
import { ReplyFailure } from '../../reply-failure.tsx';
import { useReply } from '../../server.ts';

interface OrderDrawerProps {
  readonly publicId: string;
  readonly order: OrderRow | undefined;
  readonly onClose: () => void;
}

/** What one order is made of, line by line: what, where to, at what price and tax, promised and delivered when. */
export function OrderDrawer({ publicId, order, onClose }: OrderDrawerProps) {
  const { t } = useTranslation();
  return (
    <Drawer
      open={order !== undefined}
      onClose={onClose}
      size={860}
      title={t('particulars.orders.lines.title', { number: order?.number ?? '' })}
      destroyOnHidden
    >
      {order !== undefined && <Lines publicId={publicId} id={order.id} />}
    </Drawer>
  );
}

function Lines({ publicId, id }: { publicId: string; id: string }) {
  const { t } = useTranslation();
  const order = useReply('GET /api/customers/:publicId/orders/:id', { params: { publicId, id } });
  const columns = useLineColumns();
  if (order.isError) return <ReplyFailure error={order.error} again={order.refetch} />;
  if (order.data === undefined || order.data.id !== id) return <Loading lines={5} />;
  const rows = order.data.items.map((line, at) => ({ ...line, at }));
  return (
    <DataTable
      rows={rows}
      columns={columns}
      rowKey={({ at }) => String(at)}
      label={t('particulars.orders.lines.label')}
    />
  );
}

function useLineColumns(): Columns<OrderLine & { at: number }> {
  const { t } = useTranslation();
  const format = useFormat();
  const title = (key: 'product' | 'quantity' | 'price' | 'amount' | 'tax' | 'place' | Days) =>
    t(`particulars.orders.lines.${key}`);
  const day = (key: Days, of: (line: OrderLine) => string | null) => ({
    key,
    title: title(key),
    responsive: ['md' as const],
    render: (_: unknown, line: OrderLine) => {
      const on = of(line);
      return on !== null && <span className="nowrap">{format.date(on)}</span>;
    },
  });
  return [
    { key: 'product', title: title('product'), className: 'rest', render: (_, line) => <Product line={line} /> },
    {
      key: 'quantity',
      title: title('quantity'),
      align: 'right',
      render: (_, { quantity, unit }) => (
        <span className="figures nowrap">
          {formatNumber(quantity)} {unit}
        </span>
      ),
    },
    {
      key: 'price',
      title: title('price'),
      align: 'right',
      responsive: ['md'],
      render: (_, { unitPrice }) => <span className="figures nowrap">{formatNumber(unitPrice)}</span>,
    },
    {
      key: 'amount',
      title: title('amount'),
      align: 'right',
      render: (_, { amount }) => <b className="figures nowrap">{format.moneyExact(amount)}</b>,
    },
    {
      key: 'tax',
      title: title('tax'),
      align: 'right',
      responsive: ['md'],
      render: (_, { tax }) => tax !== null && <span className="figures nowrap">{format.moneyExact(tax)}</span>,
    },
    day('promisedFirst', ({ promisedFirstOn }) => promisedFirstOn),
    day('promised', ({ promisedOn }) => promisedOn),
    day('delivered', ({ deliveredOn }) => deliveredOn),
  ];
}

type Days = 'promisedFirst' | 'promised' | 'delivered';

function Product({ line }: { line: OrderLine }) {
  const { t } = useTranslation();
  const { productName, productCode, spec, category, batch, project, site } = line;
  const lot = batch === null ? null : t('particulars.orders.shipments.batch', { batch });
  const more = [productCode, spec, category, lot, project, site].filter((part) => part !== null).join(' · ');
  return (
    <>
      {productName}
      <span className="caption order-line-more">{more}</span>
    </>
  );
}
