import { useTranslation } from 'react-i18next';
import type { FirstLook } from '../../../client/shapes.ts';
import { Avatar, BandChip } from '../../../ui/chips.tsx';
import { type Columns, DataTable } from '../../../ui/data-table.tsx';
import { Link } from '../../../ui/link.tsx';
import { useFormat } from '../../../ui/locale.tsx';
import { MoneyText } from '../../../ui/money-text.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { Empty, Loading } from '../../../ui/states.tsx';
import { BasisNote } from '../../basis-note.tsx';
import { CustomerName } from '../../customer-mark.tsx';
import { paths } from '../../paths.ts';
import { ReplyFailure } from '../../reply-failure.tsx';
import { daysBetween, isJudging, useFirstLook } from './use-first-look.ts';

type Leaving = FirstLook['leaving']['items'][number];

/** One sentence with the sum, then the names with their reasons. */
export function LeavingPanel() {
  const { t } = useTranslation();
  const look = useFirstLook();
  const columns = useLeavingColumns();
  return (
    <Panel title={t('stockList.leaving.title')} caption={<BasisNote />} flush>
      {look.isPending && <Loading lines={6} />}
      {isJudging(look.data) && <Judging count={look.data?.waiting ?? 0} />}
      {look.isError && <ReplyFailure error={look.error} again={look.refetch} />}
      {look.data !== undefined && !isJudging(look.data) && (
        <>
          {look.data.leaving.customers > 0 && <Headline leaving={look.data.leaving} />}
          <DataTable
            rows={look.data.leaving.items}
            columns={columns}
            rowKey={(row) => row.customer.publicId}
            label={t('stockList.leaving.title')}
            foot={
              look.data.leaving.customers > look.data.leaving.items.length ? (
                <Link href={paths.warnings()}>
                  {t('stockList.leaving.all', { count: look.data.leaving.customers })}
                </Link>
              ) : undefined
            }
            empty={<Empty title={t('stockList.leaving.none')}>{t('stockList.leaving.noneText')}</Empty>}
          />
        </>
      )}
    </Panel>
  );
}

function Judging({ count }: { count: number }) {
  const { t } = useTranslation();
  return (
    <p className="stock-headline" role="status">
      {t('stockList.judging', { count })}
    </p>
  );
}

function Headline({ leaving }: { leaving: FirstLook['leaving'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const amount = format.money(leaving.amountYear);
  return <p className="stock-headline">{t('stockList.leaving.headline', { count: leaving.customers, amount })}</p>;
}

function LastOrder({ day }: { day: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  return t('stockList.leaving.lastOrder', { day: format.date(day), count: daysBetween(day, format.today) });
}

function useLeavingColumns(): Columns<Leaving> {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    {
      key: 'customer',
      title: t('stockList.columns.customer'),
      render: (_, row) => (
        <>
          <CustomerName customer={row.customer} />
          {row.cause !== null && <span className="caption stock-cause">{format.say(row.cause)}</span>}
        </>
      ),
    },
    {
      key: 'health',
      title: t('stockList.columns.health'),
      render: (_, { customer }) => (
        <BandChip band={customer.colour} score={customer.score} provisional={customer.provisional} />
      ),
    },
    {
      key: 'cause',
      title: t('stockList.columns.cause'),
      className: 'rest',
      responsive: ['md'],
      render: (_, row) => <span className="secondary">{row.cause === null ? '' : format.say(row.cause)}</span>,
    },
    {
      key: 'amount',
      title: t('stockList.columns.amount'),
      align: 'right',
      render: (_, row) => (
        <b>
          <MoneyText minor={row.amountYear} />
        </b>
      ),
    },
    {
      key: 'lastOrder',
      title: t('stockList.columns.lastOrder'),
      className: 'nowrap',
      responsive: ['md'],
      render: (_, row) => (row.lastOrderOn === null ? '' : <LastOrder day={row.lastOrderOn} />),
    },
    {
      key: 'owner',
      title: t('stockList.columns.owner'),
      responsive: ['md'],
      render: (_, row) => (row.owner === null ? '–' : <Avatar name={row.owner.name} />),
    },
  ];
}
