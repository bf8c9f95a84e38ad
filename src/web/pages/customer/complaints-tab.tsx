import { useTranslation } from 'react-i18next';
import type { ComplaintRow } from '../../../client/shapes.ts';
import { TagChip } from '../../../ui/chips.tsx';
import { type Columns, DataTable } from '../../../ui/data-table.tsx';
import { useFormat } from '../../../ui/locale.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { Empty, Loading } from '../../../ui/states.tsx';
import { ReplyFailure } from '../../reply-failure.tsx';
import { useReply } from '../../server.ts';

const ROWS_SHOWN = 100;

/** What they complained of, and what became of it. */
export function ComplaintsTab({ publicId }: { publicId: string }) {
  const { t } = useTranslation();
  const complaints = useReply('GET /api/customers/:publicId/complaints', {
    params: { publicId },
    query: { limit: ROWS_SHOWN },
  });
  const columns = useComplaintColumns();
  return (
    <Panel flush>
      {complaints.isPending && <Loading lines={5} />}
      {complaints.isError && <ReplyFailure error={complaints.error} again={complaints.refetch} />}
      {complaints.data !== undefined && complaints.data.items.length === 0 && (
        <Empty title={t('customer.grievances.none.title')}>{t('customer.grievances.none.text')}</Empty>
      )}
      {complaints.data !== undefined && complaints.data.items.length > 0 && (
        <DataTable
          rows={complaints.data.items}
          columns={columns}
          rowKey={(one) => one.id}
          label={t('customer.tabs.complaints')}
        />
      )}
    </Panel>
  );
}

function useComplaintColumns(): Columns<ComplaintRow> {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    {
      key: 'opened',
      title: t('customer.grievances.opened'),
      width: 110,
      render: (_, one) => <span className="nowrap">{format.date(format.dayOf(one.openedAt))}</span>,
    },
    { key: 'summary', title: t('customer.grievances.summary'), render: (_, one) => one.summary },
    {
      key: 'nature',
      title: t('customer.grievances.nature'),
      width: 90,
      responsive: ['md'],
      render: (_, one) => t(`customer.grievances.natures.${one.nature}`),
    },
    {
      key: 'severity',
      title: t('customer.grievances.severity'),
      width: 90,
      responsive: ['md'],
      render: (_, one) => <TagChip>{t(`customer.grievances.severities.${one.severity}`)}</TagChip>,
    },
    { key: 'state', title: t('customer.grievances.state'), width: 170, render: (_, one) => <State complaint={one} /> },
  ];
}

function State({ complaint }: { complaint: ComplaintRow }) {
  const { t } = useTranslation();
  const format = useFormat();
  const resolution = complaint.resolutions.at(-1);
  const state =
    complaint.state === 'open' || resolution === undefined
      ? t('customer.grievances.open')
      : t('customer.grievances.resolved', { day: format.date(format.dayOf(resolution.resolvedAt)) });
  const reopened = complaint.reopenings.length;
  return (
    <span title={resolution?.solution}>
      {state}{' '}
      {reopened > 0 && <span className="secondary">{t('customer.grievances.reopened', { count: reopened })}</span>}
    </span>
  );
}
