import './board.css';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { HealthBoard } from '../../../client/shapes.ts';
import { AsOf, PastStrip } from '../../../ui/as-of.tsx';
import { formatNumber } from '../../../ui/format.ts';
import { Icon } from '../../../ui/icons.tsx';
import { useFormat } from '../../../ui/locale.tsx';
import { Loading } from '../../../ui/states.tsx';
import { useAddress } from '../../address.ts';
import { ExportButton } from '../../export-button.tsx';
import { FirstStep, useHasBook } from '../../first-step.tsx';
import { ReplyFailure } from '../../reply-failure.tsx';
import { useCompany, useReply } from '../../server.ts';
import { Page } from '../../shell/page.tsx';
import { MovementPanel } from './movement-panel.tsx';
import { RiskPanel } from './risk-panel.tsx';
import { RiskiestPanel } from './riskiest-panel.tsx';
import { StaleFeeds } from './stale-feeds.tsx';
import { TiersPanel } from './tiers-panel.tsx';
import { TrendPanels } from './trend-panels.tsx';

/** How the whole book is doing: by tier, in money, through time, who moved and who is next. */
export function HealthBoardPage() {
  const { t } = useTranslation();
  const { values } = useAddress();
  const hasBook = useHasBook();
  const query = { asOf: values['asOf'], tier: values['tier'] };
  const board = useReply('GET /api/health-board', { query }, hasBook === true);
  const data = board.data;
  return (
    <Page
      title={t('health.title')}
      caption={data && <BoardCaption board={data} />}
      actions={data && <BoardActions board={data} />}
    >
      {board.isError && data === undefined && <ReplyFailure error={board.error} again={board.refetch} />}
      {hasBook === false && <FirstPanel />}
      {hasBook !== false && board.isPending && <BoardLoading />}
      {data !== undefined && (data.total.customers === 0 ? <FirstPanel /> : <BoardPanels board={data} />)}
    </Page>
  );
}

function BoardPanels({ board }: { board: HealthBoard }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { values, set } = useAddress();
  return (
    <>
      {values['asOf'] !== undefined && (
        <PastStrip
          text={t('health.past', { day: format.date(board.asOf) })}
          back={t('health.backToToday')}
          onBack={() => set({ asOf: undefined })}
        />
      )}
      <StaleFeeds feeds={board.feeds} />
      <div className="columns board-top">
        <TiersPanel board={board} />
        <RiskPanel board={board} />
      </div>
      <TrendPanels board={board} />
      <div className="columns board-bottom">
        <MovementPanel board={board} />
        <RiskiestPanel board={board} />
      </div>
    </>
  );
}

function BoardCaption({ board }: { board: HealthBoard }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <>
      {t('health.caption', { customers: formatNumber(board.total.customers), version: board.planVersion })}
      <span title={format.instant(board.computedAt)}>
        {t('health.computed', { age: format.age(board.computedAt) })}
      </span>
    </>
  );
}

function BoardActions({ board }: { board: HealthBoard }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { values, set } = useAddress();
  const tiers = board.tiers.map((tier) => ({ value: tier.key, label: format.name(tier) }));
  return (
    <>
      <AsOf day={board.asOf} today={format.today} onChange={(asOf) => set({ asOf })} />
      <Select
        aria-label={t('health.tiers.tier')}
        value={values['tier'] ?? ''}
        options={[{ value: '', label: t('health.allTiers') }, ...tiers]}
        popupMatchSelectWidth={false}
        suffixIcon={<Icon name="chevronDown" size={14} />}
        onChange={(tier: string) => set({ tier: tier === '' ? undefined : tier })}
      />
      <ExportButton wanted={{ filters: { tier: values['tier'] } }} />
    </>
  );
}

function BoardLoading() {
  const { t } = useTranslation();
  const company = useCompany();
  return (
    <div className="panel panel-loading">
      <Loading lines={9}>
        {company.data && t('health.counting', { customers: formatNumber(company.data.customers) })}
      </Loading>
    </div>
  );
}

function FirstPanel() {
  return (
    <div className="panel">
      <FirstStep />
    </div>
  );
}
