import { useTranslation } from 'react-i18next';
import type { WarningCase } from '../../../client/shapes.ts';
import { Avatar, BandChip, TagChip } from '../../../ui/chips.tsx';
import { Clock, DueTime } from '../../../ui/clock.tsx';
import type { Columns } from '../../../ui/data-table.tsx';
import { useFormat } from '../../../ui/locale.tsx';
import { MoneyText } from '../../../ui/money-text.tsx';
import type { Limit } from '../../../ui/running-clock.ts';
import { CustomerName } from '../../customer-mark.tsx';
import { ContactWarning } from './contact-warning.tsx';
import { EndWarning } from './end-warning.tsx';

/** Limit, customer, what happened, money, who, and the one thing to do. */
export function useWarningColumns(): Columns<WarningCase> {
  const { t } = useTranslation();
  return [
    {
      key: 'limit',
      title: t('warnings.columns.limit'),
      width: 150,
      render: (_, warning) => <CaseLimit warning={warning} />,
    },
    {
      key: 'customer',
      title: t('warnings.columns.customer'),
      width: 220,
      render: (_, warning) => <CaseCustomer warning={warning} />,
    },
    {
      key: 'why',
      title: t('warnings.columns.why'),
      responsive: ['md'],
      render: (_, warning) => <CaseSignals warning={warning} />,
    },
    {
      key: 'value',
      title: t('warnings.columns.value'),
      align: 'right',
      width: 100,
      responsive: ['md'],
      render: (_, warning) => (
        <b>
          <MoneyText minor={warning.valueAtRisk} />
        </b>
      ),
    },
    {
      key: 'owner',
      title: t('warnings.columns.owner'),
      width: 52,
      responsive: ['md'],
      render: (_, warning) => (warning.owner === null ? '–' : <Avatar name={warning.owner.name} />),
    },
    {
      key: 'action',
      title: t('warnings.columns.action'),
      align: 'right',
      width: 200,
      render: (_, warning) => <CaseActions warning={warning} />,
    },
  ];
}

function CaseLimit({ warning }: { warning: WarningCase }) {
  const { t } = useTranslation();
  if (warning.dueAt === null) return <span className="secondary">{t('warnings.noDue')}</span>;
  const limit = limitOf(warning, warning.dueAt);
  return (
    <span className="case-limit">
      <Clock limit={limit} due={false} />
      <DueTime limit={limit} />
    </span>
  );
}

function limitOf(warning: WarningCase, dueAt: string): Limit {
  const metAt = warning.contact?.at ?? warning.ended?.at ?? null;
  return {
    startedAt: new Date(warning.openedAt),
    dueAt: new Date(dueAt),
    provisional: warning.dueProvisional,
    metAt: metAt === null ? null : new Date(metAt),
  };
}

function CaseCustomer({ warning }: { warning: WarningCase }) {
  const { t } = useTranslation();
  return (
    <span className="case-customer">
      <CustomerName customer={warning.customer} />
      <span className="case-chips">
        <BandChip band={warning.customer.colour} score={warning.customer.score} />
        <TagChip>{t('warnings.level', { level: warning.level })}</TagChip>
      </span>
      <span className="case-why">
        <CaseSignals warning={warning} />
      </span>
    </span>
  );
}

function CaseSignals({ warning }: { warning: WarningCase }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <ul>
      {warning.signals.map((signal) => (
        <li key={signal.key}>
          <b>{format.name(signal)}</b> {signal.cleared && <TagChip>{t('warnings.cleared')}</TagChip>}{' '}
          <span className="secondary">{format.say(signal.sentence)}</span>
        </li>
      ))}
    </ul>
  );
}

function CaseActions({ warning }: { warning: WarningCase }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (warning.ended !== null) {
    const outcome = endingName(warning.ended.outcome, t);
    return <span className="secondary">{t('warnings.ended', { outcome, cause: warning.ended.cause })}</span>;
  }
  if (warning.contact === null) return <ContactWarning warning={warning} kind="link" />;
  return (
    <span className="case-done">
      <span className="caption">
        {t('warnings.contactedLine', {
          age: format.age(warning.contact.at),
          reason: reasonName(warning.contact.reason, t),
        })}
      </span>
      <EndWarning warning={warning} />
    </span>
  );
}

type Translate = ReturnType<typeof useTranslation>['t'];

function reasonName(reason: string, t: Translate): string {
  const names: Record<string, string> = {
    price: t('warnings.reasons.price'),
    stock_full: t('warnings.reasons.stock_full'),
    project_gap: t('warnings.reasons.project_gap'),
    cash: t('warnings.reasons.cash'),
    competitor: t('warnings.reasons.competitor'),
    complaint: t('warnings.reasons.complaint'),
    no_answer: t('warnings.reasons.no_answer'),
  };
  return names[reason] ?? t('warnings.reasons.other');
}

function endingName(outcome: string, t: Translate): string {
  const names: Record<string, string> = {
    recovered: t('warnings.outcomes.recovered'),
    lost: t('warnings.outcomes.lost'),
    false_alarm: t('warnings.outcomes.false_alarm'),
  };
  return names[outcome] ?? outcome;
}
