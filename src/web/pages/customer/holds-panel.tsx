import { App, Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HoldRow } from '../../../client/shapes.ts';
import { useFormat } from '../../../ui/locale.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { failureText, useAct, useMay, useReply } from '../../server.ts';

const REASON_LENGTH_MAX = 500;

/** When we stopped delivering and why; one of credit control stops it here. */
export function HoldsPanel({ publicId }: { publicId: string }) {
  const { t } = useTranslation();
  const [setting, setSetting] = useState(false);
  const holds = useReply('GET /api/customers/:publicId/credit-holds', { params: { publicId } });
  const items = holds.data?.items ?? [];
  const maySet =
    useMay('receivables.write') && holds.data !== undefined && items.every((hold) => hold.liftedAt !== null);
  return (
    <Panel
      title={t('receivables.hold.title')}
      extra={maySet && <Button onClick={() => setSetting(true)}>{t('receivables.hold.set')}</Button>}
    >
      {holds.data !== undefined && items.length === 0 && <p className="secondary">{t('receivables.hold.none')}</p>}
      <ul className="term-list">
        {items.map((hold) => (
          <HoldLine key={hold.id} hold={hold} />
        ))}
      </ul>
      {maySet && <HoldForm publicId={publicId} lift={null} open={setting} onClose={() => setSetting(false)} />}
    </Panel>
  );
}

function HoldLine({ hold }: { hold: HoldRow }) {
  const { t } = useTranslation();
  const format = useFormat();
  const said = (person: { name: string } | null, at: string) => ({
    name: person?.name ?? t('receivables.hold.system'),
    day: format.date(format.dayOf(at)),
  });
  return (
    <li>
      <p>{hold.reason}</p>
      <p className="caption">
        {t('receivables.hold.setBy', said(hold.setBy, hold.setAt))}
        {hold.liftedAt !== null &&
          ` · ${t('receivables.hold.liftedBy', { ...said(hold.liftedBy, hold.liftedAt), reason: hold.liftReason ?? '' })}`}
      </p>
    </li>
  );
}

interface HoldFormProps {
  readonly publicId: string;
  /** The hold to lift; null sets one. */
  readonly lift: string | null;
  readonly open: boolean;
  readonly onClose: () => void;
}

/** Stops deliveries, or lets them go on; both with a reason. */
export function HoldForm({ publicId, lift, open, onClose }: HoldFormProps) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [reason, setReason] = useState('');
  const begin = useAct('POST /api/customers/:publicId/credit-holds');
  const end = useAct('POST /api/customers/:publicId/credit-holds/:id/liftings');
  const save = async () => {
    const body = { reason: reason.trim() };
    try {
      if (lift === null) await begin.mutateAsync({ params: { publicId }, body });
      else await end.mutateAsync({ params: { publicId, id: lift }, body });
      setReason('');
      onClose();
    } catch (error) {
      void message.error(failureText(error).text);
    }
  };
  return (
    <Modal
      open={open}
      title={lift === null ? t('receivables.hold.set') : t('receivables.hold.lift')}
      okText={t('receivables.form.save')}
      cancelText={t('receivables.form.cancel')}
      okButtonProps={{ disabled: reason.trim() === '' }}
      confirmLoading={begin.isPending || end.isPending}
      onOk={() => void save()}
      onCancel={onClose}
      destroyOnHidden
    >
      <label className="choice" htmlFor="hold-reason">
        {t('receivables.hold.reason')}
        <Input.TextArea
          id="hold-reason"
          rows={2}
          maxLength={REASON_LENGTH_MAX}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </label>
    </Modal>
  );
}
