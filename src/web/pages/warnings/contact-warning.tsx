import { App, Button, Popover, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WarningCase } from '../../../client/shapes.ts';
import { failureText, useAct, useMayFor } from '../../server.ts';

const REASONS = [
  'price',
  'stock_full',
  'project_gap',
  'cash',
  'competitor',
  'complaint',
  'no_answer',
  'other',
] as const;
const CHANNELS = ['phone', 'wecom', 'visit'] as const;

type Channel = (typeof CHANNELS)[number];

/** 已联系: one tap opens the reasons, the second saves; it is also the contact record, so nothing is asked twice. */
export function ContactWarning({ warning, kind }: { warning: WarningCase; kind: 'primary' | 'default' | 'link' }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  if (!useMayFor('warnings.handle', [warning.owner]) || warning.contact !== null || warning.ended !== null) return null;
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      open={open}
      onOpenChange={setOpen}
      destroyOnHidden
      content={<Reasons warning={warning} onDone={() => setOpen(false)} />}
    >
      <Button type={kind} size="small" aria-haspopup="dialog">
        {t('warnings.contacted')}
      </Button>
    </Popover>
  );
}

function Reasons({ warning, onDone }: { warning: WarningCase; onDone: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [channel, setChannel] = useState<Channel>('phone');
  const contact = useAct('POST /api/customers/:publicId/warnings/:id/contacts');
  const save = async (reason: (typeof REASONS)[number]) => {
    try {
      await contact.mutateAsync({
        params: { publicId: warning.customer.publicId, id: warning.id },
        body: { reason, channel },
      });
      onDone();
    } catch (error) {
      void message.error(failureText(error).text);
    }
  };
  return (
    <div className="reasons" role="dialog" aria-label={t('warnings.contactTitle')}>
      <Segmented<Channel>
        size="small"
        aria-label={t('warnings.channelLabel')}
        value={channel}
        options={CHANNELS.map((value) => ({ value, label: t(`warnings.channels.${value}`) }))}
        onChange={setChannel}
      />
      <p className="caption">{t('warnings.contactTitle')}</p>
      <div className="reason-grid">
        {REASONS.map((reason) => (
          <Button key={reason} size="small" disabled={contact.isPending} onClick={() => void save(reason)}>
            {t(`warnings.reasons.${reason}`)}
          </Button>
        ))}
      </div>
    </div>
  );
}
