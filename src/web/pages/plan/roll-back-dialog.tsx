import { App, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlanVersionList, PlanVersionRow } from '../../../client/shapes.ts';
import { useAddress } from '../../address.ts';
import { failureText, useAct } from '../../server.ts';

const REASON_LENGTH_MAX = 500;

/** Puts an earlier version back in force; without a choice, the one before. */
export function RollBackDialog({ versions, onClose }: { versions: PlanVersionList; onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { set } = useAddress();
  const earlier = versions.items.filter(({ state }) => state === 'replaced');
  const [version, setVersion] = useState(earlier[0]?.version);
  const [reason, setReason] = useState('');
  const rollBack = useAct('POST /api/plan-rollbacks');
  const act = async () => {
    const wish = version === undefined ? {} : { version };
    try {
      await rollBack.mutateAsync({ body: { reason: reason.trim(), ...wish } });
      set({ version: undefined });
      onClose();
    } catch (error) {
      void message.error(failureText(error).text);
    }
  };
  const options = earlier.map((each) => ({ value: each.version, label: t('plan.rollBack.option', optionOf(each)) }));
  return (
    <Modal
      open
      title={t('plan.rollBack.title')}
      okText={t('plan.rollBack.act')}
      cancelText={t('plan.cancel')}
      okButtonProps={{ disabled: reason.trim() === '' || version === undefined }}
      confirmLoading={rollBack.isPending}
      onOk={() => void act()}
      onCancel={onClose}
    >
      <p className="secondary">{t('plan.rollBack.effect')}</p>
      <label htmlFor="plan-back-to">{t('plan.rollBack.to')}</label>
      <Select
        id="plan-back-to"
        className="dialog-select"
        value={version ?? null}
        options={options}
        onChange={(chosen) => setVersion(chosen ?? undefined)}
      />
      <label htmlFor="plan-back-reason">{t('plan.reason')}</label>
      <Input.TextArea
        id="plan-back-reason"
        rows={2}
        maxLength={REASON_LENGTH_MAX}
        placeholder={t('plan.rollBack.why')}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </Modal>
  );
}

function optionOf({ version, name, reason }: PlanVersionRow): { version: number; name: string; reason: string } {
  return { version, name, reason };
}
