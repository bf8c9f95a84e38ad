import { App, Input, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { failureText } from '../../server.ts';

const WHY_LENGTH_MAX = 2_000;

interface SayWhyProps {
  readonly title: string;
  readonly hint: string;
  /** What else is asked, above the sentence. */
  readonly children?: ReactNode;
  readonly onSave: (why: string) => Promise<unknown>;
  readonly onClose: () => void;
}

/** An act that needs a sentence: what shows it, or why. */
export function SayWhy({ title, hint, children, onSave, onClose }: SayWhyProps) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [why, setWhy] = useState('');
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      await onSave(why.trim());
      onClose();
    } catch (error) {
      void message.error(failureText(error).text);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      title={title}
      okText={t('needs.acts.save')}
      cancelText={t('needs.acts.cancel')}
      okButtonProps={{ disabled: why.trim() === '' }}
      confirmLoading={busy}
      onOk={() => void save()}
      onCancel={onClose}
      width={440}
    >
      <div className="say-why">
        {children}
        <Input.TextArea
          aria-label={hint}
          placeholder={hint}
          rows={2}
          maxLength={WHY_LENGTH_MAX}
          value={why}
          onChange={(event) => setWhy(event.target.value)}
        />
      </div>
    </Modal>
  );
}
