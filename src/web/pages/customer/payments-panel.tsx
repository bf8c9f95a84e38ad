import { App, Button, Input, InputNumber, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PaymentRow } from '../../../client/shapes.ts';
import { minorDigits } from '../../../kernel/money.ts';
import { type Columns, DataTable } from '../../../ui/data-table.tsx';
import { useFormat } from '../../../ui/locale.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { Loading } from '../../../ui/states.tsx';
import { ReplyFailure } from '../../reply-failure.tsx';
import { failureText, useAct, useCompany, useMay, useReply } from '../../server.ts';

const ROWS_SHOWN = 20;
const WORD_LENGTH_MAX = 100;

/** What came in and what it settled. */
export function PaymentsPanel({ publicId }: { publicId: string }) {
  const { t } = useTranslation();
  const [offset, setOffset] = useState(0);
  const [recording, setRecording] = useState(false);
  const query = { limit: ROWS_SHOWN, offset };
  const payments = useReply('GET /api/customers/:publicId/payments', { params: { publicId }, query });
  const columns = usePaymentColumns();
  const mayWrite = useMay('receivables.write');
  return (
    <Panel
      flush
      title={t('receivables.payments.title')}
      extra={mayWrite && <Button onClick={() => setRecording(true)}>{t('receivables.payments.record')}</Button>}
    >
      {payments.isPending && <Loading lines={4} />}
      {payments.isError && <ReplyFailure error={payments.error} again={payments.refetch} />}
      {payments.data !== undefined && (
        <DataTable
          rows={payments.data.items}
          columns={columns}
          rowKey={(one) => one.id}
          label={t('receivables.payments.title')}
          empty={t('receivables.payments.none')}
          page={{ limit: ROWS_SHOWN, offset, total: payments.data.total }}
          onPage={setOffset}
          foot={t('receivables.payments.sum', { count: payments.data.total })}
        />
      )}
      {mayWrite && <PaymentForm publicId={publicId} open={recording} onClose={() => setRecording(false)} />}
    </Panel>
  );
}

function usePaymentColumns(): Columns<PaymentRow> {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    {
      key: 'paidOn',
      title: t('receivables.payments.paidOn'),
      render: (_, one) => <span className="nowrap">{format.date(one.paidOn)}</span>,
    },
    {
      key: 'number',
      title: t('receivables.payments.number'),
      responsive: ['sm'],
      render: (_, one) => <span className="nowrap">{one.number}</span>,
    },
    {
      key: 'method',
      title: t('receivables.payments.method'),
      responsive: ['md'],
      render: (_, one) => one.method ?? '',
    },
    {
      key: 'settled',
      title: t('receivables.payments.settled'),
      render: (_, one) => (
        <span className="secondary">
          {one.settled.map((part) => part.number).join(format.language === 'zh' ? '、' : ', ')}{' '}
          {one.unallocated > 0 && t('receivables.payments.left', { amount: format.moneyExact(one.unallocated) })}
        </span>
      ),
    },
    {
      key: 'amount',
      title: t('receivables.payments.amount'),
      align: 'right',
      render: (_, one) => <b className="figures nowrap">{format.moneyExact(one.amount)}</b>,
    },
  ];
}

interface FormProps {
  readonly publicId: string;
  readonly open: boolean;
  readonly onClose: () => void;
}

function PaymentForm({ publicId, open, onClose }: FormProps) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { today } = useFormat();
  const digits = minorDigits(useCompany().data?.currency ?? 'CNY');
  const [number, setNumber] = useState('');
  const [paidOn, setPaidOn] = useState(today);
  const [amount, setAmount] = useState<number | null>(null);
  const [receivable, setReceivable] = useState('');
  const record = useAct('POST /api/customers/:publicId/payments');
  const save = async () => {
    const minor = Math.round((amount ?? 0) * 10 ** digits);
    const body = { number: number.trim(), paidOn, amount: minor, receivableNumber: receivable.trim() || null };
    try {
      await record.mutateAsync({ params: { publicId }, body });
      setNumber('');
      setAmount(null);
      setReceivable('');
      onClose();
    } catch (error) {
      void message.error(failureText(error).text);
    }
  };
  return (
    <Modal
      open={open}
      title={t('receivables.payments.record')}
      okText={t('receivables.form.save')}
      cancelText={t('receivables.form.cancel')}
      okButtonProps={{ disabled: number.trim() === '' || (amount ?? 0) <= 0 || paidOn === '' }}
      confirmLoading={record.isPending}
      onOk={() => void save()}
      onCancel={onClose}
      destroyOnHidden
    >
      <label className="choice" htmlFor="payment-amount">
        {t('receivables.payments.amount')}
        <InputNumber<number>
          id="payment-amount"
          style={{ width: '100%' }}
          min={0}
          precision={digits}
          value={amount}
          onChange={setAmount}
        />
      </label>
      <TextField id="payment-number" label={t('receivables.payments.number')} value={number} onChange={setNumber} />
      <label className="choice" htmlFor="payment-day">
        {t('receivables.payments.paidOn')}
        <Input
          id="payment-day"
          type="date"
          max={today}
          value={paidOn}
          onChange={(event) => setPaidOn(event.target.value)}
        />
      </label>
      <TextField
        id="payment-receivable"
        label={t('receivables.payments.receivable')}
        value={receivable}
        onChange={setReceivable}
      />
    </Modal>
  );
}

interface TextFieldProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function TextField({ id, label, value, onChange }: TextFieldProps) {
  return (
    <label className="choice" htmlFor={id}>
      {label}
      <Input id={id} maxLength={WORD_LENGTH_MAX} value={value} onChange={(event) => onChange(event.target.value)} />
    </label>
  );
}
