import { App, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask, failureText } from '../server.ts';

const PASSWORD_LENGTH_MIN = 12;

interface Wanted {
  readonly current: string;
  readonly next: string;
  readonly repeat: string;
}

/** Changing it ends every other session; the dialog says so when done. */
export function ChangePassword({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [form] = Form.useForm<Wanted>();
  const [busy, setBusy] = useState(false);
  const change = async (wanted: Wanted) => {
    if (wanted.next !== wanted.repeat)
      return form.setFields([{ name: 'repeat', errors: [t('session.change.mismatch')] }]);
    setBusy(true);
    try {
      await ask('PUT /api/session/password', { body: { current: wanted.current, wanted: wanted.next } });
      void message.info(t('session.change.done'));
      onClose();
    } catch (error) {
      form.setFields([{ name: 'current', errors: [failureText(error).text] }]);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      open={open}
      title={t('session.change.title')}
      okText={t('session.change.submit')}
      cancelText={t('session.change.cancel')}
      confirmLoading={busy}
      onCancel={onClose}
      onOk={() => form.submit()}
      destroyOnHidden
      width={400}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        preserve={false}
        onFinish={(wanted) => void change(wanted)}
      >
        <PasswordField
          name="current"
          label={t('session.change.current')}
          required={t('session.change.requiredCurrent')}
          length={1}
        />
        <PasswordField
          name="next"
          label={t('session.change.next')}
          help={t('session.change.nextHelp')}
          required={t('session.change.requiredNext')}
          length={PASSWORD_LENGTH_MIN}
        />
        <PasswordField
          name="repeat"
          label={t('session.change.repeat')}
          required={t('session.change.mismatch')}
          length={1}
        />
      </Form>
    </Modal>
  );
}

function PasswordField(props: { name: keyof Wanted; label: string; required: string; length: number; help?: string }) {
  return (
    <Form.Item
      name={props.name}
      label={props.label}
      extra={props.help}
      rules={[{ required: true, min: props.length, message: props.required }]}
    >
      <Input.Password autoComplete={props.name === 'current' ? 'current-password' : 'new-password'} />
    </Form.Item>
  );
}
