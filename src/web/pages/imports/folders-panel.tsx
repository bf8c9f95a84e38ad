import { App, Button, Input, InputNumber, Modal, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Reply } from '../../../client/client.ts';
import type { ImportKind } from '../../../client/shapes.ts';
import { type Columns, DataTable } from '../../../ui/data-table.tsx';
import { useFormat } from '../../../ui/locale.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { Empty, Failure, Loading } from '../../../ui/states.tsx';
import { failureText, useAct, useMay, useReply } from '../../server.ts';
import { KindChoice } from './kind-choice.tsx';
import { useKinds } from './use-kinds.ts';

type Folder = Reply<'GET /api/import-folders'>['items'][number];

/** Folders that are brought in every night: what came last, what failed, what did not come. */
export function FoldersPanel() {
  const { t } = useTranslation();
  const mayRun = useMay('imports.run');
  const [editing, setEditing] = useState<Folder | 'new'>();
  const list = useReply('GET /api/import-folders');
  const columns = useFolderColumns(setEditing);
  const items = list.data?.items;
  const add = mayRun && <Button onClick={() => setEditing('new')}>{t('imports.folders.add')}</Button>;
  return (
    <Panel flush title={t('imports.folders.title')} caption={t('imports.folders.caption')} extra={add || undefined}>
      {list.isPending && <Loading lines={2} />}
      {list.isError && items === undefined && <Failure {...failureText(list.error)} />}
      {items?.length === 0 && <Empty title={t('imports.folders.none')}>{t('imports.folders.noneText')}</Empty>}
      {items !== undefined && items.length > 0 && (
        <DataTable rows={items} columns={columns} rowKey={({ name }) => name} label={t('imports.folders.title')} />
      )}
      {editing !== undefined && (
        <FolderDialog folder={editing === 'new' ? null : editing} onClose={() => setEditing(undefined)} />
      )}
    </Panel>
  );
}

function useFolderColumns(onEdit: (folder: Folder) => void): Columns<Folder> {
  const { t } = useTranslation();
  const { nameOf } = useKinds();
  const mayRun = useMay('imports.run');
  return [
    { key: 'name', title: t('imports.folders.name'), dataIndex: 'name' },
    { key: 'kind', title: t('imports.history.kind'), render: (_, { kind }) => nameOf(kind) },
    { key: 'place', title: t('imports.folders.place'), render: (_, { folder, pattern }) => `${folder}/${pattern}` },
    { key: 'at', title: t('imports.folders.at'), render: (_, { atMinute }) => clock(atMinute) },
    { key: 'last', title: t('imports.folders.last'), render: (_, folder) => <Fares folder={folder} /> },
    ...(mayRun
      ? [
          {
            key: 'acts',
            align: 'right' as const,
            render: (_: unknown, folder: Folder) => <FolderActs folder={folder} onEdit={onEdit} />,
          },
        ]
      : []),
  ];
}

function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

/** What came last, in red what failed or did not come. */
function Fares({ folder: { files, failure, isLate, lastFileAt } }: { folder: Folder }) {
  const { t } = useTranslation();
  const format = useFormat();
  const bad = failure ?? files.find((file) => file.failure !== null)?.failure ?? null;
  return (
    <span className="import-why">
      {lastFileAt === null ? t('imports.folders.never') : `${files[0]?.path ?? ''} · ${format.instant(lastFileAt)}`}
      {isLate && <span className="import-grid-bad-text">{t('imports.folders.late')}</span>}
      {bad !== null && <span className="import-grid-bad-text">{bad}</span>}
    </span>
  );
}

function FolderActs({ folder, onEdit }: { folder: Folder; onEdit: (folder: Folder) => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const run = useAct('POST /api/import-folders/:name/runs');
  const look = () =>
    run.mutate(
      { params: { name: folder.name } },
      {
        onSuccess: () => void message.success(t('imports.folders.asked')),
        onError: (error) => void message.error(failureText(error).text),
      },
    );
  return (
    <span className="import-acts import-acts-right">
      <Button size="small" loading={run.isPending} onClick={look}>
        {t('imports.folders.run')}
      </Button>
      <Button size="small" onClick={() => onEdit(folder)}>
        {t('imports.folders.edit')}
      </Button>
    </span>
  );
}

const NEW = {
  kind: 'orders' as ImportKind,
  folder: '',
  pattern: '*.xlsx',
  mapName: null as string | null,
  atMinute: 90,
  daysMax: 2,
};

function FolderDialog({ folder, onClose }: { folder: Folder | null; onClose: () => void }) {
  const { t } = useTranslation();
  const [name, setName] = useState(folder?.name ?? '');
  const [wanted, setWanted] = useState(folder === null ? NEW : settingsOf(folder));
  const save = useAct('PUT /api/import-folders/:name');
  const remove = useAct('DELETE /api/import-folders/:name');
  const error = save.error ?? remove.error;
  const done = { onSuccess: onClose };
  return (
    <Modal
      open
      title={t(folder === null ? 'imports.folders.add' : 'imports.folders.edit')}
      okText={t('imports.folders.save')}
      cancelText={t('imports.undo.keep')}
      okButtonProps={{ disabled: name.trim() === '' || wanted.pattern.trim() === '' }}
      confirmLoading={save.isPending}
      onOk={() => save.mutate({ params: { name: name.trim() }, body: wanted }, done)}
      onCancel={onClose}
    >
      <div className="import-columns">
        <Labelled label={t('imports.folders.name')}>
          <Input
            value={name}
            maxLength={100}
            disabled={folder !== null}
            onChange={(event) => setName(event.target.value)}
          />
        </Labelled>
        <FolderFields wanted={wanted} onChange={setWanted} />
      </div>
      {error !== null && <Failure {...failureText(error)} />}
      {folder !== null && (
        <Button
          danger
          type="text"
          loading={remove.isPending}
          onClick={() => remove.mutate({ params: { name: folder.name } }, done)}
        >
          {t('imports.folders.remove')}
        </Button>
      )}
    </Modal>
  );
}

/** Where the files lie, what they hold, when they are looked for. */
function FolderFields({ wanted, onChange }: { wanted: typeof NEW; onChange: (wanted: typeof NEW) => void }) {
  const { t } = useTranslation();
  const maps = useReply('GET /api/import-maps').data?.items.filter(({ kind }) => kind === wanted.kind) ?? [];
  return (
    <>
      <Labelled label={t('imports.start.kindLabel')}>
        <KindChoice value={wanted.kind} onChange={(kind) => onChange({ ...wanted, kind, mapName: null })} />
      </Labelled>
      <Labelled label={t('imports.folders.folder')}>
        <Input
          value={wanted.folder}
          placeholder="erp/orders"
          onChange={(event) => onChange({ ...wanted, folder: event.target.value })}
        />
      </Labelled>
      <Labelled label={t('imports.folders.pattern')}>
        <Input value={wanted.pattern} onChange={(event) => onChange({ ...wanted, pattern: event.target.value })} />
      </Labelled>
      <Labelled label={t('imports.folders.map')}>
        <Select
          aria-label={t('imports.folders.map')}
          value={wanted.mapName ?? ''}
          options={[
            { value: '', label: t('imports.folders.guess') },
            ...maps.map((map) => ({ value: map.name, label: map.name })),
          ]}
          onChange={(value) => onChange({ ...wanted, mapName: value === '' ? null : value })}
        />
      </Labelled>
      <Labelled label={t('imports.folders.at')}>
        <Input
          type="time"
          value={clock(wanted.atMinute)}
          onChange={(event) => onChange({ ...wanted, atMinute: minuteOf(event.target.value) })}
        />
      </Labelled>
      <Labelled label={t('imports.folders.daysMax')}>
        <InputNumber
          min={1}
          max={366}
          value={wanted.daysMax}
          onChange={(value) => onChange({ ...wanted, daysMax: value ?? 1 })}
        />
      </Labelled>
    </>
  );
}

function settingsOf({ kind, folder, pattern, mapName, atMinute, daysMax }: Folder): typeof NEW {
  return { kind, folder, pattern, mapName, atMinute, daysMax };
}

function minuteOf(text: string): number {
  const [hours = 0, minutes = 0] = text.split(':').map(Number);
  return 60 * hours + minutes;
}

function Labelled({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="import-column">
      <span className="caption">{label}</span>
      {children}
    </div>
  );
}
