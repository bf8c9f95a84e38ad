import { App, Button, Popover } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { failureText, useAct, useMay } from '../../server.ts';

const OUTCOMES = ['done', 'dropped'] as const;

/** A task of mine whose customer I do not reach: it ends without a contact record, which I could not write. */
export function CompleteOwn({ taskId, kind }: { taskId: string; kind: 'primary' | 'link' }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [open, setOpen] = useState(false);
  const complete = useAct('POST /api/tasks/:id/completions');
  if (!useMay('tasks.write')) return null;
  const save = async (outcome: string) => {
    try {
      await complete.mutateAsync({ params: { id: taskId }, body: { outcome } });
      setOpen(false);
    } catch (error) {
      void message.error(failureText(error).text);
    }
  };
  const choices = (
    <div role="dialog" aria-label={t('today.complete.title')}>
      {OUTCOMES.map((key) => (
        <Button
          key={key}
          size="small"
          type="link"
          disabled={complete.isPending}
          onClick={() => void save(t(`today.complete.outcomes.${key}`))}
        >
          {t(`today.complete.outcomes.${key}`)}
        </Button>
      ))}
    </div>
  );
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      open={open}
      onOpenChange={setOpen}
      content={choices}
      destroyOnHidden
    >
      <Button type={kind} size="small" aria-haspopup="dialog">
        {t('today.complete.button')}
      </Button>
    </Popover>
  );
}
