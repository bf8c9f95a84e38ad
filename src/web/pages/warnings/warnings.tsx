import './warnings.css';
import { Segmented, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { WarningList } from '../../../client/shapes.ts';
import { DataTable } from '../../../ui/data-table.tsx';
import { Icon } from '../../../ui/icons.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { Empty, Loading } from '../../../ui/states.tsx';
import { numberOf, useAddress } from '../../address.ts';
import { ReplyFailure } from '../../reply-failure.tsx';
import { useReply } from '../../server.ts';
import { Page } from '../../shell/page.tsx';
import { useWarningColumns } from './columns.tsx';

const STATES = ['open', 'contacted', 'ended', 'stock'] as const;
const ROWS_SHOWN = 50;

type State = (typeof STATES)[number];

/** Cases that wait for a person, the most urgent first. */
export function WarningsPage() {
  const { t } = useTranslation();
  const { values } = useAddress();
  const state = stateOf(values['state']);
  const query = {
    state,
    level: numberOf(values['level']),
    owner: values['owner'],
    limit: ROWS_SHOWN,
    offset: numberOf(values['offset']) ?? 0,
  };
  const list = useReply('GET /api/warnings', { query });
  const data = list.data;
  return (
    <Page title={t('warnings.title')} caption={data && t('warnings.caption', { count: data.counts.open })}>
      <Tools state={state} list={data} />
      {state === 'stock' && <p className="secondary stock-note">{t('warnings.stockNote')}</p>}
      <Panel flush>
        {list.isPending && <Loading lines={8} />}
        {list.isError && data === undefined && <ReplyFailure error={list.error} again={list.refetch} />}
        {data !== undefined && <Cases list={data} state={state} />}
      </Panel>
    </Page>
  );
}

function stateOf(text: string | undefined): State {
  return STATES.find((state) => state === text) ?? 'open';
}

function Tools({ state, list }: { state: State; list: WarningList | undefined }) {
  const { t } = useTranslation();
  const { values, set } = useAddress();
  const options = STATES.map((value) => ({
    value,
    label:
      list === undefined ? t(`warnings.states.${value}`) : `${t(`warnings.states.${value}`)} ${list.counts[value]}`,
  }));
  const counts = { one: list?.counts.level1, two: list?.counts.level2, three: list?.counts.level3 };
  const levels = (['one', 'two', 'three'] as const).map((key, index) => ({
    value: String(index + 1),
    label: `${t(`warnings.levels.${key}`)} ${counts[key] ?? ''}`,
  }));
  return (
    <div className="list-tools">
      <Segmented<State>
        aria-label={t('warnings.stateLabel')}
        value={state}
        options={options}
        onChange={(value) => set({ state: value === 'open' ? undefined : value })}
      />
      <Select
        aria-label={t('warnings.levelLabel')}
        value={values['level'] ?? ''}
        options={[{ value: '', label: t('warnings.levels.all') }, ...levels]}
        popupMatchSelectWidth={false}
        suffixIcon={<Icon name="chevronDown" size={14} />}
        onChange={(level: string) => set({ level: level === '' ? undefined : level })}
      />
    </div>
  );
}

function Cases({ list, state }: { list: WarningList; state: State }) {
  const { t } = useTranslation();
  const { values, set } = useAddress();
  const columns = useWarningColumns();
  if (list.total === 0) {
    const words = state === 'open' ? 'open' : 'other';
    return <Empty title={t(`warnings.none.${words}.title`)}>{t(`warnings.none.${words}.text`)}</Empty>;
  }
  return (
    <DataTable
      rows={list.items}
      columns={columns}
      rowKey={(warning) => warning.id}
      label={t('warnings.title')}
      page={{ limit: ROWS_SHOWN, offset: numberOf(values['offset']) ?? 0, total: list.total }}
      onPage={(offset) => set({ offset: offset === 0 ? undefined : String(offset) })}
      foot={t('warnings.sum', { count: list.total })}
    />
  );
}
