import { App, Button, Popconfirm } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Reply } from '../../../client/client.ts';
import { type Columns, DataTable } from '../../../ui/data-table.tsx';
import { useFormat } from '../../../ui/locale.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { failureText, useAct, useMay, useReply } from '../../server.ts';
import { useKinds } from './use-kinds.ts';

type SavedMap = Reply<'GET /api/import-maps'>['items'][number];

/** The maps that were kept; shown once there are any. */
export function MapsPanel() {
  const { t } = useTranslation();
  const format = useFormat();
  const { nameOf } = useKinds();
  const maps = useReply('GET /api/import-maps').data?.items ?? [];
  const columns: Columns<SavedMap> = [
    { key: 'name', title: t('imports.maps.name'), dataIndex: 'name' },
    { key: 'kind', title: t('imports.history.kind'), render: (_, { kind }) => nameOf(kind) },
    { key: 'columns', title: t('imports.maps.columns'), render: (_, map) => Object.values(map.columns).join('、') },
    { key: 'when', title: t('imports.history.when'), render: (_, { savedAt }) => format.instant(savedAt) },
    { key: 'remove', align: 'right', render: (_, { name }) => <RemoveButton name={name} /> },
  ];
  if (maps.length === 0) return null;
  return (
    <Panel flush title={t('imports.maps.title')} caption={t('imports.maps.caption')}>
      <DataTable rows={maps} columns={columns} rowKey={({ name }) => name} label={t('imports.maps.title')} />
    </Panel>
  );
}

function RemoveButton({ name }: { name: string }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const remove = useAct('DELETE /api/import-maps/:name');
  if (!useMay('imports.run')) return null;
  const forget = () =>
    remove.mutate({ params: { name } }, { onError: (error) => void message.error(failureText(error).text) });
  return (
    <Popconfirm
      title={t('imports.maps.ask', { name })}
      okText={t('imports.maps.remove')}
      cancelText={t('imports.undo.keep')}
      onConfirm={forget}
    >
      <Button size="small" type="text" danger loading={remove.isPending}>
        {t('imports.maps.remove')}
      </Button>
    </Popconfirm>
  );
}
