import { useTranslation } from 'react-i18next';
import type { HealthBoard } from '../../../client/shapes.ts';
import { Avatar, BandChip, TagChip } from '../../../ui/chips.tsx';
import { Clock } from '../../../ui/clock.tsx';
import { type Columns, DataTable } from '../../../ui/data-table.tsx';
import { formatShare } from '../../../ui/format.ts';
import { FigureLink, Link } from '../../../ui/link.tsx';
import { MoneyText } from '../../../ui/money-text.tsx';
import { Panel } from '../../../ui/panel.tsx';
import type { Limit } from '../../../ui/running-clock.ts';
import { BasisNote } from '../../basis-note.tsx';
import { CustomerName } from '../../customer-mark.tsx';
import { paths } from '../../paths.ts';
import { atRisk } from './risk-panel.tsx';

type Risky = HealthBoard['riskiest'][number];

/** The largest sums in red and yellow, with who does what by when. */
export function RiskiestPanel({ board }: { board: HealthBoard }) {
  const { t } = useTranslation();
  const count = atRisk(board);
  return (
    <Panel
      title={t('health.riskiest.title')}
      caption={t('health.riskiest.caption')}
      extra={
        count > 0 && (
          <Link href={paths.customers({ colour: 'red', sort: '-amountYear' })}>
            {t('health.movement.all', { count })}
          </Link>
        )
      }
      flush
      className="riskiest"
    >
      {board.riskiest.length === 0 ? (
        <p className="secondary panel-note">{t('health.riskiest.none')}</p>
      ) : (
        <RiskyTable board={board} />
      )}
    </Panel>
  );
}

function RiskyTable({ board }: { board: HealthBoard }) {
  const { t } = useTranslation();
  const { riskiest, total } = board;
  const share = riskiest.reduce((sum, row) => sum + row.valueAtRisk, 0) / Math.max(1, total.valueAtRisk);
  const columns = useRiskyColumns();
  const foot = (
    <>
      {t('health.riskiest.share', { count: riskiest.length })}{' '}
      <FigureLink href={paths.customers({ sort: '-amountYear' })}>{formatShare(share)}</FigureLink> <BasisNote brief />
    </>
  );
  return (
    <DataTable
      rows={riskiest}
      columns={columns}
      rowKey={(row) => row.customer.publicId}
      label={t('health.riskiest.title')}
      foot={foot}
    />
  );
}

function useRiskyColumns(): Columns<Risky> {
  const { t } = useTranslation();
  return [
    {
      key: 'customer',
      title: t('health.riskiest.customer'),
      render: (_, row) => <CustomerName customer={row.customer} />,
    },
    {
      key: 'score',
      title: t('health.riskiest.score'),
      render: (_, row) => <BandChip band={row.customer.colour} score={row.customer.score} />,
    },
    {
      key: 'value',
      title: t('health.riskiest.value'),
      align: 'right',
      render: (_, row) => (
        <b>
          <MoneyText minor={row.valueAtRisk} />
        </b>
      ),
    },
    {
      key: 'level',
      title: t('health.riskiest.warning'),
      responsive: ['lg'],
      render: (_, row) => row.level !== null && <TagChip>{t('customers.warningLevel', { level: row.level })}</TagChip>,
    },
    {
      key: 'limit',
      title: t('health.riskiest.limit'),
      responsive: ['md'],
      render: (_, row) => <RiskyLimit row={row} />,
    },
    {
      key: 'owner',
      title: t('health.riskiest.owner'),
      render: (_, row) =>
        row.owner === null ? <span title={t('health.riskiest.noOwner')}>–</span> : <Avatar name={row.owner.name} />,
    },
  ];
}

function RiskyLimit({ row }: { row: Risky }) {
  if (row.dueAt === null) return null;
  const limit: Limit = {
    startedAt: null,
    dueAt: new Date(row.dueAt),
    metAt: row.contactedAt === null ? null : new Date(row.contactedAt),
  };
  return <Clock limit={limit} due={false} />;
}
