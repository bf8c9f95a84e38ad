import { App, Button, Popconfirm } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Reply } from '../../../client/client.ts';
import type { ImportEntry } from '../../../client/shapes.ts';
import { type Columns, DataTable } from '../../../ui/data-table.tsx';
import { useFormat } from '../../../ui/locale.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { failureText, useAct, useMay, useReply } from '../../server.ts';

type Conflict = Reply<'GET /api/imports/:id/conflicts'>['items'][number];

/** The tables people have a word for. */
const THINGS = [
  'customer',
  'contact',
  'customer_order',
  'order_line',
  'product',
  'category',
  'customer_group',
  'interaction',
  'complaint',
] as const;

function thingOf(table: string): (typeof THINGS)[number] | 'other' {
  return THINGS.find((one) => one === table) ?? 'other';
}

/** Takes a finished import back, after a question. */
export function UndoButton({ entry }: { entry: ImportEntry }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const act = useAct('POST /api/imports/:id/undoing');
  const mayRun = useMay('imports.run');
  if (!mayRun || !entry.undoable) return null;
  const undo = () =>
    act.mutate({ params: { id: entry.id } }, { onError: (error) => void message.error(failureText(error).text) });
  return (
    <Popconfirm
      title={t('imports.undo.ask')}
      description={<span className="import-undo-text">{t('imports.undo.text')}</span>}
      okText={t('imports.undo.button')}
      cancelText={t('imports.undo.keep')}
      onConfirm={undo}
    >
      <Button danger loading={act.isPending}>
        {t('imports.undo.button')}
      </Button>
    </Popconfirm>
  );
}

/** What was taken back, and what stayed because later work built on it. */
export function UndonePanel({ entry }: { entry: ImportEntry }) {
  const { t } = useTranslation();
  const format = useFormat();
  const conflicts = useReply('GET /api/imports/:id/conflicts', { params: { id: entry.id } }, entry.state === 'undone');
  const columns: Columns<Conflict> = [
    {
      key: 'what',
      title: t('imports.undo.what'),
      render: (_, { what }) => t(`imports.undo.things.${thingOf(what)}`),
    },
    { key: 'name', title: t('imports.undo.name'), dataIndex: 'name' },
    { key: 'customer', title: t('imports.returned.customer'), render: (_, { customer }) => customer ?? '–' },
    { key: 'reason', title: t('imports.undo.reason'), render: (_, { reason }) => t(`imports.undo.reasons.${reason}`) },
  ];
  if (entry.state === 'undoing') return <Panel title={t('imports.undo.running')}>{t('imports.running.leave')}</Panel>;
  if (entry.undone === null || entry.undoneAt === null) return null;
  const { items = [], total = 0 } = conflicts.data ?? {};
  return (
    <Panel
      flush={items.length > 0}
      title={t('imports.undo.done', { when: format.instant(entry.undoneAt) })}
      caption={t('imports.undo.counts', { ...entry.undone })}
    >
      {items.length > 0 ? (
        <DataTable
          rows={items}
          columns={columns}
          rowKey={({ what, name, publicId }) => `${what} ${name} ${publicId ?? ''}`}
          label={t('imports.undo.left')}
          foot={t('imports.undo.leftSum', { count: total })}
        />
      ) : (
        t('imports.undo.all')
      )}
    </Panel>
  );
}
