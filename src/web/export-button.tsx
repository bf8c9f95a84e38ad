import { Button, Input, Modal } from 'antd';
import i18next from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Body, download } from '../client/client.ts';
import { Icon } from '../ui/icons.tsx';
import { failureText, useMay } from './server.ts';

type Wanted = Omit<Body<'POST /api/customer-exports'>, 'reason' | 'format'>;

const REASON_LENGTH_MIN = 2;
const REASON_LENGTH_MAX = 200;

/** Takes the list away as a file: asks why, because who took what and why is kept, and the file bears its number. */
export function ExportButton({ wanted }: { wanted: Wanted }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  if (!useMay('customers.export')) return null;
  return (
    <>
      <Button icon={<Icon name="download" />} onClick={() => setAsking(true)}>
        {t('ui.export.button')}
      </Button>
      {asking && <ExportDialog wanted={wanted} onClose={() => setAsking(false)} />}
    </>
  );
}

function ExportDialog({ wanted, onClose }: { wanted: Wanted; onClose: () => void }) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const [saving, setSaving] = useState(false);
  const [failure, setFailure] = useState<string>();
  const save = () => {
    setSaving(true);
    saveExport({ ...wanted, reason: reason.trim(), format: 'xlsx' })
      .then(onClose)
      .catch((error: unknown) => setFailure(failureText(error).text))
      .finally(() => setSaving(false));
  };
  const isReady = reason.trim().length >= REASON_LENGTH_MIN;
  return (
    <Modal
      open
      title={t('ui.export.title')}
      okText={t('ui.export.save')}
      cancelText={t('ui.export.cancel')}
      okButtonProps={{ disabled: !isReady }}
      confirmLoading={saving}
      onOk={save}
      onCancel={onClose}
      width={420}
    >
      <p className="secondary">{t('ui.export.text')}</p>
      {failure !== undefined && (
        <p className="form-failure" role="alert">
          {failure}
        </p>
      )}
      <Input
        autoFocus
        aria-label={t('ui.export.reason')}
        placeholder={t('ui.export.reason')}
        value={reason}
        maxLength={REASON_LENGTH_MAX}
        onChange={(event) => setReason(event.target.value)}
        onPressEnter={() => isReady && save()}
      />
    </Modal>
  );
}

async function saveExport(body: Body<'POST /api/customer-exports'>): Promise<void> {
  const { blob, name } = await download('POST /api/customer-exports', { body }, i18next.language);
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
