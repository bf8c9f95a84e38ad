import { useTranslation } from 'react-i18next';
import type { Quality } from '../../../client/shapes.ts';
import { type Columns, DataTable } from '../../../ui/data-table.tsx';
import { formatNumber } from '../../../ui/format.ts';
import { Panel } from '../../../ui/panel.tsx';
import { worstOf } from './flaws.ts';

type OwnerRow = Quality['owners'][number];

/** By owner: how much of what ought to be known is known, of how many customers. */
export function OwnersPanel({ owners, onChoose }: { owners: readonly OwnerRow[]; onChoose: (owner: string) => void }) {
  const { t } = useTranslation();
  const columns: Columns<OwnerRow> = [
    {
      key: 'owner',
      title: t('quality.columns.owner'),
      render: (_, { owner }) => (
        <button type="button" className="link-button" onClick={() => onChoose(owner?.id ?? 'none')}>
          {owner?.name ?? t('quality.nobody')}
        </button>
      ),
    },
    {
      key: 'completeness',
      title: t('quality.columns.completeness'),
      align: 'right',
      render: (_, { completeness }) => <b className="figures">{completeness === null ? '–' : `${completeness}%`}</b>,
    },
    {
      key: 'customers',
      title: t('quality.columns.customers'),
      align: 'right',
      render: (_, { customers }) => <span className="figures">{formatNumber(customers)}</span>,
    },
    {
      key: 'worst',
      title: t('quality.columns.worst'),
      responsive: ['md'],
      render: (_, { flaws }) => {
        const worst = worstOf(flaws);
        return worst === null ? '–' : `${t(`quality.flaws.${worst}`)} ${formatNumber(flaws[worst])}`;
      },
    },
  ];
  return (
    <Panel flush title={t('quality.owners')} caption={t('quality.ownersCaption')}>
      <DataTable
        rows={owners}
        columns={columns}
        rowKey={({ owner }) => owner?.id ?? 'none'}
        label={t('quality.owners')}
      />
    </Panel>
  );
}
