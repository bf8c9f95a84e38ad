import { Form, Input, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { failureText } from '../../server.ts';

/** What a form holds: texts, choices, nothing; every field may be left empty. */
export type Values = Record<string, string | number | null | undefined>;

interface FormModalProps {
  readonly title: string;
  readonly okText?: string;
  readonly initial?: Values;
  readonly onClose: () => void;
  /** Throws the server's refusal, which is then shown above the fields. */
  readonly onSave: (values: Values) => Promise<unknown>;
  readonly children: ReactNode;
}

/** A small form over the page: one purpose, one primary button, what went wrong above the fields. */
export function FormModal({ title, okText, initial, onClose, onSave, children }: FormModalProps) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Values>();
  const [failure, setFailure] = useState<string>();
  const [busy, setBusy] = useState(false);
  const save = async (values: Values) => {
    setBusy(true);
    try {
      await onSave(values);
      onClose();
    } catch (error) {
      setFailure(failureText(error).text);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      title={title}
      okText={okText ?? t('people.save')}
      cancelText={t('people.cancel')}
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={onClose}
      width={420}
    >
      {failure !== undefined && (
        <p className="form-failure" role="alert">
          {failure}
        </p>
      )}
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={initial ?? {}}
        onFinish={(values) => void save(values)}
      >
        {children}
      </Form>
    </Modal>
  );
}

/** One line of text or a day of the calendar. */
export function TextField(props: {
  readonly name: string;
  readonly label: string;
  readonly day?: boolean;
  readonly needed?: string;
  readonly hint?: string;
}) {
  const { name, label, day = false, needed, hint } = props;
  const rules = needed === undefined ? [] : [{ required: true, message: needed }];
  return (
    <Form.Item name={name} label={label} rules={rules}>
      <Input autoComplete="off" type={day ? 'date' : 'text'} placeholder={hint} />
    </Form.Item>
  );
}

/** What was written, trimmed; an empty field takes the value away. */
export function textOf(values: Values, name: string): string | null {
  const value = values[name];
  const text = value === undefined || value === null ? '' : String(value).trim();
  return text === '' ? null : text;
}

/** The same as something that need not be said at all. */
export function givenText(values: Values, name: string): string | undefined {
  return textOf(values, name) ?? undefined;
}
