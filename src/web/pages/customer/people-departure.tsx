import { AutoComplete, Form } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ContactRow } from '../../../client/shapes.ts';
import { useFormat } from '../../../ui/locale.tsx';
import { useAct } from '../../server.ts';
import { CustomerSelect } from './customer-select.tsx';
import { FormModal, givenText, TextField, textOf, type Values } from './people-form.tsx';

const ID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;

interface DepartureProps {
  readonly publicId: string;
  readonly contact: ContactRow;
  readonly others: readonly ContactRow[];
  readonly onClose: () => void;
}

/** Somebody left: who has the post now, and where did they go. Both may stay open. */
export function Departure({ publicId, contact, others, onClose }: DepartureProps) {
  const { t } = useTranslation();
  const { today } = useFormat();
  const leave = useAct('POST /api/customers/:publicId/contacts/:id/departure');
  const present = others.filter(({ id, leftAt }) => id !== contact.id && leftAt === null);
  const save = (values: Values) =>
    leave.mutateAsync({ params: { publicId, id: contact.id }, body: bodyOf(values, present) });
  return (
    <FormModal
      title={t('people.departure.title', { name: contact.name })}
      okText={t('people.departure.save')}
      initial={{ leftOn: today }}
      onClose={onClose}
      onSave={save}
    >
      <TextField name="leftOn" label={t('people.departure.leftOn')} day />
      <Form.Item name="successor" label={t('people.departure.successor')}>
        <AutoComplete
          placeholder={t('people.departure.successorHint')}
          options={present.map(({ name }) => ({ value: name }))}
        />
      </Form.Item>
      <Form.Item name="newCompany" label={t('people.departure.newCompany')}>
        <CustomerSelect except={publicId} free placeholder={t('people.departure.newCompanyHint')} />
      </Form.Item>
      <TextField name="newPost" label={t('people.departure.newPost')} />
      <p className="caption">{t('people.departure.text')}</p>
    </FormModal>
  );
}

function bodyOf(values: Values, present: readonly ContactRow[]) {
  const leftOn = givenText(values, 'leftOn');
  const successor = textOf(values, 'successor');
  const company = textOf(values, 'newCompany');
  const post = givenText(values, 'newPost');
  const known = present.find(({ name }) => name === successor);
  const next = successor === null ? null : known === undefined ? { name: successor } : { id: known.id };
  const place = company === null ? null : ID.test(company) ? { publicId: company } : { name: company };
  return {
    ...(leftOn === undefined ? {} : { leftOn }),
    ...(next === null ? {} : { successor: next }),
    ...(place === null ? {} : { newCompany: { ...place, ...(post === undefined ? {} : { post }) } }),
  };
}
