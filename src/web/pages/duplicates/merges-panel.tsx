import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { MergeRow } from '../../../client/shapes.ts';
import { type Columns, DataTable } from '../../../ui/data-table.tsx';
import { Link } from '../../../ui/link.tsx';
import { useFormat } from '../../../ui/locale.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { Empty, Loading } from '../../../ui/states.tsx';
import { numberOf, useAddress } from '../../address.ts';
import { paths } from '../../paths.ts';
import { ReplyFailure } from '../../reply-failure.tsx';
import { failureText, useAct, useReply } from '../../server.ts';

const ROWS_SHOWN = 50;

/** Who went into whom, by whom and when; each can be taken back, the latest first. */
export function MergesPanel() {
  const { t } = useTranslation();
  const { values, set } = useAddress();
  const offset = numberOf(values['offset']) ?? 0;
  const merges = useReply('GET /api/merges', { query: { limit: ROWS_SHOWN, offset } });
  const columns = useMergeColumns();
  return (
    <Panel flush>
      {merges.isPending && <Loading lines={6} />}
      {merges.isError && merges.data === undefined && <ReplyFailure error={merges.error} again={merges.refetch} />}
      {merges.data?.total === 0 && (
        <Empty title={t('duplicates.records.none.title')}>{t('duplicates.records.none.text')}</Empty>
      )}
      {merges.data !== undefined && merges.data.total > 0 && (
        <DataTable
          rows={merges.data.items}
          columns={columns}
          rowKey={(merge) => merge.id}
          label={t('duplicates.views.merges')}
          page={{ limit: ROWS_SHOWN, offset, total: merges.data.total }}
          onPage={(next) => set({ offset: next === 0 ? undefined : String(next) })}
        />
      )}
    </Panel>
  );
}

function useMergeColumns(): Columns<MergeRow> {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    {
      key: 'merged',
      title: t('duplicates.records.merged'),
      render: (_, merge) => (
        <>
          {merge.merged.name}
          {merge.reason !== '' && <div className="caption">{merge.reason}</div>}
        </>
      ),
    },
    {
      key: 'survivor',
      title: t('duplicates.records.survivor'),
      render: (_, merge) => <Link href={paths.customer(merge.survivor.publicId)}>{merge.survivor.name}</Link>,
    },
    {
      key: 'moved',
      title: t('duplicates.records.moved'),
      width: 100,
      align: 'right',
      responsive: ['md'],
      render: (_, merge) => t('duplicates.records.rows', { count: merge.moved }),
    },
    {
      key: 'when',
      title: t('duplicates.records.when'),
      width: 150,
      responsive: ['md'],
      render: (_, merge) => `${merge.mergedBy?.name ?? ''} ${format.age(merge.mergedAt)}`,
    },
    { key: 'undo', width: 120, align: 'right', render: (_, merge) => <Undo merge={merge} /> },
  ];
}

function Undo({ merge }: { merge: MergeRow }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { message, modal } = App.useApp();
  const undo = useAct('POST /api/merges/:id/reversal');
  if (merge.undoneAt !== null) {
    const line = t('duplicates.records.undoneLine', {
      name: merge.undoneBy?.name ?? '',
      when: format.age(merge.undoneAt),
    });
    return (
      <span className="caption" title={line}>
        {t('duplicates.records.undone')}
      </span>
    );
  }
  const [name, survivor] = [merge.merged.name, merge.survivor.name];
  const save = async () => {
    try {
      await undo.mutateAsync({ params: { id: merge.id } });
      void message.success(t('duplicates.records.done', { name }));
    } catch (error) {
      void message.error(failureText(error).text);
    }
  };
  const ask = () =>
    void modal.confirm({
      title: t('duplicates.records.undoTitle'),
      content: t('duplicates.records.undoText', { name, survivor }),
      okText: t('duplicates.records.undo'),
      cancelText: t('duplicates.cancel'),
      onOk: save,
    });
  return (
    <Button
      size="small"
      disabled={merge.waitsFor !== null}
      title={merge.waitsFor === null ? '' : t('duplicates.records.waits', { later: merge.waitsFor })}
      onClick={ask}
    >
      {t('duplicates.records.undo')}
    </Button>
  );
}
