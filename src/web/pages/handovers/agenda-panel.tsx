import { useTranslation } from 'react-i18next';
import type { NeedRow } from '../../../client/shapes.ts';
import { type Columns, DataTable } from '../../../ui/data-table.tsx';
import { Link } from '../../../ui/link.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { Empty, Loading } from '../../../ui/states.tsx';
import { useAddress } from '../../address.ts';
import { NeedWords, useNeedColumns } from '../../need-columns.tsx';
import { paths } from '../../paths.ts';
import { ReplyFailure } from '../../reply-failure.tsx';
import { useReply } from '../../server.ts';

const ROWS_SHOWN = 20;

/** What the weekly meeting on needs talks about: whatever is not met, over all customers I reach. */
export function AgendaPanel() {
  const { t } = useTranslation();
  const { values, set } = useAddress();
  const offset = Number(values['offset'] ?? 0);
  const needs = useReply('GET /api/needs', { query: { state: 'unmet_or_open', limit: ROWS_SHOWN, offset } });
  const columns = useAgendaColumns();
  return (
    <Panel title={t('needs.agenda.title')} caption={t('needs.agenda.caption')} flush>
      {needs.isPending && <Loading lines={5} />}
      {needs.isError && <ReplyFailure error={needs.error} again={needs.refetch} />}
      {needs.data?.total === 0 && <Empty title={t('needs.gaps.none')}>{t('needs.list.noneText')}</Empty>}
      {needs.data !== undefined && needs.data.total > 0 && (
        <DataTable
          rows={needs.data.items}
          columns={columns}
          rowKey={(row) => row.id}
          label={t('needs.agenda.title')}
          {...(needs.data.total > ROWS_SHOWN && {
            page: { limit: ROWS_SHOWN, offset, total: needs.data.total },
            onPage: (wanted: number) => set({ offset: wanted === 0 ? undefined : String(wanted) }),
          })}
        />
      )}
    </Panel>
  );
}

function useAgendaColumns(): Columns<NeedRow> {
  const { t } = useTranslation();
  const columns = useNeedColumns();
  return [
    {
      key: 'customer',
      title: t('needs.columns.customer'),
      render: (_, need) => <Link href={paths.customer(need.customer.publicId, 'needs')}>{need.customer.name}</Link>,
    },
    { key: 'text', title: t('needs.columns.text'), render: (_, need) => <NeedWords need={need} /> },
    ...columns,
  ];
}
