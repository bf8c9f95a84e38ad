import { App, Button, Input, Popover } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Feed, ImportKind } from '../../../client/shapes.ts';
import { type Columns, DataTable } from '../../../ui/data-table.tsx';
import { useFormat } from '../../../ui/locale.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { Empty } from '../../../ui/states.tsx';
import { failureText, useAct, useCompany, useMay, useReply } from '../../server.ts';

/** Up to which day each feed is complete; a person may say otherwise. */
export function FeedsPanel() {
  const { t } = useTranslation();
  const company = useCompany();
  const columns = useFeedColumns();
  return (
    <Panel flush title={t('calendars.feeds.title')} caption={t('calendars.feeds.caption')}>
      <DataTable
        rows={company.data?.feeds ?? []}
        columns={columns}
        rowKey={({ kind }) => kind}
        label={t('calendars.feeds.title')}
        empty={<Empty title={t('calendars.feeds.empty')}>{t('calendars.feeds.emptyText')}</Empty>}
      />
    </Panel>
  );
}

function useFeedColumns(): Columns<Feed> {
  const { t } = useTranslation();
  const format = useFormat();
  const mayRun = useMay('imports.run');
  const kinds = useReply('GET /api/import-kinds', {}, useMay('imports.read'));
  const kindOf = (feed: Feed) => kinds.data?.items.find(({ kind }) => kind === feed.kind);
  const nameOf = (feed: Feed) => format.say(kindOf(feed)?.name ?? { zh: feed.kind, en: feed.kind });
  return [
    { key: 'kind', title: t('calendars.feeds.feed'), render: (_, feed) => nameOf(feed) },
    { key: 'through', title: t('calendars.feeds.through'), render: (_, feed) => format.date(feed.dataThrough) },
    {
      key: 'state',
      title: t('calendars.feeds.age'),
      render: (_, { ageDays, stale }) => (
        <span className={stale ? 'feed-stale' : 'secondary'}>
          {t('calendars.feeds.days', { count: ageDays })} ·{' '}
          {stale ? t('calendars.feeds.stale') : t('calendars.feeds.fresh')}
        </span>
      ),
    },
    {
      key: 'act',
      align: 'right',
      render: (_, feed) => {
        const kind = kindOf(feed)?.kind;
        return mayRun && kind !== undefined && <MoveFeed kind={kind} dataThrough={feed.dataThrough} />;
      },
    },
  ];
}

function MoveFeed({ kind, dataThrough }: { kind: ImportKind; dataThrough: string }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [open, setOpen] = useState(false);
  const [day, setDay] = useState(dataThrough);
  const move = useAct('PUT /api/feeds/:kind');
  const save = async () => {
    try {
      await move.mutateAsync({ params: { kind }, body: { dataThrough: day } });
      setOpen(false);
    } catch (error) {
      void message.error(failureText(error).text);
    }
  };
  const form = (
    <span className="feed-form">
      <Input
        type="date"
        size="small"
        aria-label={t('calendars.feeds.through')}
        value={day}
        onChange={(event) => setDay(event.target.value)}
      />
      <Button size="small" type="primary" loading={move.isPending} onClick={() => void save()}>
        {t('calendars.save')}
      </Button>
    </span>
  );
  return (
    <Popover content={form} trigger="click" open={open} onOpenChange={setOpen}>
      <Button type="link" size="small">
        {t('calendars.feeds.change')}
      </Button>
    </Popover>
  );
}
