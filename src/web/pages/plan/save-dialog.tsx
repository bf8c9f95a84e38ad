import { App, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Refusal } from '../../../client/client.ts';
import { useAddress } from '../../address.ts';
import { failureText, useAct } from '../../server.ts';
import { useBench } from './bench.ts';
import type { PlanState } from './plan-state.ts';

const REASON_LENGTH_MAX = 500;
const BASE_STALE = 'plan_base_stale';

/** Keeps the text as the next version, with why. */
export function SaveDialog({ opened, versions, discard, onClose }: PlanState & { onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { set } = useAddress();
  const { text } = useBench();
  const [reason, setReason] = useState('');
  const [newer, setNewer] = useState<string>();
  const save = useAct('POST /api/plan-versions');
  const next = (versions.newest ?? 0) + 1;
  const act = async () => {
    // Whoever was told of a newer version, and saves again, has seen it.
    const newestSeen = versions.newest ?? opened.version;
    try {
      const body = { text, reason: reason.trim(), basedOn: opened.version, newestSeen };
      const { version } = await save.mutateAsync({ body });
      discard();
      set({ version: String(version) });
      onClose();
    } catch (error) {
      if (error instanceof Refusal && error.code === BASE_STALE) setNewer(error.message);
      else void message.error(failureText(error).text);
    }
  };
  return (
    <Modal
      open
      title={t('plan.save.title', { version: next })}
      okText={t('plan.save.save')}
      cancelText={t('plan.cancel')}
      okButtonProps={{ disabled: reason.trim() === '' }}
      confirmLoading={save.isPending}
      onOk={() => void act()}
      onCancel={onClose}
    >
      {newer !== undefined && <p className="plan-note">{newer}</p>}
      <label htmlFor="plan-reason">{t('plan.reason')}</label>
      <Input.TextArea
        id="plan-reason"
        autoFocus
        rows={2}
        maxLength={REASON_LENGTH_MAX}
        placeholder={t('plan.save.why')}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <p className="caption dialog-hint">{t('plan.save.hint')}</p>
    </Modal>
  );
}
