import { Button, Dropdown, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NeedRow } from '../../../client/shapes.ts';
import { TagChip } from '../../../ui/chips.tsx';
import { type Columns, DataTable } from '../../../ui/data-table.tsx';
import { Icon } from '../../../ui/icons.tsx';
import { useFormat } from '../../../ui/locale.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { Empty, Loading } from '../../../ui/states.tsx';
import { NeedWords, useNeedColumns } from '../../need-columns.tsx';
import { ReplyFailure } from '../../reply-failure.tsx';
import { useAct, useReply } from '../../server.ts';
import { HandOverForm } from './hand-over-form.tsx';
import { SayWhy } from './say-why.tsx';

const ROWS_SHOWN = 100;
const SORTS = ['urgency', 'importance', 'level', 'due', 'said'] as const;
const STATES = { met: 'met', unmet: 'unmet', dropped: 'dropped', reopen: 'open' } as const;
const FIT_MAX = 100;
type NeedAct = keyof typeof STATES | 'handOver' | 'fit';

interface NeedsPanelProps {
  readonly publicId: string;
  readonly mayWrite: boolean;
}

/** What the customer needs, what is not met first. */
export function NeedsPanel({ publicId, mayWrite }: NeedsPanelProps) {
  const { t } = useTranslation();
  const [sort, setSort] = useState<(typeof SORTS)[number]>('urgency');
  const needs = useReply('GET /api/customers/:publicId/needs', {
    params: { publicId },
    query: { limit: ROWS_SHOWN, sort },
  });
  const [doing, setDoing] = useState<{ need: NeedRow; act: NeedAct }>();
  const columns = useColumns(mayWrite ? (need, act) => setDoing({ need, act }) : undefined);
  return (
    <Panel
      title={t('needs.list.title')}
      flush
      extra={
        <Select
          size="small"
          aria-label={t('needs.list.sort')}
          value={sort}
          options={SORTS.map((value) => ({ value, label: t(`needs.list.sorts.${value}`) }))}
          popupMatchSelectWidth={false}
          onChange={setSort}
        />
      }
    >
      {needs.isPending && <Loading lines={4} />}
      {needs.isError && <ReplyFailure error={needs.error} again={needs.refetch} />}
      {needs.data?.items.length === 0 && <Empty title={t('needs.list.none')}>{t('needs.list.noneText')}</Empty>}
      {needs.data !== undefined && needs.data.items.length > 0 && (
        <DataTable rows={needs.data.items} columns={columns} rowKey={(row) => row.id} label={t('needs.list.title')} />
      )}
      {doing !== undefined && <Doing publicId={publicId} {...doing} onClose={() => setDoing(undefined)} />}
    </Panel>
  );
}

function useColumns(onAct: ((need: NeedRow, act: NeedAct) => void) | undefined): Columns<NeedRow> {
  const { t } = useTranslation();
  const columns = useNeedColumns();
  return [
    { key: 'text', title: t('needs.columns.text'), render: (_, need) => <NeedWords need={need} /> },
    ...columns,
    { key: 'state', title: t('needs.columns.state'), width: 130, render: (_, need) => <State need={need} /> },
    {
      key: 'acts',
      title: '',
      align: 'right',
      width: 56,
      render: (_, need) => onAct !== undefined && <Acts need={need} onAct={onAct} />,
    },
  ];
}

function State({ need }: { need: NeedRow }) {
  const { t } = useTranslation();
  const format = useFormat();
  const said = t(`needs.states.${need.state}`);
  if (need.state === 'open') return <b>{said}</b>;
  return (
    <span title={need.stateReason}>
      {need.state === 'unmet' ? <TagChip accent>{said}</TagChip> : said}{' '}
      <span className="caption nowrap">{format.date(format.dayOf(need.stateAt))}</span>
    </span>
  );
}

function Acts({ need, onAct }: { need: NeedRow; onAct: (need: NeedRow, act: NeedAct) => void }) {
  const { t } = useTranslation();
  const acts: readonly NeedAct[] =
    need.state === 'open' ? ['met', 'unmet', 'dropped', 'fit', 'handOver'] : ['reopen', 'fit', 'handOver'];
  const items = acts.map((act) => ({ key: act, label: t(`needs.acts.${act}`), onClick: () => onAct(need, act) }));
  return (
    <Dropdown menu={{ items }} trigger={['click']} placement="bottomRight">
      <Button
        type="text"
        size="small"
        icon={<Icon name="dots" />}
        aria-label={t('needs.acts.label', { text: need.text })}
      />
    </Dropdown>
  );
}

interface DoingProps {
  readonly publicId: string;
  readonly need: NeedRow;
  readonly act: NeedAct;
  readonly onClose: () => void;
}

function Doing({ publicId, need, act, onClose }: DoingProps) {
  if (act === 'handOver') {
    const subject = { id: need.id, of: 'need', text: need.text } as const;
    return <HandOverForm publicId={publicId} subject={subject} onClose={onClose} />;
  }
  if (act === 'fit') return <Fit publicId={publicId} need={need} onClose={onClose} />;
  return <Settle publicId={publicId} need={need} act={act} onClose={onClose} />;
}

function Settle({ publicId, need, act, onClose }: DoingProps & { act: keyof typeof STATES }) {
  const { t } = useTranslation();
  const settle = useAct('POST /api/customers/:publicId/needs/:id/states');
  return (
    <SayWhy
      title={`${t(`needs.acts.${act}`)} · ${need.text}`}
      hint={t(`needs.acts.why.${act}`)}
      onSave={(reason) =>
        settle.mutateAsync({ params: { publicId, id: need.id }, body: { state: STATES[act], reason } })
      }
      onClose={onClose}
    />
  );
}

function Fit({ publicId, need, onClose }: Omit<DoingProps, 'act'>) {
  const { t } = useTranslation();
  const [fit, setFit] = useState(need.fit);
  const change = useAct('PATCH /api/customers/:publicId/needs/:id');
  return (
    <SayWhy
      title={`${t('needs.acts.fit')} · ${need.text}`}
      hint={t('needs.record.evidence')}
      onSave={(evidence) => change.mutateAsync({ params: { publicId, id: need.id }, body: { fit, evidence } })}
      onClose={onClose}
    >
      <label className="say-why-line" htmlFor="need-fit">
        {t('needs.acts.why.fit')}
        <InputNumber id="need-fit" min={0} max={FIT_MAX} precision={0} value={fit} onChange={setFit} />
      </label>
    </SayWhy>
  );
}
