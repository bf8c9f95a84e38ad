import { useTranslation } from 'react-i18next';
import type { HealthBoard } from '../../../client/shapes.ts';
import { useFormat } from '../../../ui/locale.tsx';
import { MoneyText } from '../../../ui/money-text.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { TrendChart, type TrendPoint } from '../../../ui/trend-chart.tsx';

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
      <RiskKinds risk={board.valueAtRisk} />
    </Panel>
  );
}

function RiskFigure({ board }: { board: HealthBoard }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { amount, before, customers } = board.valueAtRisk;
  const separator = format.language === 'zh' ? '，' : ', ';
  return (
    <div>
      <div className="headline nowrap">
        <SplitMoney text={format.money(amount)} />
      </div>
      <p className="caption">
        {t('health.risk.count', { count: customers })}
        {separator}
        {format.age(board.computedAt)}
      </p>
      {before !== null && board.compareWith !== null && (
        <p className="risk-change">
          {t('health.risk.change', {
            day: format.date(board.compareWith),
            change: format.moneyChange(amount - before),
          })}
        </p>
      )}
    </div>
  );
}

/** The unit of a headline is small: `¥1,842` 万. */
export function SplitMoney({ text }: { text: string }) {
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
  const { trend, amount, customers } = board.valueAtRisk;
  const points = trend.map(
    (point): TrendPoint => ({
      month: point.month,
      value: point.amount,
      low: null,
      high: null,
      n: null,
      partial: point.partial,
    }),
  );
  if (points.length < 2) return null;
  const label = t('health.risk.label', {
    value: format.money(amount),
    count: customers,
    from: points[0]?.month ?? '',
    to: points.at(-1)?.month ?? '',
  });
  return <TrendChart points={points} write={format.money} label={label} height={104} />;
}

function RiskKinds({ risk }: { risk: HealthBoard['valueAtRisk'] }) {
  const { t } = useTranslation();
  const largest = Math.max(1, ...KINDS.map((kind) => risk.byRisk[kind]));
  return (
    <ul className="risk-kinds">
      {KINDS.map((kind) => (
        <li key={kind}>
          <span className="secondary">{t(`health.risk.${kind}`)}</span>{' '}
          <b>
            <MoneyText minor={risk.byRisk[kind]} />
          </b>
          <span className="track">
            <span style={{ width: `${(risk.byRisk[kind] / largest) * 100}%` }} />
          </span>
        </li>
      ))}
    </ul>
  );
}
