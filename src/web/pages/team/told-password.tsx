import { Button, Modal } from 'antd';
import { useTranslation } from 'react-i18next';

/** A generated password and whose it is. */
export interface Told {
  readonly name: string;
  readonly password: string;
}

/** The server keeps no copy: this dialog is the only time it can be read. */
export function ToldPassword({ told, onClose }: { told: Told | undefined; onClose: () => void }) {
  const { t } = useTranslation();
  const close = (
    <Button type="primary" onClick={onClose}>
      {t('team.password.close')}
    </Button>
  );
  return (
    <Modal
      open={told !== undefined}
      title={t('team.password.title', { name: told?.name ?? '' })}
      footer={close}
      closable={false}
      mask={{ closable: false }}
      width={400}
    >
      <p className="told-password">
        <code>{told?.password}</code>
      </p>
      <p className="secondary">{t('team.password.text')}</p>
    </Modal>
  );
}
