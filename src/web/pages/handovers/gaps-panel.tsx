import { Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NeedGap } from '../../../client/shapes.ts';
import { type Columns, DataTable } from '../../../ui/data-table.tsx';
import { formatNumber } from '../../../ui/format.ts';
import { useFormat } from '../../../ui/locale.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { Empty, Loading } from '../../../ui/states.tsx';
import { ReplyFailure } from '../../reply-failure.tsx';
import { useReply } from '../../server.ts';

const GROUPINGS = ['industry', 'region', 'tier'] as const;
type Grouping = (typeof GROUPINGS)[number];

/** Which needs of which customers nothing of ours meets. */
export function GapsPanel() {
  const { t } = useTranslation();
  const [by, setBy] = useState<Grouping>('industry');
  const gaps = useReply('GET /api/need-gaps', { query: { by } });
  const columns = useGapColumns(by);
  const rows = gaps.data?.items.filter(({ unmet }) => unmet > 0) ?? [];
  return (
    <Panel
      title={t('needs.gaps.title')}
      caption={t('needs.gaps.caption')}
      flush
      extra={
        <Segmented<Grouping>
          size="small"
          aria-label={t('needs.gaps.by')}
          value={by}
          options={GROUPINGS.map((value) => ({ value, label: t(`needs.gaps.group.${value}`) }))}
          onChange={setBy}
        />
      }
    >
      {gaps.isPending && <Loading lines={3} />}
      {gaps.isError && <ReplyFailure error={gaps.error} again={gaps.refetch} />}
      {gaps.data !== undefined && rows.length === 0 && (
        <Empty title={t('needs.gaps.none')}>{t('needs.gaps.noneText')}</Empty>
      )}
      {rows.length > 0 && (
        <DataTable
          rows={rows}
          columns={columns}
          rowKey={({ group, nature }) => `${group} ${nature}`}
          label={t('needs.gaps.title')}
        />
      )}
    </Panel>
  );
}

function useGapColumns(by: Grouping): Columns<NeedGap> {
  const { t } = useTranslation();
  const tierName = useTierName();
  const nameOf = (group: string | null) => {
    if (group === null) return t('needs.gaps.noGroup');
    return by === 'tier' ? tierName(group) : group;
  };
  return [
    { key: 'group', title: t(`needs.gaps.group.${by}`), render: (_, gap) => nameOf(gap.group) },
    { key: 'nature', title: t('needs.columns.nature'), render: (_, gap) => t(`needs.natures.${gap.nature}`) },
    {
      key: 'unmet',
      title: t('needs.gaps.unmet'),
      align: 'right',
      render: (_, gap) => (
        <>
          <b className="figures">{formatNumber(gap.unmet)}</b>{' '}
          <span className="caption wide-only">
            {t('needs.gaps.of', { count: gap.needs, customers: gap.customers })}
          </span>
        </>
      ),
    },
    {
      key: 'fit',
      title: t('needs.gaps.fit'),
      align: 'right',
      render: (_, gap) => <span className="figures">{gap.fit === null ? '–' : `${formatNumber(gap.fit)} %`}</span>,
    },
  ];
}

/** Tiers have names in the plan; a key that the plan no longer has stands for itself. */
function useTierName(): (key: string) => string {
  const format = useFormat();
  const customers = useReply('GET /api/customers', { query: { limit: 1 } });
  return (key) => {
    const tier = customers.data?.facets.tier.find((one) => one.key === key);
    return tier === undefined ? key : format.name(tier);
  };
}
