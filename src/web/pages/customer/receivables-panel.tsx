import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReceivableRow } from '../../../client/shapes.ts';
import { TagChip } from '../../../ui/chips.tsx';
import { type Columns, DataTable } from '../../../ui/data-table.tsx';
import { useFormat } from '../../../ui/locale.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { Loading } from '../../../ui/states.tsx';
import { ReplyFailure } from '../../reply-failure.tsx';
import { useMay, useReply } from '../../server.ts';
import { DisputeForm } from './dispute-form.tsx';

const ROWS_SHOWN = 50;
type State = 'open' | 'all';

/** Invoices, credit notes and money kept back, with how late each is. */
export function ReceivablesPanel({ publicId }: { publicId: string }) {
  const { t } = useTranslation();
  const [state, setState] = useState<State>('open');
  const [offset, setOffset] = useState(0);
  const [disputed, setDisputed] = useState<ReceivableRow | null>(null);
  const query = { state, limit: ROWS_SHOWN, offset };
  const list = useReply('GET /api/customers/:publicId/receivables', { params: { publicId }, query });
  const columns = useColumns(useMay('receivables.write') ? setDisputed : null);
  return (
    <Panel
      flush
      title={t('receivables.list.title')}
      extra={
        <Segmented<State>
          size="small"
          value={state}
          options={[
            { value: 'open', label: t('receivables.list.open') },
            { value: 'all', label: t('receivables.list.all') },
          ]}
          onChange={(wanted) => {
            setState(wanted);
            setOffset(0);
          }}
        />
      }
    >
      {list.isPending && <Loading lines={5} />}
      {list.isError && <ReplyFailure error={list.error} again={list.refetch} />}
      {list.data !== undefined && (
        <DataTable
          rows={list.data.items}
          columns={columns}
          rowKey={(one) => one.id}
          label={t('receivables.list.title')}
          empty={t('receivables.list.none')}
          page={{ limit: ROWS_SHOWN, offset, total: list.data.total }}
          onPage={setOffset}
          foot={t('receivables.list.sum', { count: list.data.total })}
        />
      )}
      <DisputeForm publicId={publicId} receivable={disputed} onClose={() => setDisputed(null)} />
    </Panel>
  );
}

function useColumns(onDispute: ((one: ReceivableRow) => void) | null): Columns<ReceivableRow> {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    {
      key: 'number',
      title: t('receivables.list.number'),
      render: (_, one) => (
        <span className="nowrap">
          {one.number} {one.kind !== 'invoice' && <TagChip>{t(`receivables.list.kinds.${one.kind}`)}</TagChip>}
        </span>
      ),
    },
    {
      key: 'invoiced',
      title: t('receivables.list.invoicedOn'),
      responsive: ['md'],
      render: (_, one) => <span className="nowrap">{format.date(one.invoicedOn)}</span>,
    },
    {
      key: 'due',
      title: t('receivables.list.due'),
      responsive: ['sm'],
      render: (_, one) => one.kind === 'invoice' && <DueDay receivable={one} />,
    },
    {
      key: 'amount',
      title: t('receivables.list.amount'),
      align: 'right',
      responsive: ['md'],
      render: (_, one) => <span className="figures nowrap">{format.moneyExact(one.amount)}</span>,
    },
    {
      key: 'left',
      title: t('receivables.list.left'),
      align: 'right',
      render: (_, one) => one.kind !== 'credit_note' && <b className="figures nowrap">{format.moneyExact(one.open)}</b>,
    },
    {
      key: 'state',
      title: t('receivables.list.state'),
      render: (_, one) => <StateOf receivable={one} onDispute={onDispute} />,
    },
  ];
}

function DueDay({ receivable: { dueOn, agreedDueOn } }: { receivable: ReceivableRow }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <span className="nowrap">
      {format.date(agreedDueOn)}{' '}
      {agreedDueOn !== dueOn && (
        <span className="secondary">{t('receivables.list.moved', { day: format.date(dueOn) })}</span>
      )}
    </span>
  );
}

interface StateProps {
  readonly receivable: ReceivableRow;
  readonly onDispute: ((one: ReceivableRow) => void) | null;
}

function StateOf({ receivable, onDispute }: StateProps) {
  const { t } = useTranslation();
  const { kind, open, openWithheld, disputedSince, disputeReason } = receivable;
  const mayDispute = onDispute !== null && kind === 'invoice' && open > 0;
  return (
    <span className="receivable-state">
      {disputedSince === null ? (
        <Lateness receivable={receivable} />
      ) : (
        <span title={disputeReason ?? undefined}>
          <TagChip>{t('receivables.list.disputed')}</TagChip>
        </span>
      )}
      {kind === 'invoice' && openWithheld > 0 && open === openWithheld && (
        <TagChip>{t('receivables.list.kinds.retention_money')}</TagChip>
      )}
      {mayDispute && (
        <Button type="link" size="small" className="flat-link" onClick={() => onDispute(receivable)}>
          {disputedSince === null ? t('receivables.list.dispute') : t('receivables.list.endDispute')}
        </Button>
      )}
    </span>
  );
}

function Lateness({ receivable: { kind, open, openWithheld, daysPastDue } }: { receivable: ReceivableRow }) {
  const { t } = useTranslation();
  if (kind !== 'invoice') return null;
  if (open > 0) {
    if (open === openWithheld) return null;
    if (daysPastDue === null) return <span className="secondary">{t('receivables.list.notDue')}</span>;
    return <span className="late-text nowrap">{t('receivables.list.late', { count: daysPastDue })}</span>;
  }
  if (daysPastDue === null) return null;
  const count = Math.abs(daysPastDue);
  const key = daysPastDue > 0 ? 'settledLate' : daysPastDue < 0 ? 'early' : 'onTime';
  return <span className="secondary nowrap">{t(`receivables.list.${key}`, { count })}</span>;
}
