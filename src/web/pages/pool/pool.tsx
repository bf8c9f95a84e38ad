import { useTranslation } from 'react-i18next';
import { Panel } from '../../../ui/panel.tsx';
import { useMay } from '../../server.ts';
import { Page } from '../../shell/page.tsx';
import { CandidatesPanel } from './candidates-panel.tsx';
import { PooledPanel } from './pooled-panel.tsx';

/** 公海: customers nobody owns, to be claimed; and those the plan would let go, to be released one by one. */
export function PoolPage() {
  const { t } = useTranslation();
  const mayRelease = useMay('customers.write');
  return (
    <Page title={t('pool.title')} caption={t('pool.caption')}>
      <Panel title={t('pool.free')} flush>
        <PooledPanel />
      </Panel>
      {mayRelease && (
        <Panel title={t('pool.candidates')} flush>
          <CandidatesPanel />
        </Panel>
      )}
    </Page>
  );
}
