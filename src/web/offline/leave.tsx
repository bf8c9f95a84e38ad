import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { signOut } from '../server.ts';
import { flush, useQueue } from './queue.ts';

/** Signing out clears this device; what could not be sent is not thrown away without a question. */
export function useLeave(): () => Promise<void> {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const { entries } = useQueue();
  return async () => {
    if (entries.length === 0) return signOut();
    await flush();
    const isSure = await modal.confirm({
      title: t('recording.leave.title', { count: entries.length }),
      content: t('recording.leave.text'),
      okText: t('recording.leave.leave'),
      cancelText: t('recording.leave.stay'),
      okButtonProps: { danger: true },
    });
    if (isSure) await signOut();
  };
}
