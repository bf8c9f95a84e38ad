import { useTranslation } from 'react-i18next';
import type { DryRunResult } from '../../../client/shapes.ts';
import { formatChange, formatNumber } from '../../../ui/format.ts';
import { Icon } from '../../../ui/icons.tsx';
import { useFormat } from '../../../ui/locale.tsx';
import { TryCustomer } from './try-customer.tsx';

/** Nobody reads more than the first; the others moved less. */
const SHOWN_MAX = 6;

/** Which indicators give other points, and for whom most. */
export function TryIndicators({ result }: { result: DryRunResult }) {
  const { t } = useTranslation();
  const format = useFormat();
  const shown = result.indicators.filter(({ customers }) => customers > 0).slice(0, SHOWN_MAX);
  if (shown.length === 0) return null;
  return (
    <section className="try-part">
      <h3>{t('plan.try.indicators')}</h3>
      {shown.map(({ key, name, customers, meanChange, largest }) => (
        <details key={key} className="try-group">
          <summary>
            <b>{format.say(name)}</b>
            <span className="caption figures">
              {t('plan.try.customers', { count: customers })}
              {meanChange !== null && t('plan.try.mean', { change: formatChange(meanChange, 1) })}
            </span>
          </summary>
          <ul>
            {largest.map(({ customer, before, after }, at) => (
              <li key={customer?.publicId ?? at} className="try-move">
                <TryCustomer customer={customer} />
                <span className="try-from-to figures">
                  {pointsText(before)} <Icon name="arrowRight" size={12} /> {pointsText(after)}
                </span>
              </li>
            ))}
          </ul>
        </details>
      ))}
    </section>
  );
}

function pointsText(points: number | null): string {
  return points === null ? '–' : formatNumber(points);
}
