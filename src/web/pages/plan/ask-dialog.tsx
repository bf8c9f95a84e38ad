import { App, DatePicker, Input, Modal, Segmented } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '../../../ui/format.ts';
import { useFormat } from '../../../ui/locale.tsx';
import { failureText, useAct } from '../../server.ts';
import { useBench } from './bench.ts';
import type { PlanState } from './plan-state.ts';

const REASON_LENGTH_MAX = 500;

/** Asks that this version comes into force: at once or at a time, with what the dry run said and who has to agree. */
export function AskDialog({ opened, versions, dryRun, onClose }: PlanState & { onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [reason, setReason] = useState(opened.reason);
  const [at, setAt] = useState<Dayjs | null>(null);
  const [isLater, setLater] = useState(false);
  const ask = useAct('POST /api/plan-requests');
  const needsSecond = versions.approval === 'two_persons';
  const act = async () => {
    const when = isLater && at !== null ? { at: at.toISOString() } : {};
    try {
      await ask.mutateAsync({ body: { version: opened.version, reason: reason.trim(), ...when } });
      onClose();
    } catch (error) {
      void message.error(failureText(error).text);
    }
  };
  return (
    <Modal
      open
      title={t('plan.ask.title', { version: opened.version })}
      okText={needsSecond ? t('plan.ask.submit') : t('plan.ask.activate')}
      cancelText={t('plan.cancel')}
      okButtonProps={{ disabled: reason.trim() === '' || (isLater && at === null) }}
      confirmLoading={ask.isPending}
      onOk={() => void act()}
      onCancel={onClose}
    >
      <p className="secondary">{needsSecond ? t('plan.ask.second') : t('plan.ask.effect')}</p>
      <TrialNote result={dryRun.result} triedText={dryRun.triedText} />
      <div className="ask-when">
        <Segmented<string>
          value={isLater ? 'later' : 'now'}
          options={[
            { value: 'now', label: t('plan.ask.now') },
            { value: 'later', label: t('plan.ask.later') },
          ]}
          onChange={(chosen) => setLater(chosen === 'later')}
        />
        {isLater && (
          <DatePicker
            showTime={{ format: 'HH:mm' }}
            format="YYYY-MM-DD HH:mm"
            aria-label={t('plan.ask.when')}
            placeholder={t('plan.ask.when')}
            value={at}
            minDate={dayjs()}
            onChange={(chosen) => setAt(chosen === null ? null : dayjs(chosen))}
          />
        )}
      </div>
      <label htmlFor="plan-ask-reason">{t('plan.reason')}</label>
      <Input.TextArea
        id="plan-ask-reason"
        rows={2}
        maxLength={REASON_LENGTH_MAX}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </Modal>
  );
}

function TrialNote({ result, triedText }: Pick<PlanState['dryRun'], 'result' | 'triedText'>) {
  const { t } = useTranslation();
  const format = useFormat();
  const { text } = useBench();
  if (result === null || triedText !== text) return <p className="plan-note">{t('plan.ask.untried')}</p>;
  return (
    <p className="plan-note">
      {t('plan.ask.tried', {
        day: format.date(result.asOf),
        customers: formatNumber(result.counts.customers),
        warnings: formatNumber(result.warningsRaised),
      })}
    </p>
  );
}
