import { Form, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ContactRow } from '../../../client/shapes.ts';
import { useAct } from '../../server.ts';
import { FormModal, TextField, textOf, type Values } from './people-form.tsx';

const ROLES = ['decider', 'buyer', 'payer', 'user', 'influencer'] as const;
const ATTITUDES = ['supporter', 'neutral', 'critic'] as const;
const CHANNELS = ['phone', 'wecom', 'visit', 'email', 'sms', 'portal'] as const;

/** A new contact, or one as it is now; the phone is only written, never shown here. */
export function EditPerson(props: { publicId: string; contact?: ContactRow; onClose: () => void }) {
  const { publicId, contact, onClose } = props;
  const { t } = useTranslation();
  const add = useAct('POST /api/customers/:publicId/contacts');
  const change = useAct('PATCH /api/customers/:publicId/contacts/:id');
  const save = (values: Values) => {
    const body = { ...fieldsOf(values), name: textOf(values, 'name') ?? '' };
    return contact === undefined
      ? add.mutateAsync({ params: { publicId }, body })
      : change.mutateAsync({ params: { publicId, id: contact.id }, body });
  };
  const title = contact === undefined ? t('people.form.add') : t('people.form.edit', { name: contact.name });
  return (
    <FormModal title={title} initial={contact === undefined ? {} : initialOf(contact)} onClose={onClose} onSave={save}>
      <TextField name="name" label={t('people.form.name')} needed={t('people.form.nameNeeded')} />
      <TextField name="post" label={t('people.form.post')} />
      <Choices />
      <TextField
        name="phone"
        label={t('people.form.phone')}
        hint={contact?.phoneMasked == null ? '' : t('people.form.phoneKept')}
      />
      <TextField name="wecom" label={t('people.form.wecom')} />
      <TextField name="email" label={t('people.form.email')} />
      <TextField name="birthday" label={t('people.form.birthday')} day />
      <TextField name="fromOn" label={t('people.form.fromOn')} day />
      <p className="caption">{t('people.form.everywhere')}</p>
    </FormModal>
  );
}

function Choices() {
  const { t } = useTranslation();
  const roles = ROLES.map((value) => ({ value, label: t(`people.lanes.${value}.title`) }));
  const attitudes = ATTITUDES.map((value) => ({ value, label: t(`people.attitudes.${value}`) }));
  const channels = CHANNELS.map((value) => ({ value, label: t(`people.channels.${value}`) }));
  return (
    <>
      <Form.Item name="role" label={t('people.form.role')}>
        <Select options={roles} allowClear />
      </Form.Item>
      <Form.Item name="attitude" label={t('people.form.attitude')}>
        <Select options={attitudes} allowClear />
      </Form.Item>
      <Form.Item name="preferredChannel" label={t('people.form.channel')}>
        <Select options={channels} allowClear />
      </Form.Item>
    </>
  );
}

function initialOf(contact: ContactRow): Values {
  const { name, post, role, wecom, email, birthday, fromOn, attitude, preferredChannel } = contact;
  return { name, post, role, wecom, email, birthday, fromOn, attitude, preferredChannel };
}

function fieldsOf(values: Values) {
  const phone = textOf(values, 'phone');
  return {
    post: textOf(values, 'post'),
    role: ROLES.find((role) => role === values['role']) ?? null,
    attitude: ATTITUDES.find((attitude) => attitude === values['attitude']) ?? null,
    preferredChannel: CHANNELS.find((channel) => channel === values['preferredChannel']) ?? null,
    wecom: textOf(values, 'wecom'),
    email: textOf(values, 'email'),
    birthday: textOf(values, 'birthday'),
    fromOn: textOf(values, 'fromOn'),
    ...(phone === null ? {} : { phone }),
  };
}
