import { App, Button, Input, Popover } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { failureText, useAct, useMay } from '../../server.ts';

const OUTCOMES = ['done', 'postponed', 'dropped'] as const;
const OUTCOME_LENGTH_MAX = 200;

interface CompleteTaskProps {
  readonly publicId: string;
  readonly taskId: string;
  readonly kind: 'primary' | 'link';
}

/** Five seconds: one tap for the usual outcomes, a sentence for the others. */
export function CompleteTask({ kind, ...task }: CompleteTaskProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  if (!useMay('tasks.write')) return null;
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      open={open}
      onOpenChange={setOpen}
      destroyOnHidden
      content={<Outcomes {...task} onDone={() => setOpen(false)} />}
    >
      <Button type={kind} size="small" aria-haspopup="dialog">
        {t('today.complete.button')}
      </Button>
    </Popover>
  );
}

function Outcomes({ publicId, taskId, onDone }: { publicId: string; taskId: string; onDone: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const complete = useAct('POST /api/customers/:publicId/tasks/:id/completions');
  const save = async (outcome: string) => {
    if (outcome.trim() === '') return;
    try {
      await complete.mutateAsync({ params: { publicId, id: taskId }, body: { outcome: outcome.trim() } });
      onDone();
    } catch (error) {
      void message.error(failureText(error).text);
    }
  };
  return (
    <div className="outcomes" role="dialog" aria-label={t('today.complete.title')}>
      <div className="outcome-row">
        {OUTCOMES.map((key) => (
          <Button
            key={key}
            size="small"
            disabled={complete.isPending}
            onClick={() => void save(t(`today.complete.outcomes.${key}`))}
          >
            {t(`today.complete.outcomes.${key}`)}
          </Button>
        ))}
      </div>
      <Input
        size="small"
        maxLength={OUTCOME_LENGTH_MAX}
        aria-label={t('today.complete.own')}
        placeholder={t('today.complete.own')}
        onPressEnter={(event) => void save(event.currentTarget.value)}
      />
    </div>
  );
}
