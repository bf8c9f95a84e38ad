import { useTranslation } from 'react-i18next';
import type { TrailEntry } from '../../../client/shapes.ts';
import { type Columns, DataTable } from '../../../ui/data-table.tsx';
import { FilterBar } from '../../../ui/filter-bar.tsx';
import { Link } from '../../../ui/link.tsx';
import { useFormat } from '../../../ui/locale.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { Empty, Loading } from '../../../ui/states.tsx';
import { numberOf, oneOf, useAddress } from '../../address.ts';
import { paths } from '../../paths.ts';
import { ReplyFailure } from '../../reply-failure.tsx';
import { useReply } from '../../server.ts';
import { Page } from '../../shell/page.tsx';

const ACTIONS = ['exported', 'revealed', 'alarmed', 'claimed', 'released', 'merged'] as const;
const ROWS_SHOWN = 50;

/** 留痕: who carried customers away as a file, looked at whose number, took from the pool or merged. */
export function TrailPage() {
  const { t } = useTranslation();
  const { values, set } = useAddress();
  const query = {
    action: oneOf(ACTIONS, values['action']),
    limit: ROWS_SHOWN,
    offset: numberOf(values['offset']) ?? 0,
  };
  const trail = useReply('GET /api/trail', { query });
  const columns = useTrailColumns();
  return (
    <Page title={t('trail.title')} caption={t('trail.caption')}>
      <FilterBar
        filters={[
          {
            key: 'action',
            label: t('trail.what'),
            options: ACTIONS.map((value) => ({ value, label: t(`trail.actions.${value}`) })),
          },
        ]}
        values={values}
        onChange={(_, action) => set({ action })}
        onClear={() => set({ action: undefined })}
      />
      <Panel flush>
        {trail.isPending && <Loading lines={6} />}
        {trail.isError && <ReplyFailure error={trail.error} again={trail.refetch} />}
        {trail.data !== undefined && (
          <DataTable
            rows={trail.data.items}
            columns={columns}
            rowKey={(entry) => entry.id}
            label={t('trail.title')}
            page={{ limit: ROWS_SHOWN, offset: query.offset, total: trail.data.total }}
            onPage={(offset) => set({ offset: String(offset) })}
            empty={<Empty title={t('trail.empty')}>{t('trail.emptyText')}</Empty>}
          />
        )}
      </Panel>
    </Page>
  );
}

function useTrailColumns(): Columns<TrailEntry> {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    { key: 'at', title: t('trail.columns.at'), render: (_, entry) => format.instant(entry.at) },
    { key: 'by', title: t('trail.columns.by'), render: (_, entry) => entry.by?.name },
    { key: 'action', title: t('trail.columns.what'), render: (_, entry) => t(`trail.actions.${entry.action}`) },
    {
      key: 'customer',
      title: t('trail.columns.customer'),
      render: (_, { customer }) =>
        customer !== null && <Link href={paths.customer(customer.publicId)}>{customer.name}</Link>,
    },
    {
      key: 'details',
      title: t('trail.columns.details'),
      responsive: ['md'],
      className: 'rest',
      render: (_, entry) => <Details entry={entry} />,
    },
  ];
}

/** `CK-8F2A… · 286 rows · for the regional meeting` */
function Details({ entry: { action, subjectId, details } }: { entry: TrailEntry }) {
  const { t } = useTranslation();
  const { rows, reason, lookedAtInOneHour } = details;
  const parts = [
    action === 'exported' ? subjectId : null,
    typeof rows === 'number' ? t('trail.rows', { count: rows }) : null,
    typeof lookedAtInOneHour === 'number' ? t('trail.inOneHour', { count: lookedAtInOneHour }) : null,
    typeof reason === 'string' ? reason : null,
  ];
  return <span className="secondary">{parts.filter(Boolean).join(' · ')}</span>;
}
