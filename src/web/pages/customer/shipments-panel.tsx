import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShipmentRow } from '../../../client/shapes.ts';
import { type Columns, DataTable } from '../../../ui/data-table.tsx';
import { formatNumber } from '../../../ui/format.ts';
import { useFormat } from '../../../ui/locale.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { useReply } from '../../server.ts';

const ROWS_SHOWN = 10;
const LINES_SHOWN = 5;

/** What we shipped and from which lots; nothing where the book has no shipments. */
export function ShipmentsPanel({ publicId }: { publicId: string }) {
  const { t } = useTranslation();
  const [offset, setOffset] = useState(0);
  const shipments = useReply('GET /api/customers/:publicId/shipments', {
    params: { publicId },
    query: { limit: ROWS_SHOWN, offset },
  });
  const columns = useShipmentColumns();
  const { items = [], total = 0 } = shipments.data ?? {};
  if (total === 0) return null;
  return (
    <Panel title={t('particulars.orders.shipments.title')} flush>
      <DataTable
        rows={items}
        columns={columns}
        rowKey={(shipment) => shipment.id}
        label={t('particulars.orders.shipments.title')}
        page={{ limit: ROWS_SHOWN, offset, total }}
        onPage={setOffset}
        foot={t('particulars.orders.shipments.sum', { count: total })}
      />
    </Panel>
  );
}

function useShipmentColumns(): Columns<ShipmentRow> {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    {
      key: 'day',
      title: t('particulars.orders.shipments.day'),
      render: (_, { shippedAt }) => <span className="nowrap">{format.date(format.dayOf(shippedAt))}</span>,
    },
    {
      key: 'number',
      title: t('particulars.orders.shipments.number'),
      render: (_, { number }) => <span className="nowrap">{number}</span>,
    },
    {
      key: 'what',
      title: t('particulars.orders.shipments.what'),
      className: 'rest',
      render: (_, { lines }) => <Goods lines={lines} />,
    },
    {
      key: 'amount',
      title: t('particulars.orders.lines.amount'),
      align: 'right',
      render: (_, { amount }) => <b className="figures nowrap">{format.moneyExact(amount)}</b>,
    },
  ];
}

function Goods({ lines }: { lines: ShipmentRow['lines'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const lotOf = ({ batch, batchSince }: ShipmentRow['lines'][number]) => {
    if (batch === null) return null;
    if (batchSince === null) return t('particulars.orders.shipments.batch', { batch });
    return t('particulars.orders.shipments.batchSince', { batch, day: format.date(batchSince) });
  };
  const rows = lines.slice(0, LINES_SHOWN).map((line, at) => ({ line, at }));
  return (
    <ul>
      {rows.map(({ line, at }) => (
        <li key={at}>
          {line.productName}{' '}
          <span className="figures">
            {formatNumber(line.quantity)} {line.unit}
          </span>
          <span className="caption order-line-more">
            {[line.orderNumber && t('particulars.orders.shipments.order', { number: line.orderNumber }), lotOf(line)]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </li>
      ))}
      {lines.length > LINES_SHOWN && (
        <li className="caption">{t('customer.orders.linesCount', { count: lines.length })}</li>
      )}
    </ul>
  );
}
