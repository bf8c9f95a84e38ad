import './edit-customer.css';
import { App, AutoComplete, Button, Drawer, Form, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Body, Refusal } from '../../../client/client.ts';
import type { Customer } from '../../../client/shapes.ts';
import { ask, failureText, useAct, useMayFor, useReply } from '../../server.ts';
import { Conflict } from './edit-conflict.tsx';
import { changedFields, heldOf, PATTERNS, type Particular } from './particulars.ts';
import { TextField, type Values } from './people-form.tsx';

type Wanted = Omit<Body<'PATCH /api/customers/:publicId'>, 'version'>;

/** Who may write for this customer changes its particulars in a drawer beside the page. */
export function EditCustomer({ details }: { details: Customer }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const mayWrite = useMayFor('customers.write', [details.owners.a, details.owners.b]);
  if (!mayWrite) return null;
  const close = () => setOpen(false);
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {t('particulars.edit.button')}
      </Button>
      <Drawer
        open={open}
        onClose={close}
        size={460}
        title={t('particulars.edit.title', { name: details.shortName ?? details.name })}
        destroyOnHidden
      >
        <EditForm details={details} onDone={close} />
      </Drawer>
    </>
  );
}

interface Clash {
  readonly theirs: Customer;
  readonly mine: Wanted;
}

function EditForm({ details, onDone }: { details: Customer; onDone: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  // What was read when the drawer opened: the page behind it may be asked anew meanwhile.
  const [held, setHeld] = useState(details);
  const [clash, setClash] = useState<Clash>();
  const [failure, setFailure] = useState<string>();
  const change = useAct('PATCH /api/customers/:publicId');
  const params = { publicId: details.publicId };

  const send = async (wanted: Wanted, version: number) => {
    try {
      await change.mutateAsync({ params, body: { version, ...wanted } });
      void message.success(t('particulars.edit.saved'));
      onDone();
    } catch (error) {
      if (error instanceof Refusal && error.code === 'changed_meanwhile')
        setClash({ theirs: await ask('GET /api/customers/:publicId', { params }), mine: wanted });
      else setFailure(failureText(error).text);
    }
  };
  const save = (values: Values) => {
    const wanted = changedFields(held, values);
    if (Object.keys(wanted).length === 0) setFailure(t('particulars.edit.nothing'));
    else void send(wanted, held.version);
  };
  const takeTheirs = (theirs: Customer) => {
    setHeld(theirs);
    setClash(undefined);
    form.setFieldsValue(heldOf(theirs));
  };
  if (clash !== undefined) {
    return (
      <Conflict
        {...clash}
        busy={change.isPending}
        onKeepMine={() => void send(clash.mine, clash.theirs.version)}
        onTakeTheirs={() => takeTheirs(clash.theirs)}
      />
    );
  }
  return (
    <Form form={form} layout="vertical" requiredMark={false} initialValues={heldOf(held)} onFinish={save}>
      {failure !== undefined && (
        <p className="form-failure" role="alert">
          {failure}
        </p>
      )}
      <Fields phoneMasked={held.phoneMasked} />
      <p className="edit-buttons">
        <Button onClick={onDone}>{t('particulars.edit.cancel')}</Button>
        <Button type="primary" htmlType="submit" loading={change.isPending}>
          {t('particulars.edit.save')}
        </Button>
      </p>
    </Form>
  );
}

const TEXTS: readonly Particular[] = ['taxNumber', 'address', 'region', 'city', 'country', 'industry'];

function Fields({ phoneMasked }: { phoneMasked: string | null }) {
  const { t } = useTranslation();
  const label = (field: Particular) => t(`particulars.edit.fields.${field}`);
  const phoneHint = phoneMasked === null ? '' : t('particulars.edit.phoneKept', { phone: phoneMasked });
  return (
    <>
      <TextField name="name" label={label('name')} needed={t('particulars.edit.nameNeeded')} />
      <TextField name="shortName" label={label('shortName')} />
      <TextField name="phone" label={label('phone')} hint={phoneHint} />
      {TEXTS.map((field) => (
        <TextField key={field} name={field} label={label(field)} />
      ))}
      <GroupField />
      <TextField name="since" label={label('since')} day />
      <Form.Item name="pattern" label={label('pattern')}>
        <Select
          allowClear
          placeholder={t('particulars.edit.patternUnset')}
          options={PATTERNS.map((value) => ({ value, label: t(`particulars.edit.patterns.${value}`) }))}
        />
      </Form.Item>
      <TextField name="terms" label={label('terms')} />
    </>
  );
}

function GroupField() {
  const { t } = useTranslation();
  const groups = useReply('GET /api/groups');
  const options = groups.data?.items.map(({ name }) => ({ value: name })) ?? [];
  return (
    <Form.Item name="group" label={t('particulars.edit.fields.group')} extra={t('particulars.edit.groupHint')}>
      <AutoComplete options={options} allowClear showSearch={{ filterOption: true }} />
    </Form.Item>
  );
}
