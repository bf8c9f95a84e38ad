import { useTranslation } from 'react-i18next';
import { Link } from '../../ui/link.tsx';
import { NoMatch } from '../../ui/states.tsx';
import { paths } from '../paths.ts';
import { Page } from './page.tsx';

export function NotFound() {
  const { t } = useTranslation();
  return (
    <Page title={t('shell.notFound.title')}>
      <NoMatch title={t('shell.notFound.title')} action={<Link href={paths.today()}>{t('shell.notFound.back')}</Link>}>
        {t('shell.notFound.text')}
      </NoMatch>
    </Page>
  );
}
