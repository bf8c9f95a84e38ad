import { useTranslation } from 'react-i18next';
import type { FirstLook } from '../../../client/shapes.ts';
import { type Columns, DataTable } from '../../../ui/data-table.tsx';
import { useFormat } from '../../../ui/locale.tsx';
import { MoneyText } from '../../../ui/money-text.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { CustomerName } from '../../customer-mark.tsx';
import { daysBetween, useFirstLook } from './use-first-look.ts';

type Lost = FirstLook['lost']['items'][number];

/** 如果早知道: who is lost already, and since when the score would have said so. */
export function LostPanel() {
  const { t } = useTranslation();
  const look = useFirstLook();
  const columns = useLostColumns();
  if (look.data === undefined || look.data.lost.items.length === 0) return null;
  return (
    <Panel
      title={t('stockList.lost.title')}
      caption={t('stockList.lost.caption', { count: look.data.lost.customers })}
      flush
    >
      <DataTable
        rows={look.data.lost.items}
        columns={columns}
        rowKey={(row) => row.customer.publicId}
        label={t('stockList.lost.title')}
      />
    </Panel>
  );
}

function useLostColumns(): Columns<Lost> {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    {
      key: 'customer',
      title: t('stockList.columns.customer'),
      render: (_, row) => (
        <>
          <CustomerName customer={row.customer} />
          <span className="caption stock-cause">
            <HadWeKnown lost={row} />
          </span>
        </>
      ),
    },
    {
      key: 'amountBefore',
      title: t('stockList.columns.amountBefore'),
      align: 'right',
      render: (_, row) => (
        <b>
          <MoneyText minor={row.amountBefore} />
        </b>
      ),
    },
    {
      key: 'lastOrder',
      title: t('stockList.columns.lastOrder'),
      responsive: ['md'],
      className: 'nowrap',
      render: (_, row) => format.date(row.lastOrderOn),
    },
    {
      key: 'turnedOn',
      title: t('stockList.columns.turnedOn'),
      className: 'rest',
      responsive: ['md'],
      render: (_, row) => <HadWeKnown lost={row} />,
    },
  ];
}

/** The day on which it could have been seen, how long after the last order, and how long ago that is. */
function HadWeKnown({ lost: { lastOrderOn, turnedOn } }: { lost: Lost }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (turnedOn === null) return t('stockList.lost.never');
  const after = daysBetween(lastOrderOn, turnedOn);
  const words = { day: format.dayHeading(turnedOn), count: Math.abs(after), ago: daysBetween(turnedOn, format.today) };
  return t(after < 0 ? 'stockList.lost.turnedBefore' : 'stockList.lost.turned', words);
}
