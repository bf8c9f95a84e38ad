import { Button } from 'antd';
import { useContext } from 'react';
import { useTranslation } from 'react-i18next';
import { NavigateContext } from '../ui/link.tsx';
import { Empty } from '../ui/states.tsx';
import { paths } from './paths.ts';
import { useCompany, useMay } from './server.ts';

/** Whether files have ever been brought in; undefined until that is known. Before, no plan is in force and nothing is judged. */
export function useHasBook(): boolean | undefined {
  const company = useCompany().data;
  return company === undefined ? undefined : company.planVersion !== null;
}

/** What an empty company shows in place of its lists: one sentence, and one click to where files come in. */
export function FirstStep() {
  const { t } = useTranslation();
  const navigate = useContext(NavigateContext);
  const action = (
    <Button type="primary" onClick={() => navigate(paths.imports())}>
      {t('ui.firstStep.action')}
    </Button>
  );
  return (
    <Empty title={t('ui.firstStep.title')} action={useMay('imports.run') ? action : undefined}>
      {t('ui.firstStep.text')}
    </Empty>
  );
}
