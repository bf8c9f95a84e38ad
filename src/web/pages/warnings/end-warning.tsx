import { App, Button, Input, Modal, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WarningCase } from '../../../client/shapes.ts';
import { failureText, useAct, useMayFor } from '../../server.ts';

const OUTCOMES = ['recovered', 'lost', 'false_alarm'] as const;
const CAUSE_LENGTH_MAX = 500;

type Outcome = (typeof OUTCOMES)[number];

/** Ending a case asks for the outcome and one sentence: rules are held to account by these. */
export function EndWarning({ warning }: { warning: WarningCase }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  if (!useMayFor('warnings.handle', [warning.owner]) || warning.ended !== null) return null;
  return (
    <>
      <Button type="link" size="small" onClick={() => setOpen(true)}>
        {t('warnings.end')}
      </Button>
      {open && <EndDialog warning={warning} onClose={() => setOpen(false)} />}
    </>
  );
}

function EndDialog({ warning, onClose }: { warning: WarningCase; onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [outcome, setOutcome] = useState<Outcome>('recovered');
  const [cause, setCause] = useState('');
  const end = useAct('POST /api/customers/:publicId/warnings/:id/ending');
  const save = async () => {
    if (cause.trim() === '') return void message.warning(t('warnings.causeRequired'));
    try {
      await end.mutateAsync({
        params: { publicId: warning.customer.publicId, id: warning.id },
        body: { outcome, cause: cause.trim() },
      });
      onClose();
    } catch (error) {
      void message.error(failureText(error).text);
    }
  };
  return (
    <Modal
      open
      title={t('warnings.endTitle')}
      okText={t('warnings.endSave')}
      cancelText={t('warnings.cancel')}
      confirmLoading={end.isPending}
      onOk={() => void save()}
      onCancel={onClose}
      width={440}
    >
      <fieldset className="choice">
        <legend>{t('warnings.endOutcome')}</legend>
        <Segmented<Outcome>
          value={outcome}
          options={OUTCOMES.map((value) => ({ value, label: t(`warnings.outcomes.${value}`) }))}
          onChange={setOutcome}
        />
      </fieldset>
      <label className="choice" htmlFor="ending-cause">
        {t('warnings.endCause')}
        <Input
          id="ending-cause"
          maxLength={CAUSE_LENGTH_MAX}
          value={cause}
          onChange={(event) => setCause(event.target.value)}
        />
      </label>
    </Modal>
  );
}
