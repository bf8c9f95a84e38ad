import './stock-list.css';
import { useTranslation } from 'react-i18next';
import { FirstStep, useHasBook } from '../../first-step.tsx';
import { Page } from '../../shell/page.tsx';
import { LeavingPanel } from './leaving-panel.tsx';
import { LostPanel } from './lost-panel.tsx';
import { StockPanel } from './stock-panel.tsx';

/** 存量盘点: the first useful page after the first files: who is leaving, who could have been kept, ten to call a week. */
export function StockListPage() {
  const { t } = useTranslation();
  const hasBook = useHasBook();
  return (
    <Page title={t('stockList.title')} caption={t('stockList.caption')}>
      {hasBook === false ? (
        <div className="panel">
          <FirstStep />
        </div>
      ) : (
        <>
          <LeavingPanel />
          <LostPanel />
          <StockPanel />
        </>
      )}
    </Page>
  );
}
