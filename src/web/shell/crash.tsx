import type { ErrorComponentProps } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Failure } from '../../ui/states.tsx';
import { Page } from './page.tsx';

/** A bug of one page stays on that page; the frame around it still leads elsewhere. */
export function Crash({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation();
  return (
    <Page title={t('shell.crash.title')}>
      <Failure
        title={t('shell.crash.title')}
        text={t('shell.crash.text')}
        number={error instanceof Error ? error.message : String(error)}
        again={reset}
      />
    </Page>
  );
}
