import { useTranslation } from 'react-i18next';
import type { Reply } from '../../../client/client.ts';
import { type Columns, DataTable } from '../../../ui/data-table.tsx';
import { useFormat } from '../../../ui/locale.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { useReply } from '../../server.ts';
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
  ];
  if (maps.length === 0) return null;
  return (
    <Panel flush title={t('imports.maps.title')} caption={t('imports.maps.caption')}>
      <DataTable rows={maps} columns={columns} rowKey={({ name }) => name} label={t('imports.maps.title')} />
    </Panel>
  );
}
