import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DataTable } from '../../../ui/data-table.tsx';
import { useFormat } from '../../../ui/locale.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { Empty, Loading } from '../../../ui/states.tsx';
import { ReplyFailure } from '../../reply-failure.tsx';
import { useReply } from '../../server.ts';
import { useCustomerColumns } from '../customers/columns.tsx';

const ROWS_SHOWN = 20;

/** The members, the largest first. */
export function MembersPanel({ segmentKey }: { segmentKey: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const columns = useCustomerColumns().map((column) => ({ ...column, sorter: undefined }));
  const [offset, setOffset] = useState(0);
  const query = { segment: segmentKey, sort: '-amountYear', limit: ROWS_SHOWN, offset } as const;
  const list = useReply('GET /api/customers', { query });
  const { data } = list;
  return (
    <Panel title={t('segments.memberList')} flush>
      {list.isPending && <Loading lines={6} />}
      {list.isError && data === undefined && <ReplyFailure error={list.error} again={list.refetch} />}
      {data !== undefined && (
        <DataTable
          rows={data.items}
          columns={columns}
          rowKey={(row) => row.customer.publicId}
          label={t('segments.memberList')}
          page={{ limit: ROWS_SHOWN, offset, total: data.total }}
          onPage={setOffset}
          loading={list.isPlaceholderData}
          empty={<Empty title={t('segments.noMembers')}>{t('segments.noMembersText')}</Empty>}
          foot={
            data.sums.amountYear === null
              ? undefined
              : t('customers.sum', { count: data.total, amount: format.money(data.sums.amountYear) })
          }
        />
      )}
    </Panel>
  );
}
