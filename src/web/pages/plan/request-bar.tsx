import { App, Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlanRequest } from '../../../client/shapes.ts';
import { Icon } from '../../../ui/icons.tsx';
import { useFormat } from '../../../ui/locale.tsx';
import { failureText, useAct, useMay } from '../../server.ts';

const REASON_LENGTH_MAX = 500;

/** Who asked that this version comes into force, what it waits for, and what may be answered. */
export function RequestBar({ request }: { request: PlanRequest | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (request === null || request.state === 'activated') return null;
  const { state, askedBy, askedAt, at, reason, approval, ending } = request;
  const isOpen = state === 'awaiting_approval' || state === 'scheduled';
  return (
    <section className="request-bar" aria-label={t('plan.request.label')}>
      <Icon name={isOpen ? 'clock' : 'alert'} size={16} />
      <div className="request-words">
        <b>{t(`plan.request.states.${state}`)}</b>{' '}
        {at !== null && isOpen && t('plan.request.at', { at: format.instant(at) })}
        <p className="secondary">
          {t('plan.request.asked', { name: askedBy?.name ?? t('plan.program'), age: format.age(askedAt), reason })}
          {approval !== null && t('plan.request.approved', { name: approval.by?.name ?? t('plan.program') })}
          {ending !== null && ending.reason !== '' && t('plan.request.ended', { reason: ending.reason })}
        </p>
      </div>
      {isOpen && <Answers request={request} />}
    </section>
  );
}

function Answers({ request }: { request: PlanRequest }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [saying, setSaying] = useState<'refusal' | 'withdrawal'>();
  const approve = useAct('POST /api/plan-requests/:id/approval');
  const mayApprove = useMay('plan.approve');
  const mayWithdraw = useMay('plan.activate');
  const params = { id: request.id };
  const agree = () =>
    approve.mutateAsync({ params, body: {} }).catch((error) => message.error(failureText(error).text));
  const awaits = request.state === 'awaiting_approval';
  return (
    <div className="request-acts">
      {mayWithdraw && (
        <Button size="small" onClick={() => setSaying('withdrawal')}>
          {t('plan.request.withdraw')}
        </Button>
      )}
      {mayApprove && awaits && (
        <Button size="small" onClick={() => setSaying('refusal')}>
          {t('plan.request.refuse')}
        </Button>
      )}
      {mayApprove && awaits && request.mayApprove && (
        <Button size="small" type="primary" loading={approve.isPending} onClick={() => void agree()}>
          {t('plan.request.approve')}
        </Button>
      )}
      {awaits && mayApprove && !request.mayApprove && <span className="caption">{t('plan.request.own')}</span>}
      {saying !== undefined && <SayWhy id={request.id} kind={saying} onClose={() => setSaying(undefined)} />}
    </div>
  );
}

function SayWhy({ id, kind, onClose }: { id: string; kind: 'refusal' | 'withdrawal'; onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [reason, setReason] = useState('');
  const refuse = useAct('POST /api/plan-requests/:id/refusal');
  const withdraw = useAct('POST /api/plan-requests/:id/withdrawal');
  const act = kind === 'refusal' ? refuse : withdraw;
  const title = kind === 'refusal' ? t('plan.request.refuse') : t('plan.request.withdraw');
  const save = async () => {
    try {
      await act.mutateAsync({ params: { id }, body: { reason: reason.trim() } });
      onClose();
    } catch (error) {
      void message.error(failureText(error).text);
    }
  };
  return (
    <Modal
      open
      title={title}
      okText={title}
      cancelText={t('plan.cancel')}
      okButtonProps={{ disabled: reason.trim() === '' }}
      confirmLoading={act.isPending}
      onOk={() => void save()}
      onCancel={onClose}
    >
      <label htmlFor="plan-answer-reason">{t('plan.reason')}</label>
      <Input.TextArea
        id="plan-answer-reason"
        autoFocus
        rows={2}
        maxLength={REASON_LENGTH_MAX}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </Modal>
  );
}
