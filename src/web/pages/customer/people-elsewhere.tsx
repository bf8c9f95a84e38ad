import { Button, Form, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContactRow } from '../../../client/shapes.ts';
import { useAct } from '../../server.ts';
import { CustomerSelect } from './customer-select.tsx';
import { FormModal, TextField, textOf, type Values } from './people-form.tsx';

const ROLES = ['decider', 'buyer', 'payer', 'user', 'influencer'] as const;

/** The same person at another customer of ours: one person, one more post. */
export function WorksElsewhere({ publicId, contact }: { publicId: string; contact: ContactRow }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const add = useAct('POST /api/customers/:publicId/posts');
  const save = (values: Values) => {
    const role = ROLES.find((one) => one === values['role']) ?? null;
    const post = { post: textOf(values, 'post'), role, fromOn: textOf(values, 'fromOn') };
    const params = { publicId: textOf(values, 'customer') ?? '' };
    return add.mutateAsync({ params, body: { personId: contact.personId, ...post } });
  };
  return (
    <>
      <Button type="link" size="small" onClick={() => setOpen(true)}>
        {t('particulars.post.button')}
      </Button>
      {open && (
        <FormModal
          title={t('particulars.post.title', { name: contact.name })}
          onClose={() => setOpen(false)}
          onSave={save}
        >
          <Form.Item
            name="customer"
            label={t('particulars.post.customer')}
            rules={[{ required: true, message: t('particulars.post.customerNeeded') }]}
          >
            <CustomerSelect except={publicId} />
          </Form.Item>
          <TextField name="post" label={t('particulars.post.post')} />
          <Form.Item name="role" label={t('particulars.post.role')}>
            <Select allowClear options={ROLES.map((value) => ({ value, label: t(`people.lanes.${value}.title`) }))} />
          </Form.Item>
          <TextField name="fromOn" label={t('particulars.post.fromOn')} day />
          <p className="caption">{t('particulars.post.text')}</p>
        </FormModal>
      )}
    </>
  );
}
