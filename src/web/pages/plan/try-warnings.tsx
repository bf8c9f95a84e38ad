import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DryRunResult } from '../../../client/shapes.ts';
import { TagChip } from '../../../ui/chips.tsx';
import { formatNumber } from '../../../ui/format.ts';
import { useFormat } from '../../../ui/locale.tsx';
import { TryCustomer } from './try-customer.tsx';
import { workText } from './verdict.ts';

type Warning = DryRunResult['warnings'][number];

const SHOWN_FIRST = 6;

/** The warnings that would stand, those raised at once with the work they mean, and how many a month to expect. */
export function TryWarnings({ result }: { result: DryRunResult }) {
  const { t } = useTranslation();
  const touched = result.warnings.filter(({ raised, cleared }) => raised > 0 || cleared > 0);
  return (
    <section className="try-part">
      <h3>{t('plan.try.warnings')}</h3>
      {touched.length === 0 && <p className="secondary">{t('plan.try.noWarnings')}</p>}
      {touched.map((warning) => (
        <WarningGroup key={warning.key} warning={warning} />
      ))}
      {result.perMonth !== null && <PerMonth month={result.perMonth} />}
    </section>
  );
}

function WarningGroup({ warning }: { warning: Warning }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [isOpen, setOpen] = useState(false);
  const { name, level, before, after, raised, raisedMinutes, items } = warning;
  const shown = isOpen ? items : items.slice(0, SHOWN_FIRST);
  return (
    <details className="try-group" open={raised > 0}>
      <summary>
        <b>{format.say(name)}</b> <TagChip>{t('plan.levels', { level })}</TagChip>
        <span className="caption figures">
          {t('plan.try.standing', { before: formatNumber(before), after: formatNumber(after) })}
          {raised > 0 && t('plan.try.raised', { count: raised, work: workText(raisedMinutes, t) })}
        </span>
      </summary>
      <ul>
        {shown.map(({ customer, kind }, at) => (
          <li key={`${customer?.publicId ?? at} ${kind}`} className="try-move">
            <TryCustomer customer={customer} />
            <span className="secondary">{t(`plan.try.warningMoves.${kind}`)}</span>
          </li>
        ))}
      </ul>
      {shown.length < items.length && (
        <button type="button" className="link-button try-more" onClick={() => setOpen(true)}>
          {t('plan.try.more', { count: items.length - shown.length })}
        </button>
      )}
    </details>
  );
}

function PerMonth({ month }: { month: NonNullable<DryRunResult['perMonth']> }) {
  const { t } = useTranslation();
  const { days, sampled, customers, before, after } = month;
  const words = {
    days,
    before: formatNumber(before.warnings),
    beforeWork: workText(before.minutes, t),
    after: formatNumber(after.warnings),
    afterWork: workText(after.minutes, t),
  };
  return (
    <p className="caption try-month">
      {t('plan.try.month', words)}
      {sampled < customers && t('plan.try.sampled', { count: sampled })}
    </p>
  );
}
