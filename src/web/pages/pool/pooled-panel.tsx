import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { PooledRow } from '../../../client/shapes.ts';
import { type Columns, DataTable } from '../../../ui/data-table.tsx';
import { useFormat } from '../../../ui/locale.tsx';
import { MoneyText } from '../../../ui/money-text.tsx';
import { Empty, Loading } from '../../../ui/states.tsx';
import { ReplyFailure } from '../../reply-failure.tsx';
import { failureText, useAct, useReply, useSession } from '../../server.ts';

/** The pool, the largest first; who served a customer last has the first right to it. */
export function PooledPanel() {
  const { t } = useTranslation();
  const pool = useReply('GET /api/pool');
  const columns = usePooledColumns();
  if (pool.isPending) return <Loading lines={4} />;
  if (pool.isError) return <ReplyFailure error={pool.error} again={pool.refetch} />;
  return (
    <DataTable
      rows={pool.data.items}
      columns={columns}
      rowKey={(row) => row.publicId}
      label={t('pool.free')}
      empty={<Empty title={t('pool.empty')}>{t('pool.emptyText')}</Empty>}
    />
  );
}

function usePooledColumns(): Columns<PooledRow> {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    { key: 'name', title: t('pool.columns.customer'), render: (_, row) => <b>{row.name}</b> },
    {
      key: 'place',
      title: t('pool.columns.place'),
      responsive: ['md'],
      render: (_, row) => <span className="secondary">{[row.region, row.city].filter(Boolean).join(' ')}</span>,
    },
    {
      key: 'amount',
      title: t('pool.columns.amount'),
      align: 'right',
      render: (_, row) => (row.amountYear === null ? t('pool.unknown') : <MoneyText minor={row.amountYear} />),
    },
    {
      key: 'lastOrder',
      title: t('pool.columns.lastOrder'),
      responsive: ['md'],
      render: (_, row) => (row.lastOrderOn === null ? '' : format.date(row.lastOrderOn)),
    },
    {
      key: 'lastOwner',
      title: t('pool.columns.lastOwner'),
      render: (_, row) => <LastOwner row={row} />,
    },
    { key: 'act', title: '', align: 'right', render: (_, row) => <Claim row={row} /> },
  ];
}

function LastOwner({ row }: { row: PooledRow }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (row.lastOwner === null) return null;
  const until =
    row.protectedUntil === null ? '' : t('pool.protected', { until: format.date(format.dayOf(row.protectedUntil)) });
  return (
    <span>
      {row.lastOwner.name} <span className="caption">{until}</span>
    </span>
  );
}

function Claim({ row }: { row: PooledRow }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const me = useSession().data?.member.id;
  const claim = useAct('POST /api/pool-claims');
  const isOthers = row.protectedUntil !== null && row.lastOwner?.id !== me;
  const act = () =>
    claim
      .mutateAsync({ body: { publicId: row.publicId } })
      .catch((error: unknown) => void message.error(failureText(error).text));
  return (
    <Button type="link" size="small" disabled={isOthers || claim.isPending} onClick={() => void act()}>
      {t('pool.claim')}
    </Button>
  );
}
