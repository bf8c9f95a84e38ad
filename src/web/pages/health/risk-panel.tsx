import { useTranslation } from 'react-i18next';
import type { HealthBoard } from '../../../client/shapes.ts';
import { AgeLabel } from '../../../ui/age-label.tsx';
import { useFormat } from '../../../ui/locale.tsx';
import { MoneyText } from '../../../ui/money-text.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { TrendChart } from '../../../ui/trend-chart.tsx';
import { BasisNote } from '../../basis-note.tsx';

const KINDS = ['need', 'relation', 'external'] as const;

/** What the red and yellow customers bought in a year: the money that may walk. */
export function RiskPanel({ board }: { board: HealthBoard }) {
  const { t } = useTranslation();
  return (
    <Panel title={t('health.risk.title')} caption={t('health.risk.caption')}>
      <div className="risk-main">
        <RiskFigure board={board} />
        <RiskTrend board={board} />
      </div>
      <RiskKinds byRisk={board.byRisk} />
      <BasisNote />
    </Panel>
  );
}

function RiskFigure({ board }: { board: HealthBoard }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { valueAtRisk, valueAtRiskBefore } = board.total;
  return (
    <div>
      <div className="headline nowrap">
        <SplitMoney text={format.money(valueAtRisk)} />
      </div>
      <AgeLabel at={board.computedAt} count={t('health.risk.count', { count: atRisk(board) })} />
      {valueAtRiskBefore !== null && (
        <p className="risk-change">
          {t('health.risk.change', {
            day: format.date(board.compareWith),
            change: format.moneyChange(valueAtRisk - valueAtRiskBefore),
          })}
        </p>
      )}
    </div>
  );
}

/** Red and yellow customers: those whose value is at risk. */
export function atRisk({ total }: HealthBoard): number {
  return total.bands.red + total.bands.yellow;
}

/** The unit of a headline is small: `¥1,842` 万. */
function SplitMoney({ text }: { text: string }) {
  const [figure = '', unit] = text.split(' ');
  return (
    <>
      {figure}
      {unit !== undefined && <small>{unit}</small>}
    </>
  );
}

function RiskTrend({ board }: { board: HealthBoard }) {
  const { t } = useTranslation();
  const format = useFormat();
  const points = board.trends.find(({ key }) => key === 'value_at_risk')?.points ?? [];
  if (points.length < 2) return null;
  const label = t('health.risk.label', {
    value: format.money(board.total.valueAtRisk),
    count: atRisk(board),
    from: points[0]?.month ?? '',
    to: points.at(-1)?.month ?? '',
  });
  return <TrendChart points={points} write={format.money} label={label} height={112} />;
}

function RiskKinds({ byRisk }: { byRisk: HealthBoard['byRisk'] }) {
  const { t } = useTranslation();
  const largest = Math.max(1, ...KINDS.map((kind) => byRisk[kind]));
  return (
    <ul className="risk-kinds">
      {KINDS.map((kind) => (
        <li key={kind}>
          <span className="secondary">{t(`health.risk.${kind}`)}</span>{' '}
          <b>
            <MoneyText minor={byRisk[kind]} />
          </b>
          <span className="track">
            <span style={{ width: `${(byRisk[kind] / largest) * 100}%` }} />
          </span>
        </li>
      ))}
    </ul>
  );
}
