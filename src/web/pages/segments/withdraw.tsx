import { Input, Modal } from 'antd';
import { useContext, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SegmentPage } from '../../../client/shapes.ts';
import { NavigateContext } from '../../../ui/link.tsx';
import { useFormat } from '../../../ui/locale.tsx';
import { paths } from '../../paths.ts';
import { failureText, useAct } from '../../server.ts';

/** Asks why a segment of our own is taken back. */
export function Withdraw({ segment, onClose }: { segment: SegmentPage['segment']; onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const navigate = useContext(NavigateContext);
  const [reason, setReason] = useState('');
  const [failure, setFailure] = useState<string>();
  const withdraw = useAct('POST /api/segments/:key/withdrawal');
  const act = () =>
    withdraw
      .mutateAsync({ params: { key: segment.key }, body: { reason } })
      .then(() => navigate(paths.segments()))
      .catch((error: unknown) => setFailure(failureText(error).text));
  return (
    <Modal
      open
      width={420}
      title={t('segments.withdrawTitle', { name: format.name(segment) })}
      okText={t('segments.withdraw')}
      cancelText={t('segments.cancel')}
      okButtonProps={{ disabled: reason.trim().length < 2 }}
      confirmLoading={withdraw.isPending}
      onOk={() => void act()}
      onCancel={onClose}
    >
      <p className="secondary">{t('segments.withdrawText')}</p>
      {failure !== undefined && (
        <p className="form-failure" role="alert">
          {failure}
        </p>
      )}
      <Input
        aria-label={t('segments.reason')}
        placeholder={t('segments.reason')}
        value={reason}
        maxLength={500}
        onChange={(event) => setReason(event.target.value)}
      />
    </Modal>
  );
}
