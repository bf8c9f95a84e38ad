import { App, Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { failureText, useAct } from '../../server.ts';

const REASON_LENGTH_MAX = 200;

/** Told apart for good: the group is not proposed again. */
export function DismissGroup({ groupId }: { groupId: string }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const dismiss = useAct('POST /api/duplicates/:id/dismissal');
  const save = async () => {
    try {
      await dismiss.mutateAsync({ params: { id: groupId }, body: { reason } });
      void message.success(t('duplicates.dismissed'));
      setOpen(false);
    } catch (error) {
      void message.error(failureText(error).text);
    }
  };
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {t('duplicates.dismiss')}
      </Button>
      <Modal
        open={open}
        title={t('duplicates.dismissTitle')}
        okText={t('duplicates.dismissSave')}
        cancelText={t('duplicates.cancel')}
        confirmLoading={dismiss.isPending}
        onOk={() => void save()}
        onCancel={() => setOpen(false)}
        width={440}
      >
        <p className="secondary">{t('duplicates.dismissText')}</p>
        <label className="choice" htmlFor={`dismiss-${groupId}`}>
          {t('duplicates.dismissReason')}
          <Input
            id={`dismiss-${groupId}`}
            maxLength={REASON_LENGTH_MAX}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </label>
      </Modal>
    </>
  );
}
