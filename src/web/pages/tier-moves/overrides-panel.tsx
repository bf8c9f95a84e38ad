import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TierOverride } from '../../../client/shapes.ts';
import { type Columns, DataTable } from '../../../ui/data-table.tsx';
import { useFormat } from '../../../ui/locale.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { Empty, Loading } from '../../../ui/states.tsx';
import { ReplyFailure } from '../../reply-failure.tsx';
import { useAct, useMay, useReply } from '../../server.ts';
import { SayWhy } from '../customer/say-why.tsx';
import { Move, MovedCustomer } from './move.tsx';
import { OverrideForm } from './override-form.tsx';

const ROWS_SHOWN = 50;

type Acting = { readonly on: TierOverride; readonly act: 'keep' | 'end' };

/** What people decided against the proposals; those whose review is due come first. */
export function OverridesPanel({ due }: { due: number }) {
  const { t } = useTranslation();
  const overrides = useReply('GET /api/tier-overrides', { query: { limit: ROWS_SHOWN } });
  const [acting, setActing] = useState<Acting>();
  const end = useAct('POST /api/customers/:publicId/tier-overrides/:id/endings');
  const columns = useColumns(setActing);
  const caption = due > 0 ? t('tiers.overridesCaption', { due }) : undefined;
  return (
    <Panel title={t('tiers.overrides')} caption={caption} flush>
      {overrides.isPending && <Loading lines={3} />}
      {overrides.isError && <ReplyFailure error={overrides.error} again={overrides.refetch} />}
      {overrides.data !== undefined && (
        <DataTable
          rows={overrides.data.items}
          columns={columns}
          rowKey={({ id }) => id}
          label={t('tiers.overrides')}
          empty={<Empty title={t('tiers.noOverrides')}>{t('tiers.noOverridesText')}</Empty>}
        />
      )}
      {acting?.act === 'keep' && (
        <OverrideForm customer={acting.on.customer} tier={acting.on.tier?.key} onClose={() => setActing(undefined)} />
      )}
      {acting?.act === 'end' && (
        <SayWhy
          title={t('tiers.endTitle', { name: acting.on.customer.shortName ?? acting.on.customer.name })}
          hint={t('tiers.endHint')}
          onSave={(reason) =>
            end.mutateAsync({ params: { publicId: acting.on.customer.publicId, id: acting.on.id }, body: { reason } })
          }
          onClose={() => setActing(undefined)}
        />
      )}
    </Panel>
  );
}

function useColumns(onAct: (acting: Acting) => void): Columns<TierOverride> {
  const { t } = useTranslation();
  const format = useFormat();
  const may = useMay('tiers.write');
  const acts: Columns<TierOverride> = [
    {
      key: 'acts',
      title: '',
      align: 'right',
      render: (_, row) => (
        <span className="tier-acts">
          <Button type="link" size="small" onClick={() => onAct({ on: row, act: 'keep' })}>
            {t('tiers.keep')}
          </Button>
          <Button type="link" size="small" onClick={() => onAct({ on: row, act: 'end' })}>
            {t('tiers.end')}
          </Button>
        </span>
      ),
    },
  ];
  return [
    {
      key: 'customer',
      title: t('tiers.columns.customer'),
      render: (_, { customer, reason, madeBy }) => (
        <MovedCustomer customer={customer} why={[reason, madeBy?.name].filter(Boolean).join(' · ')} />
      ),
    },
    {
      key: 'tier',
      title: t('tiers.columns.tier'),
      render: (_, { tier, proposed }) => (
        <span className="moved-customer">
          <Move from={null} to={tier} />
          <span className="caption">
            {proposed === null || proposed.key === tier?.key
              ? t('tiers.asProposal')
              : t('tiers.byProposal', { tier: format.name(proposed) })}
          </span>
        </span>
      ),
    },
    {
      key: 'review',
      title: t('tiers.columns.review'),
      render: (_, { reviewOn, isDue }) => (
        <span className={isDue ? 'late-text nowrap' : 'nowrap'}>
          {format.date(reviewOn)} {isDue && t('tiers.due')}
        </span>
      ),
    },
    ...(may ? acts : []),
  ];
}
