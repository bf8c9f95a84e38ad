import { App, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReceivableRow } from '../../../client/shapes.ts';
import { useFormat } from '../../../ui/locale.tsx';
import { failureText, useAct } from '../../server.ts';

const REASON_LENGTH_MAX = 500;

interface DisputeFormProps {
  readonly publicId: string;
  /** Whose dispute begins, or ends where it is disputed; null closes the form. */
  readonly receivable: ReceivableRow | null;
  readonly onClose: () => void;
}

/** Says that an invoice is disputed and why, or that this is over. */
export function DisputeForm({ publicId, receivable, onClose }: DisputeFormProps) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { today } = useFormat();
  const [reason, setReason] = useState('');
  const begin = useAct('POST /api/customers/:publicId/receivables/:id/disputes');
  const end = useAct('DELETE /api/customers/:publicId/receivables/:id/disputes');
  const isEnding = receivable?.disputedSince != null;
  const save = async () => {
    if (receivable === null) return;
    const params = { publicId, id: receivable.id };
    try {
      if (isEnding) await end.mutateAsync({ params });
      else await begin.mutateAsync({ params, body: { since: today, reason: reason.trim() } });
      setReason('');
      onClose();
    } catch (error) {
      void message.error(failureText(error).text);
    }
  };
  return (
    <Modal
      open={receivable !== null}
      title={`${isEnding ? t('receivables.list.endDispute') : t('receivables.list.dispute')} ${receivable?.number ?? ''}`}
      okText={t('receivables.form.save')}
      cancelText={t('receivables.form.cancel')}
      okButtonProps={{ disabled: !isEnding && reason.trim() === '' }}
      confirmLoading={begin.isPending || end.isPending}
      onOk={() => void save()}
      onCancel={onClose}
      destroyOnHidden
    >
      {isEnding ? (
        <p>{receivable?.disputeReason}</p>
      ) : (
        <label className="choice" htmlFor="dispute-reason">
          {t('receivables.terms.reason')}
          <Input.TextArea
            id="dispute-reason"
            rows={2}
            maxLength={REASON_LENGTH_MAX}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </label>
      )}
    </Modal>
  );
}
