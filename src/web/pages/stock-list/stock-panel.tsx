import '../warnings/warnings.css';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { DataTable } from '../../../ui/data-table.tsx';
import { useFormat } from '../../../ui/locale.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { Empty, Loading } from '../../../ui/states.tsx';
import { useHasBook } from '../../first-step.tsx';
import { ReplyFailure } from '../../reply-failure.tsx';
import { useReply } from '../../server.ts';
import { useWarningColumns } from '../warnings/columns.tsx';
import { isJudging, useFirstLook } from './use-first-look.ts';

/** So many a week, the largest first: an old book is worked through instead of setting off a hundred alarms. */
export function StockPanel() {
  const { t } = useTranslation();
  const format = useFormat();
  const list = useReply('GET /api/stock-list', {}, useHasBook() === true);
  const isWaiting = isJudging(useFirstLook().data);
  const { refetch } = list;
  useEffect(() => {
    if (!isWaiting) void refetch();
  }, [isWaiting, refetch]);
  const columns = useWarningColumns();
  const { total = 0, done = 0, later = 0, amount = 0, perWeek = 0 } = list.data ?? {};
  return (
    <Panel title={t('stockList.stock.title')} caption={t('stockList.stock.caption', { perWeek, done, total })} flush>
      {(list.isPending || isWaiting) && <Loading lines={5} />}
      {list.isError && <ReplyFailure error={list.error} again={list.refetch} />}
      {list.data !== undefined && !isWaiting && (
        <DataTable
          rows={list.data.thisWeek}
          columns={columns}
          rowKey={(warning) => warning.id}
          label={t('stockList.stock.title')}
          foot={later > 0 ? t('stockList.stock.later', { count: later, amount: format.money(amount) }) : undefined}
          empty={<Empty title={t('stockList.stock.none')}>{t('stockList.stock.noneText')}</Empty>}
        />
      )}
    </Panel>
  );
}
