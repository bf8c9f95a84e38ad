import { App, Button, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TierMatrix, TierProposal } from '../../../client/shapes.ts';
import { type Columns, DataTable } from '../../../ui/data-table.tsx';
import { FilterBar } from '../../../ui/filter-bar.tsx';
import { formatNumber } from '../../../ui/format.ts';
import { useFormat } from '../../../ui/locale.tsx';
import { MoneyText } from '../../../ui/money-text.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { Empty, Loading, NoMatch } from '../../../ui/states.tsx';
import { numberOf, oneOf, useAddress } from '../../address.ts';
import { ReplyFailure } from '../../reply-failure.tsx';
import { failureText, useAct, useMay, useReply } from '../../server.ts';
import { SayWhy } from '../customer/say-why.tsx';
import { Move, MovedCustomer } from './move.tsx';

const STATES = ['ripe', 'waiting'] as const;
const DIRECTIONS = ['up', 'down'] as const;
const ROWS_SHOWN = 20;

/** What is proposed: those that wait for a word, chosen and decided together, and those that wait for time. */
export function ProposalsPanel({ counts }: Pick<TierMatrix, 'counts'>) {
  const { t } = useTranslation();
  const { values, set } = useAddress();
  const state = oneOf(STATES, values['state']) ?? 'ripe';
  const direction = oneOf(DIRECTIONS, values['direction']);
  const offset = numberOf(values['offset']) ?? 0;
  const list = useReply('GET /api/tier-proposals', { query: { state, direction, limit: ROWS_SHOWN, offset } });
  const filter = {
    key: 'direction',
    label: t('tiers.directionLabel'),
    options: DIRECTIONS.map((value) => ({ value, label: t(`tiers.directions.${value}`) })),
  };
  const views = (
    <Segmented
      aria-label={t('tiers.stateLabel')}
      value={state}
      options={STATES.map((value) => ({
        value,
        label: `${t(`tiers.states.${value}`)} ${formatNumber(counts[value])}`,
      }))}
      onChange={(value) => set({ state: value === 'ripe' ? undefined : value })}
    />
  );
  return (
    <Panel title={t('tiers.proposals')} extra={views} flush>
      <div className="tier-tools">
        <FilterBar
          filters={[filter]}
          values={{ direction }}
          onChange={(key, value) => set({ [key]: value })}
          onClear={() => set({ direction: undefined })}
        />
      </div>
      {list.isPending && <Loading lines={5} />}
      {list.isError && <ReplyFailure error={list.error} again={list.refetch} />}
      {list.data !== undefined && (
        <Proposals
          key={`${state} ${direction} ${offset}`}
          items={list.data.items}
          state={state}
          narrowed={direction !== undefined}
          page={{ limit: ROWS_SHOWN, offset, total: list.data.total }}
          onPage={(next) => set({ offset: String(next) })}
        />
      )}
    </Panel>
  );
}

interface ProposalsProps {
  readonly items: readonly TierProposal[];
  readonly state: (typeof STATES)[number];
  readonly narrowed: boolean;
  readonly page: { readonly limit: number; readonly offset: number; readonly total: number };
  readonly onPage: (offset: number) => void;
}

function Proposals({ items, state, narrowed, page, onPage }: ProposalsProps) {
  const { t } = useTranslation();
  const may = useMay('tiers.approve') && state === 'ripe';
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [refusing, setRefusing] = useState<readonly string[]>();
  const decide = useDeciding(() => setChosen([]));
  const columns = useColumns(state, may, { onApprove: decide.approve, onRefuse: setRefusing });
  const empty = narrowed ? (
    <NoMatch title={t('tiers.noMatch')} />
  ) : (
    <Empty title={t(`tiers.none.${state}`)}>{t(`tiers.noneText.${state}`)}</Empty>
  );
  return (
    <>
      <DataTable
        rows={items}
        columns={columns}
        rowKey={({ id }) => id}
        label={t(`tiers.states.${state}`)}
        empty={empty}
        page={page}
        onPage={onPage}
        {...(may ? { chosen, onChoose: setChosen } : {})}
        {...(may && chosen.length > 0
          ? {
              foot: (
                <Bulk
                  count={chosen.length}
                  busy={decide.busy}
                  onApprove={() => decide.approve(chosen)}
                  onRefuse={() => setRefusing(chosen)}
                />
              ),
            }
          : {})}
      />
      {refusing !== undefined && (
        <SayWhy
          title={t('tiers.refuseTitle', { count: refusing.length })}
          hint={t('tiers.refuseHint')}
          onSave={(reason) => decide.refuse(refusing, reason)}
          onClose={() => setRefusing(undefined)}
        >
          <p className="secondary">{t('tiers.refuseText')}</p>
        </SayWhy>
      )}
    </>
  );
}

function Bulk(props: { count: number; busy: boolean; onApprove: () => void; onRefuse: () => void }) {
  const { t } = useTranslation();
  return (
    <span className="tier-bulk">
      <Button type="primary" loading={props.busy} onClick={props.onApprove}>
        {t('tiers.approveChosen', { count: props.count })}
      </Button>
      <Button onClick={props.onRefuse}>{t('tiers.refuseChosen')}</Button>
    </span>
  );
}

/** Both decisions, and a word where somebody else was quicker. */
function useDeciding(onDone: () => void) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const approval = useAct('POST /api/tier-approvals');
  const refusal = useAct('POST /api/tier-refusals');
  const tell = ({ left }: { left: number }) => {
    if (left > 0) void message.info(t('tiers.left', { count: left }));
    onDone();
  };
  return {
    busy: approval.isPending,
    approve: (ids: readonly string[]) =>
      void approval
        .mutateAsync({ body: { ids: [...ids] } })
        .then(tell)
        .catch((error: unknown) => void message.error(failureText(error).text)),
    refuse: (ids: readonly string[], reason: string) =>
      refusal.mutateAsync({ body: { ids: [...ids], reason } }).then(tell),
  };
}

interface Acts {
  readonly onApprove: (ids: readonly string[]) => void;
  readonly onRefuse: (ids: readonly string[]) => void;
}

function useColumns(
  state: (typeof STATES)[number],
  may: boolean,
  { onApprove, onRefuse }: Acts,
): Columns<TierProposal> {
  const { t } = useTranslation();
  const format = useFormat();
  const acts: Columns<TierProposal> = [
    {
      key: 'acts',
      title: '',
      align: 'right',
      render: (_, { id }) => (
        <span className="tier-acts">
          <Button type="link" size="small" onClick={() => onApprove([id])}>
            {t('tiers.approve')}
          </Button>
          <Button type="link" size="small" onClick={() => onRefuse([id])}>
            {t('tiers.refuse')}
          </Button>
        </span>
      ),
    },
  ];
  return [
    {
      key: 'customer',
      title: t('tiers.columns.customer'),
      render: (_, { customer, said }) => <MovedCustomer customer={customer} why={format.say(said)} />,
    },
    { key: 'move', title: t('tiers.columns.move'), render: (_, { from, to }) => <Move from={from} to={to} /> },
    {
      key: 'since',
      title: t(state === 'ripe' ? 'tiers.columns.since' : 'tiers.columns.ready'),
      responsive: ['md'],
      render: (_, { since, readyOn }) => (
        <span className="nowrap">{format.date(state === 'ripe' ? since : readyOn)}</span>
      ),
    },
    {
      key: 'amount',
      title: t('tiers.columns.amount'),
      align: 'right',
      responsive: ['lg'],
      render: (_, { amountYear }) => <MoneyText minor={amountYear} />,
    },
    { key: 'owner', title: t('tiers.columns.owner'), responsive: ['lg'], render: (_, row) => row.owner?.name },
    ...(may ? acts : []),
  ];
}
