import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ImportEntry } from '../../../client/shapes.ts';
import { type Columns, DataTable } from '../../../ui/data-table.tsx';
import { useFormat } from '../../../ui/locale.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { Empty, Failure, Loading } from '../../../ui/states.tsx';
import { numberOf, useAddress } from '../../address.ts';
import { failureText, useReply } from '../../server.ts';
import { useKinds } from './use-kinds.ts';

const ROWS_SHOWN = 20;

/** Every import there was: who, when, what it did. */
export function HistoryPanel({ onOpen }: { onOpen: (id: string) => void }) {
  const { t } = useTranslation();
  const { values, set } = useAddress();
  const offset = numberOf(values['offset']) ?? 0;
  const list = useReply('GET /api/imports', { query: { limit: ROWS_SHOWN, offset } });
  const columns = useHistoryColumns(onOpen);
  const data = list.data;
  return (
    <Panel title={t('imports.history.title')} flush>
      {list.isPending && <Loading lines={6} />}
      {list.isError && data === undefined && <Failure {...failureText(list.error)} again={() => void list.refetch()} />}
      {data?.total === 0 && <Empty title={t('imports.history.none.title')}>{t('imports.history.none.text')}</Empty>}
      {data !== undefined && data.total > 0 && (
        <DataTable
          rows={data.items}
          columns={columns}
          rowKey={(entry) => entry.id}
          label={t('imports.history.title')}
          page={{ limit: ROWS_SHOWN, offset, total: data.total }}
          onPage={(next) => set({ offset: next === 0 ? undefined : String(next) })}
          foot={t('imports.history.sum', { count: data.total })}
        />
      )}
    </Panel>
  );
}

function useHistoryColumns(onOpen: (id: string) => void): Columns<ImportEntry> {
  const { t } = useTranslation();
  const format = useFormat();
  const { nameOf } = useKinds();
  return [
    { key: 'file', title: t('imports.history.file'), render: (_, entry) => <FileNames entry={entry} /> },
    { key: 'kind', title: t('imports.history.kind'), render: (_, { kind }) => nameOf(kind) },
    { key: 'state', title: t('imports.history.state'), render: (_, entry) => <StateWords entry={entry} /> },
    { key: 'rows', title: t('imports.history.rows'), render: (_, entry) => <Counts entry={entry} /> },
    { key: 'by', title: t('imports.history.by'), render: (_, { by }) => by?.name ?? '–' },
    { key: 'when', title: t('imports.history.when'), render: (_, { createdAt }) => format.instant(createdAt) },
    {
      key: 'open',
      align: 'right',
      render: (_, { id }) => (
        <Button size="small" onClick={() => onOpen(id)}>
          {t('imports.history.open')}
        </Button>
      ),
    },
  ];
}

function FileNames({ entry: { files } }: { entry: ImportEntry }) {
  const { t } = useTranslation();
  const name = files[0]?.name;
  if (name === undefined) return <span className="secondary">{t('imports.history.noFile')}</span>;
  return files.length === 1 ? name : t('imports.history.files', { name, count: files.length });
}

function StateWords({ entry }: { entry: ImportEntry }) {
  const { t } = useTranslation();
  const state = t(`imports.history.states.${entry.state}`);
  return entry.dryRun ? `${state} · ${t('imports.history.dry')}` : state;
}

function Counts({ entry: { result, failure } }: { entry: ImportEntry }) {
  const { t } = useTranslation();
  if (failure !== null) return <span className="secondary">{failure.message}</span>;
  if (result === null) return '–';
  const { rowsRead: read, created, updated, failed } = result;
  return <span className="figures">{t('imports.history.counts', { read, created, updated, failed })}</span>;
}
