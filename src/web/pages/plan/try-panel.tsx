import { Button, Progress } from 'antd';
import { useTranslation } from 'react-i18next';
import type { DryRunResult } from '../../../client/shapes.ts';
import { formatNumber } from '../../../ui/format.ts';
import { Icon } from '../../../ui/icons.tsx';
import { useFormat } from '../../../ui/locale.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { Empty, Failure, Stale } from '../../../ui/states.tsx';
import { useMay } from '../../server.ts';
import { useBench } from './bench.ts';
import { TryBands } from './try-bands.tsx';
import { TryIndicators } from './try-indicators.tsx';
import { TryMoves } from './try-moves.tsx';
import { TryWarnings } from './try-warnings.tsx';
import type { DryRunControl } from './use-dry-run.ts';
import { verdictOf } from './verdict.ts';

/** 试算: what this text would mean on the live data, beside what is so now. */
export function TryPanel({ dryRun }: { dryRun: DryRunControl }) {
  const { t } = useTranslation();
  const { text } = useBench();
  const mayTry = useMay('plan.approve');
  const { result, triedText, isRunning, failure } = dryRun;
  if (!mayTry) return null;
  return (
    <Panel
      title={t('plan.try.title')}
      caption={result === null ? undefined : <Against result={result} />}
      extra={<StartButton dryRun={dryRun} />}
      className="try-panel"
    >
      {isRunning && <Running dryRun={dryRun} />}
      {failure !== null && <Failure text={failure} again={() => dryRun.start(text)} />}
      {result === null && !isRunning && failure === null && (
        <Empty title={t('plan.try.none')}>{t('plan.try.gives')}</Empty>
      )}
      {result !== null && triedText !== text && <Stale>{t('plan.try.stale')}</Stale>}
      {result !== null && <Result result={result} />}
    </Panel>
  );
}

function Against({ result }: { result: DryRunResult }) {
  const { t } = useTranslation();
  const format = useFormat();
  return t('plan.try.against', {
    version: result.against,
    day: format.date(result.asOf),
    customers: formatNumber(result.customers),
  });
}

function StartButton({ dryRun }: { dryRun: DryRunControl }) {
  const { t } = useTranslation();
  const { text, base, checked } = useBench();
  if (text === base?.text || (dryRun.result !== null && dryRun.triedText === text)) return null;
  const isFine = checked.text === text && checked.problems.length === 0;
  return (
    <Button
      size="small"
      disabled={!isFine || dryRun.isRunning}
      icon={<Icon name="refresh" size={14} />}
      onClick={() => dryRun.start(text)}
    >
      {dryRun.result === null ? t('plan.try.start') : t('plan.try.again')}
    </Button>
  );
}

function Running({ dryRun }: { dryRun: DryRunControl }) {
  const { t } = useTranslation();
  const { done = 0, total = 0 } = dryRun.progress ?? {};
  return (
    <div role="status" className="try-running">
      <p className="secondary">
        {total > 0
          ? t('plan.try.progress', { done: formatNumber(done), total: formatNumber(total) })
          : t('plan.try.running')}
      </p>
      <Progress percent={total > 0 ? Math.round((100 * done) / total) : 0} showInfo={false} size="small" />
    </div>
  );
}

function Result({ result }: { result: DryRunResult }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <>
      <p className="try-verdict">{verdictOf(result, t, format)}</p>
      <div className="try-parts">
        <div>
          <TryBands result={result} />
          <TryIndicators result={result} />
        </div>
        <div>
          <TryWarnings result={result} />
          <TryMoves result={result} />
        </div>
      </div>
    </>
  );
}
