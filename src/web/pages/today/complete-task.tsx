import { App, Button, Popover } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { failureText, useAct, useMay } from '../../server.ts';
import { RecordForm } from '../customer/record-form.tsx';

const OUTCOMES = ['done', 'dropped'] as const;

interface CompleteTaskProps {
  readonly customer: { readonly publicId: string; readonly name: string };
  readonly taskId: string;
  readonly kind: 'primary' | 'link';
}

/** Five seconds: closing is the contact record, so one tap on the outcome does both and nothing is asked twice. */
export function CompleteTask({ kind, customer, taskId }: CompleteTaskProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  if (!useMay('tasks.write')) return null;
  const done = () => setOpen(false);
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      open={open}
      onOpenChange={setOpen}
      destroyOnHidden
      content={
        <div className="complete-task" role="dialog" aria-label={t('today.complete.title')}>
          <RecordForm
            customer={customer}
            taskId={taskId}
            onDone={done}
            foot={<WithoutContact publicId={customer.publicId} taskId={taskId} onDone={done} />}
          />
        </div>
      }
    >
      <Button type={kind} size="small" aria-haspopup="dialog">
        {t('today.complete.button')}
      </Button>
    </Popover>
  );
}

/** Some tasks end without the customer: a paper was prepared, or there is no longer a need. */
function WithoutContact({ publicId, taskId, onDone }: { publicId: string; taskId: string; onDone: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const complete = useAct('POST /api/customers/:publicId/tasks/:id/completions');
  const save = async (outcome: string) => {
    try {
      await complete.mutateAsync({ params: { publicId, id: taskId }, body: { outcome } });
      onDone();
    } catch (error) {
      void message.error(failureText(error).text);
    }
  };
  return (
    <div className="record-without">
      <span className="caption">{t('recording.form.withoutContact')}</span>
      {OUTCOMES.map((key) => (
        <Button
          key={key}
          type="link"
          size="small"
          disabled={complete.isPending}
          onClick={() => void save(t(`today.complete.outcomes.${key}`))}
        >
          {t(`today.complete.outcomes.${key}`)}
        </Button>
      ))}
    </div>
  );
}
