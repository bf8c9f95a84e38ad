import { Alert, Button, Dropdown, Input, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PromiseRow } from '../../../client/shapes.ts';
import { parseDay } from '../../../kernel/time.ts';
import { TagChip } from '../../../ui/chips.tsx';
import { type Columns, DataTable } from '../../../ui/data-table.tsx';
import { Icon } from '../../../ui/icons.tsx';
import { useFormat } from '../../../ui/locale.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { Empty, Loading } from '../../../ui/states.tsx';
import { ReplyFailure } from '../../reply-failure.tsx';
import { useAct, useReply } from '../../server.ts';
import { HandOverForm } from './hand-over-form.tsx';
import { SayWhy } from './say-why.tsx';

const ROWS_SHOWN = 100;
const ACTS = ['kept', 'postpone', 'broken', 'check', 'handOver'] as const;
type PromiseAct = (typeof ACTS)[number];

interface PromisesPanelProps {
  readonly publicId: string;
  readonly mayWrite: boolean;
}

/** What we promised: by when, whether it can be done, whether it was. */
export function PromisesPanel({ publicId, mayWrite }: PromisesPanelProps) {
  const { t } = useTranslation();
  const promises = useReply('GET /api/customers/:publicId/promises', {
    params: { publicId },
    query: { limit: ROWS_SHOWN },
  });
  const [doing, setDoing] = useState<{ promise: PromiseRow; act: PromiseAct }>();
  const columns = usePromiseColumns(mayWrite ? (promise, act) => setDoing({ promise, act }) : undefined);
  const rows = promises.data?.items ?? [];
  const unchecked = rows.filter(isUnchecked).length;
  return (
    <Panel title={t('needs.promises.title')} flush>
      {promises.isPending && <Loading lines={3} />}
      {promises.isError && <ReplyFailure error={promises.error} again={promises.refetch} />}
      {unchecked > 0 && (
        <Alert type="error" showIcon banner title={t('needs.promises.unchecked', { count: unchecked })} />
      )}
      {promises.data !== undefined && rows.length === 0 && (
        <Empty title={t('needs.promises.none')}>{t('needs.promises.noneText')}</Empty>
      )}
      {rows.length > 0 && (
        <DataTable rows={rows} columns={columns} rowKey={(row) => row.id} label={t('needs.promises.title')} />
      )}
      {doing !== undefined && <Doing publicId={publicId} {...doing} onClose={() => setDoing(undefined)} />}
    </Panel>
  );
}

/** A date was given, but nobody who knows has said that it can be done, or somebody said that it cannot. */
function isUnchecked({ ending, technicalCheck }: PromiseRow): boolean {
  return ending === null && (technicalCheck === 'needed' || technicalCheck === 'failed');
}

function usePromiseColumns(onAct: ((promise: PromiseRow, act: PromiseAct) => void) | undefined): Columns<PromiseRow> {
  const { t } = useTranslation();
  return [
    { key: 'text', title: t('needs.columns.text'), render: (_, promise) => <Words promise={promise} /> },
    {
      key: 'owner',
      title: t('needs.columns.owner'),
      width: 100,
      responsive: ['md'],
      render: (_, promise) => promise.owner?.name ?? '',
    },
    { key: 'due', title: t('needs.columns.due'), width: 130, render: (_, promise) => <Due promise={promise} /> },
    {
      key: 'check',
      title: t('needs.columns.check'),
      width: 110,
      responsive: ['md'],
      render: (_, promise) => <Check promise={promise} />,
    },
    {
      key: 'acts',
      title: '',
      align: 'right',
      width: 56,
      render: (_, promise) =>
        onAct !== undefined && promise.ending === null && <Acts promise={promise} onAct={onAct} />,
    },
  ];
}

function Words({ promise }: { promise: PromiseRow }) {
  const { t } = useTranslation();
  return (
    <span className="need-words">
      {promise.text}
      {isUnchecked(promise) && (
        <span className="narrow-only">
          <Check promise={promise} />
        </span>
      )}
      {promise.ending !== null && <TagChip>{t(`needs.promises.${promise.ending}`)}</TagChip>}
      {promise.endingText !== '' && <span className="secondary">{promise.endingText}</span>}
    </span>
  );
}

function Due({ promise }: { promise: PromiseRow }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { dueOn, firstDueOn, endedAt, ending, overdue } = promise;
  const days = endedAt === null ? 0 : parseDay(format.dayOf(endedAt)) - parseDay(firstDueOn);
  return (
    <span className="need-due">
      <span className="nowrap">{format.date(dueOn)}</span>
      {dueOn !== firstDueOn && (
        <span className="caption nowrap">{t('needs.promises.first', { day: format.date(firstDueOn) })}</span>
      )}
      {overdue && <b className="need-overdue">{t('needs.promises.overdue')}</b>}
      {ending === 'kept' && days > 0 && <span className="caption">{t('needs.promises.late', { days })}</span>}
    </span>
  );
}

function Check({ promise }: { promise: PromiseRow }) {
  const { t } = useTranslation();
  const { technicalCheck, checkedBy, checkReason } = promise;
  if (technicalCheck === 'none') return <span className="secondary">{t('needs.promises.checks.none')}</span>;
  const words = t(`needs.promises.checks.${technicalCheck}`);
  return (
    <span title={[checkedBy?.name, checkReason].filter(Boolean).join(' · ')}>
      {isUnchecked(promise) ? (
        <b className="need-overdue">
          <Icon name="alert" size={14} /> {words}
        </b>
      ) : (
        words
      )}
    </span>
  );
}

function Acts({ promise, onAct }: { promise: PromiseRow; onAct: (promise: PromiseRow, act: PromiseAct) => void }) {
  const { t } = useTranslation();
  const items = ACTS.map((act) => ({ key: act, label: t(`needs.acts.${act}`), onClick: () => onAct(promise, act) }));
  return (
    <Dropdown menu={{ items }} trigger={['click']} placement="bottomRight">
      <Button
        type="text"
        size="small"
        icon={<Icon name="dots" />}
        aria-label={t('needs.acts.label', { text: promise.text })}
      />
    </Dropdown>
  );
}

interface DoingProps {
  readonly publicId: string;
  readonly promise: PromiseRow;
  readonly act: PromiseAct;
  readonly onClose: () => void;
}

function Doing({ publicId, promise, act, onClose }: DoingProps) {
  if (act === 'handOver') {
    const subject = { id: promise.id, of: 'promise', text: promise.text } as const;
    return <HandOverForm publicId={publicId} subject={subject} onClose={onClose} />;
  }
  if (act === 'postpone') return <Postpone publicId={publicId} promise={promise} onClose={onClose} />;
  if (act === 'check') return <CheckForm publicId={publicId} promise={promise} onClose={onClose} />;
  return <Ending publicId={publicId} promise={promise} ending={act} onClose={onClose} />;
}

type FormProps = Omit<DoingProps, 'act'>;

function Ending({ publicId, promise, ending, onClose }: FormProps & { ending: 'kept' | 'broken' }) {
  const { t } = useTranslation();
  const end = useAct('POST /api/customers/:publicId/promises/:id/endings');
  return (
    <SayWhy
      title={`${t(`needs.acts.${ending}`)} · ${promise.text}`}
      hint={t(`needs.acts.why.${ending}`)}
      onSave={(text) => end.mutateAsync({ params: { publicId, id: promise.id }, body: { ending, text } })}
      onClose={onClose}
    />
  );
}

function Postpone({ publicId, promise, onClose }: FormProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [dueOn, setDueOn] = useState(promise.dueOn);
  const postpone = useAct('POST /api/customers/:publicId/promises/:id/postponements');
  return (
    <SayWhy
      title={`${t('needs.acts.postpone')} · ${promise.text}`}
      hint={t('needs.acts.why.postpone')}
      onSave={(reason) => postpone.mutateAsync({ params: { publicId, id: promise.id }, body: { dueOn, reason } })}
      onClose={onClose}
    >
      <Input
        type="date"
        aria-label={t('needs.acts.newDate')}
        value={dueOn}
        min={format.today}
        onChange={(event) => setDueOn(event.target.value)}
      />
    </SayWhy>
  );
}

function CheckForm({ publicId, promise, onClose }: FormProps) {
  const { t } = useTranslation();
  const [result, setResult] = useState<'passed' | 'failed'>('passed');
  const check = useAct('POST /api/customers/:publicId/promises/:id/checks');
  return (
    <SayWhy
      title={`${t('needs.acts.check')} · ${promise.text}`}
      hint={t('needs.acts.why.check')}
      onSave={(reason) => check.mutateAsync({ params: { publicId, id: promise.id }, body: { result, reason } })}
      onClose={onClose}
    >
      <Segmented<'passed' | 'failed'>
        aria-label={t('needs.acts.result')}
        value={result}
        options={(['passed', 'failed'] as const).map((value) => ({ value, label: t(`needs.acts.results.${value}`) }))}
        onChange={setResult}
      />
    </SayWhy>
  );
}
