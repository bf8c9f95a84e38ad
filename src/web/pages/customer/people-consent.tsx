import { Form, Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ContactRow } from '../../../client/shapes.ts';
import { useAct } from '../../server.ts';
import { FormModal, TextField, textOf, type Values } from './people-form.tsx';

const CHANNELS = ['phone', 'wecom', 'email', 'sms'] as const;

/** What somebody said about one channel, and where. */
export function ConsentForm(props: { publicId: string; contact: ContactRow; onClose: () => void }) {
  const { publicId, contact, onClose } = props;
  const { t } = useTranslation();
  const keep = useAct('POST /api/customers/:publicId/contacts/:id/consents');
  const save = (values: Values) => {
    const channel = CHANNELS.find((one) => one === values['channel']) ?? 'phone';
    const body = { channel, given: values['given'] === 'yes', source: textOf(values, 'source') ?? '' };
    return keep.mutateAsync({ params: { publicId, id: contact.id }, body });
  };
  return (
    <FormModal
      title={t('people.consentTitle', { name: contact.name })}
      initial={{ channel: 'phone', given: 'yes' }}
      onClose={onClose}
      onSave={save}
    >
      <p className="secondary">{t('people.consentText')}</p>
      <Form.Item name="channel" label={t('people.form.channel')}>
        <Select options={CHANNELS.map((value) => ({ value, label: t(`customer.consents.${value}`) }))} />
      </Form.Item>
      <Form.Item name="given" label={t('people.consent')}>
        <Radio.Group
          options={[
            { value: 'yes', label: t('people.consentGiven') },
            { value: 'no', label: t('people.consentRefused') },
          ]}
        />
      </Form.Item>
      <TextField name="source" label={t('people.consentSource')} needed={t('people.consentNeeded')} />
    </FormModal>
  );
}
