import { useTranslation } from 'react-i18next';
import type { Aging } from '../../../client/shapes.ts';
import { Link } from '../../../ui/link.tsx';
import { useFormat } from '../../../ui/locale.tsx';
import { Fact, Panel } from '../../../ui/panel.tsx';
import { Empty } from '../../../ui/states.tsx';
import { TrendChart, type TrendPoint } from '../../../ui/trend-chart.tsx';
import { paths } from '../../paths.ts';
import { useTermName } from './term-name.ts';

const PARTS = ['notDue', 'days1To30', 'days31To60', 'days61To90', 'daysOver90', 'retention', 'disputed'] as const;

/** What is open by age: one bar, and under it every part to the cent. */
export function AgingPanel({ said }: { said: Aging }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { aging, asOf } = said;
  const parts = PARTS.filter((part) => aging[part] > 0);
  const isEmpty = aging.open === 0 && said.months.length === 0;
  return (
    <Panel
      title={t('receivables.aging.title')}
      caption={t('receivables.aging.asOf', { day: format.date(asOf) })}
      foot={
        aging.open > 0 && (
          <span className="caption">
            {aging.unallocated > 0
              ? t('receivables.aging.unallocated', { amount: format.moneyExact(aging.unallocated) })
              : t('receivables.aging.sum')}
          </span>
        )
      }
    >
      {isEmpty ? (
        <NothingOpen />
      ) : (
        <>
          <Figures said={said} />
          <div className="aging-bar" aria-hidden="true">
            {parts.map((part) => (
              <i key={part} className={`aging-${part}`} style={{ flexGrow: aging[part] }} />
            ))}
          </div>
          <dl className="aging-parts">
            {parts.map((part) => (
              <div key={part}>
                <span className={`aging-mark aging-${part}`} aria-hidden="true" />
                <dt>{t(`receivables.aging.parts.${part}`)}</dt>
                <dd className="figures nowrap">{format.moneyExact(aging[part])}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </Panel>
  );
}

function NothingOpen() {
  const { t } = useTranslation();
  return (
    <Empty
      title={t('receivables.aging.none.title')}
      action={<Link href={paths.imports()}>{t('receivables.aging.none.action')}</Link>}
    >
      {t('receivables.aging.none.text')}
    </Empty>
  );
}

function Figures({ said: { figures } }: { said: Aging }) {
  const { t } = useTranslation();
  const format = useFormat();
  const termName = useTermName();
  const { terms } = figures;
  return (
    <dl className="aging-figures">
      <Fact label={t('receivables.aging.open')}>
        <b className="figures">{format.moneyExact(figures.open)}</b>
      </Fact>
      <Fact label={t('receivables.aging.overdue')}>
        <b className="figures">{format.moneyExact(figures.overdue)}</b>
      </Fact>
      <Fact label={t('receivables.aging.oldest')}>
        <b className="figures">{t('receivables.aging.days', { count: figures.daysPastDueMax })}</b>
      </Fact>
      <Fact label={t('receivables.aging.terms')}>
        {terms === null ? t('receivables.aging.noTerms') : termName(terms.kind, terms.days)}
        {terms?.endsOn && (
          <span className="secondary">{t('receivables.aging.until', { day: format.date(terms.endsOn) })}</span>
        )}
      </Fact>
    </dl>
  );
}

const TREND_HEIGHT = 120;

/** Days from the invoice to the payment, month by month; a month without payments is a gap. */
export function TrendPanel({ months, asOf }: { months: Aging['months']; asOf: string }) {
  const { t } = useTranslation();
  const write = (days: number) => t('receivables.trend.days', { days: Math.round(days) });
  return (
    <Panel title={t('receivables.trend.title')} caption={t('receivables.trend.caption')}>
      {months.length === 0 ? (
        <p className="secondary">{t('receivables.trend.none')}</p>
      ) : (
        <TrendChart
          points={withGaps(months, asOf.slice(0, 7))}
          write={write}
          label={t('receivables.trend.title')}
          height={TREND_HEIGHT}
        />
      )}
    </Panel>
  );
}

function withGaps(months: Aging['months'], last: string): TrendPoint[] {
  const known = new Map(months.map((one) => [one.month, one]));
  const points: TrendPoint[] = [];
  for (let month = months[0]?.month ?? last; month <= last; month = nextMonth(month)) {
    const said = known.get(month);
    const [value, n] = [said?.paymentDays ?? null, said?.payments ?? null];
    points.push({ month, value, low: null, high: null, n, partial: month === last });
  }
  return points;
}

function nextMonth(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  const next = year * 12 + number;
  return `${Math.floor(next / 12)}-${String((next % 12) + 1).padStart(2, '0')}`;
}
