import { App, Input, Modal, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Profile } from '../../../client/shapes.ts';
import { failureText, useAct } from '../../server.ts';

const CHANNELS = ['phone', 'wecom', 'visit', 'email', 'meeting'] as const;
const OUTCOMES = ['talked', 'price_asked', 'delivery_pressed', 'complained', 'small_talk', 'no_answer'] as const;
const SUMMARY_LENGTH_MAX = 500;

type Channel = (typeof CHANNELS)[number];
type Outcome = (typeof OUTCOMES)[number];

/** Fifteen seconds: how, what about, and a sentence for whoever wants to. Only the outcome is asked. */
export function RecordContact({ profile, open, onClose }: { profile: Profile; open: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [channel, setChannel] = useState<Channel>('phone');
  const [outcome, setOutcome] = useState<Outcome>('talked');
  const [summary, setSummary] = useState('');
  const record = useAct('POST /api/customers/:publicId/interactions');
  const save = async () => {
    const body = {
      channel,
      direction: 'out' as const,
      twoWay: outcome !== 'no_answer',
      outcome,
      summary: summary.trim(),
    };
    try {
      await record.mutateAsync({ params: { publicId: profile.customer.publicId }, body });
      setSummary('');
      onClose();
    } catch (error) {
      void message.error(failureText(error).text);
    }
  };
  return (
    <Modal
      open={open}
      title={t('customer.contact.title', { name: profile.customer.shortName ?? profile.customer.name })}
      okText={t('customer.contact.save')}
      cancelText={t('customer.contact.cancel')}
      confirmLoading={record.isPending}
      onOk={() => void save()}
      onCancel={onClose}
      destroyOnHidden
      width={520}
    >
      <fieldset className="choice">
        <legend>{t('customer.contact.channel')}</legend>
        <Segmented<Channel>
          value={channel}
          options={CHANNELS.map((value) => ({ value, label: t(`customer.channels.${value}`) }))}
          onChange={setChannel}
        />
      </fieldset>
      <fieldset className="choice">
        <legend>{t('customer.contact.outcome')}</legend>
        <Segmented<Outcome>
          value={outcome}
          options={OUTCOMES.map((value) => ({ value, label: t(`customer.contact.outcomes.${value}`) }))}
          onChange={setOutcome}
        />
      </fieldset>
      <label className="choice" htmlFor="contact-summary">
        {t('customer.contact.summary')}
        <Input.TextArea
          id="contact-summary"
          rows={2}
          maxLength={SUMMARY_LENGTH_MAX}
          placeholder={t('customer.contact.summaryHint')}
          value={summary}
          onChange={(event) => setSummary(event.target.value)}
        />
      </label>
    </Modal>
  );
}
