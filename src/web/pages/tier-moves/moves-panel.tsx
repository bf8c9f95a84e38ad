import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TierChange } from '../../../client/shapes.ts';
import { type Columns, DataTable } from '../../../ui/data-table.tsx';
import { type Formats, useFormat } from '../../../ui/locale.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { Empty, Loading } from '../../../ui/states.tsx';
import { ReplyFailure } from '../../reply-failure.tsx';
import { useReply } from '../../server.ts';
import { Move, MovedCustomer } from './move.tsx';

const ROWS_SHOWN = 20;

/** Every move with its reason: who decided, by which plan. */
export function MovesPanel() {
  const { t } = useTranslation();
  const [offset, setOffset] = useState(0);
  const changes = useReply('GET /api/tier-changes', { query: { limit: ROWS_SHOWN, offset } });
  const columns = useColumns();
  return (
    <Panel title={t('tiers.history')} flush>
      {changes.isPending && <Loading lines={5} />}
      {changes.isError && <ReplyFailure error={changes.error} again={changes.refetch} />}
      {changes.data !== undefined && (
        <DataTable
          rows={changes.data.items}
          columns={columns}
          rowKey={({ id }) => id}
          label={t('tiers.history')}
          empty={<Empty title={t('tiers.noHistory')}>{t('tiers.noHistoryText')}</Empty>}
          page={{ limit: ROWS_SHOWN, offset, total: changes.data.total }}
          onPage={setOffset}
        />
      )}
    </Panel>
  );
}

function useColumns(): Columns<TierChange> {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    {
      key: 'when',
      title: t('tiers.columns.when'),
      render: (_, { changedAt }) => <span className="nowrap">{format.date(format.dayOf(changedAt))}</span>,
    },
    {
      key: 'customer',
      title: t('tiers.columns.customer'),
      render: (_, { customer, ...change }) => <MovedCustomer customer={customer} why={whyOf(change, format)} />,
    },
    { key: 'move', title: t('tiers.columns.move'), render: (_, { from, to }) => <Move from={from} to={to} /> },
    {
      key: 'way',
      title: '',
      responsive: ['md'],
      render: (_, { way, decidedBy, planVersion }) => (
        <span className="secondary">
          {t(`tiers.ways.${way}`, { name: decidedBy?.name ?? '' })}
          {planVersion !== null && ` · ${t('tiers.plan', { version: planVersion })}`}
        </span>
      ),
    },
  ];
}

/** What a person wrote, else what the figures said. */
export function whyOf({ reason, said }: Pick<TierChange, 'reason' | 'said'>, format: Pick<Formats, 'say'>): string {
  if (reason !== '') return reason;
  return said === null ? '' : format.say(said);
}
