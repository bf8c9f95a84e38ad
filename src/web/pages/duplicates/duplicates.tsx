import './duplicates.css';
import { App, Button, Pagination, Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import type { DuplicateList } from '../../../client/shapes.ts';
import { Icon } from '../../../ui/icons.tsx';
import { useFormat } from '../../../ui/locale.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { Empty, Loading } from '../../../ui/states.tsx';
import { numberOf, oneOf, useAddress } from '../../address.ts';
import { ReplyFailure } from '../../reply-failure.tsx';
import { failureText, useAct, useReply } from '../../server.ts';
import { Page } from '../../shell/page.tsx';
import { DuplicateGroupCard } from './group-card.tsx';
import { MergesPanel } from './merges-panel.tsx';

const VIEWS = ['found', 'merges'] as const;
const GROUPS_SHOWN = 20;

type View = (typeof VIEWS)[number];

/** Customers that look like one: compared side by side, merged, or told apart for good. */
export function DuplicatesPage() {
  const { t } = useTranslation();
  const { values, set } = useAddress();
  const view = oneOf(VIEWS, values['view']) ?? 'found';
  const offset = numberOf(values['offset']) ?? 0;
  const list = useReply('GET /api/duplicates', { query: { limit: GROUPS_SHOWN, offset } });
  return (
    <Page
      title={t('duplicates.title')}
      caption={list.data && t('duplicates.caption', { count: list.data.total })}
      actions={<SearchButton />}
    >
      <div className="list-tools">
        <Segmented<View>
          aria-label={t('duplicates.viewLabel')}
          value={view}
          options={VIEWS.map((value) => ({ value, label: t(`duplicates.views.${value}`) }))}
          onChange={(value) => set({ view: value === 'found' ? undefined : value })}
        />
        {view === 'found' && list.data !== undefined && <LastRun run={list.data.lastRun} />}
      </div>
      {view === 'merges' && <MergesPanel />}
      {view === 'found' && list.isPending && (
        <Panel>
          <Loading lines={8} />
        </Panel>
      )}
      {view === 'found' && list.isError && list.data === undefined && (
        <Panel>
          <ReplyFailure error={list.error} again={list.refetch} />
        </Panel>
      )}
      {view === 'found' && list.data !== undefined && <Groups list={list.data} offset={offset} />}
    </Page>
  );
}

function LastRun({ run }: { run: DuplicateList['lastRun'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const text =
    run === null
      ? t('duplicates.neverRun')
      : t('duplicates.lastRun', { age: format.age(run.finishedAt), count: run.customers });
  return <span className="caption duplicate-run">{text}</span>;
}

function SearchButton() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const search = useAct('POST /api/duplicate-searches');
  const start = async () => {
    try {
      await search.mutateAsync({});
      void message.success(t('duplicates.searching'));
    } catch (error) {
      void message.error(failureText(error).text);
    }
  };
  return (
    <Button icon={<Icon name="refresh" size={14} />} loading={search.isPending} onClick={() => void start()}>
      {t('duplicates.search')}
    </Button>
  );
}

function Groups({ list, offset }: { list: DuplicateList; offset: number }) {
  const { t } = useTranslation();
  const { set } = useAddress();
  if (list.total === 0) {
    return (
      <Panel>
        <Empty title={t('duplicates.none.title')}>{t('duplicates.none.text')}</Empty>
      </Panel>
    );
  }
  return (
    <>
      {list.items.map((group) => (
        <DuplicateGroupCard key={group.id} group={group} />
      ))}
      <Pagination
        size="small"
        align="end"
        hideOnSinglePage
        showSizeChanger={false}
        pageSize={GROUPS_SHOWN}
        current={offset / GROUPS_SHOWN + 1}
        total={list.total}
        onChange={(page) => set({ offset: page === 1 ? undefined : String((page - 1) * GROUPS_SHOWN) })}
      />
    </>
  );
}
