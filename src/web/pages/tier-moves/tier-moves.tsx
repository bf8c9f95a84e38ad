import './tier-moves.css';
import { useTranslation } from 'react-i18next';
import { Panel } from '../../../ui/panel.tsx';
import { Loading } from '../../../ui/states.tsx';
import { ReplyFailure } from '../../reply-failure.tsx';
import { useReply } from '../../server.ts';
import { Page } from '../../shell/page.tsx';
import { GapsPanel, MatrixPanel } from './matrix-panel.tsx';
import { MovesPanel } from './moves-panel.tsx';
import { OverridesPanel } from './overrides-panel.tsx';
import { ProposalsPanel } from './proposals-panel.tsx';

/** 等级变动: what is proposed, what people decided against it, what became of both. */
export function TierMovesPage() {
  const { t } = useTranslation();
  const matrix = useReply('GET /api/tier-matrix');
  if (matrix.data === undefined) {
    return (
      <Page title={t('tiers.title')} caption={t('tiers.caption')}>
        <Panel>
          {matrix.isError ? <ReplyFailure error={matrix.error} again={matrix.refetch} /> : <Loading lines={8} />}
        </Panel>
      </Page>
    );
  }
  const { counts, up, down, holdDays } = matrix.data;
  const mode = [t(`tiers.mode.up.${up}`), t(`tiers.mode.down.${down}`, { days: holdDays })];
  return (
    <Page title={t('tiers.title')} caption={mode.join(' · ')}>
      <div className="tier-moves">
        <div className="stack">
          <ProposalsPanel counts={counts} />
          <OverridesPanel due={counts.due} />
          <MovesPanel />
        </div>
        <div className="stack">
          <MatrixPanel matrix={matrix.data} />
          <GapsPanel gaps={matrix.data.gaps} />
        </div>
      </div>
    </Page>
  );
}
