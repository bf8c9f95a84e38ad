import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Brief } from '../../../client/shapes.ts';
import { Avatar } from '../../../ui/chips.tsx';
import { useFormat } from '../../../ui/locale.tsx';
import { channelName } from '../customer/header.tsx';

/** A few lines under a heading; without any, what that means. */
function Part({ title, none, children }: { title: string; none?: string | undefined; children?: ReactNode }) {
  return (
    <section className="brief-part">
      <h3>{title}</h3>
      {none === undefined ? children : <p className="secondary">{none}</p>}
    </section>
  );
}

/** Ours first: what we owe them, those late on top. */
export function Promises({ promises }: { promises: Brief['promises'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (promises === null) return null;
  const { items, open } = promises;
  return (
    <Part title={t('brief.promises.title')} none={open === 0 ? t('brief.promises.none') : undefined}>
      <ul>
        {items.map(({ id, text, dueOn, overdue, owner }) => (
          <li key={id}>
            {text}{' '}
            <span className={overdue ? 'brief-late' : 'secondary'}>
              {t(overdue ? 'brief.promises.overdue' : 'brief.promises.due', { day: format.date(dueOn) })}
            </span>{' '}
            {owner !== null && <span className="secondary">{owner.name}</span>}
          </li>
        ))}
        {open > items.length && (
          <li className="secondary">{t('brief.promises.more', { count: open - items.length })}</li>
        )}
      </ul>
    </Part>
  );
}

export function Receivables({ receivables }: { receivables: Brief['receivables'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (receivables === null) return null;
  const { open, overdue, daysPastDueMax, onHold } = receivables;
  const isNone = open === 0 && onHold === null;
  return (
    <Part title={t('brief.receivables.title')} none={isNone ? t('brief.receivables.none') : undefined}>
      <p>
        <b>{t('brief.receivables.open', { amount: format.money(open) })}</b>
      </p>
      {overdue > 0 ? (
        <p className="brief-late">
          {t('brief.receivables.overdue', { amount: format.money(overdue), days: daysPastDueMax })}
        </p>
      ) : (
        <p className="secondary">{t('brief.receivables.fine')}</p>
      )}
      {onHold !== null && <p className="brief-late">{t('brief.receivables.hold', { reason: onHold.reason })}</p>}
    </Part>
  );
}

export function Complaint({ complaints }: { complaints: Brief['complaints'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (complaints === null) return null;
  const { last } = complaints;
  const day = (at: string) => format.date(format.dayOf(at));
  return (
    <Part title={t('brief.complaint.title')} none={last === null ? t('brief.complaint.none') : undefined}>
      {last !== null && (
        <>
          <p>{last.summary}</p>
          <p className={last.resolvedAt === null ? 'brief-late' : 'secondary'}>
            {last.resolvedAt === null
              ? t('brief.complaint.open', { day: day(last.openedAt) })
              : t('brief.complaint.resolved', { day: day(last.openedAt), on: day(last.resolvedAt) })}
          </p>
        </>
      )}
    </Part>
  );
}

export function NextNeed({ next }: { next: Brief['nextNeed'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Part title={t('brief.next.title')} none={next === null ? t('brief.next.none') : undefined}>
      {next !== null && (
        <p>
          <b>{format.date(next.on)}</b>{' '}
          {next.project !== null && <span>{t('brief.next.project', { name: next.project })}</span>}
        </p>
      )}
    </Part>
  );
}

const ROLES = ['decider', 'buyer', 'user', 'payer', 'influencer'] as const;
const ATTITUDES = ['supporter', 'neutral', 'critic'] as const;

/** Who decides and who buys, first. */
export function People({ people }: { people: Brief['people'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const wordsOf = ({ post, role, attitude }: Brief['people'][number]) => {
    const knownRole = ROLES.find((each) => each === role);
    const knownAttitude = ATTITUDES.find((each) => each === attitude);
    return [
      post,
      knownRole && t(`customer.people.roles.${knownRole}`),
      knownAttitude && t(`brief.attitudes.${knownAttitude}`),
    ].filter(Boolean);
  };
  return (
    <Part title={t('brief.people.title')} none={people.length === 0 ? t('brief.people.none') : undefined}>
      <ul>
        {people.map((person) => (
          <li key={person.id} className="brief-person">
            <Avatar name={person.name} />
            <b>{person.name}</b>
            <span>{wordsOf(person).join(' · ')}</span>
            <span className="secondary">
              {person.lastAt === null
                ? t('brief.people.never')
                : t('brief.people.last', { age: format.age(person.lastAt) })}
            </span>
          </li>
        ))}
      </ul>
    </Part>
  );
}

export function LastVisit({ visit }: { visit: Brief['lastVisit'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Part title={t('brief.lastVisit.title')} none={visit === null ? t('brief.lastVisit.none') : undefined}>
      {visit !== null && (
        <>
          <p>
            <b>{visit.visitors.map(({ name }) => name).join(' · ')}</b>{' '}
            <span className="secondary">{format.date(format.dayOf(visit.at))}</span>
          </p>
          {visit.heard !== '' && <p>{visit.heard}</p>}
          {visit.promised !== '' && <p>{t('brief.lastVisit.promised', { text: visit.promised })}</p>}
        </>
      )}
    </Part>
  );
}

export function Buying({ dropped, drift }: Pick<Brief, 'dropped' | 'drift'>) {
  const { t } = useTranslation();
  const format = useFormat();
  const isNone = dropped.length + drift.length === 0;
  return (
    <Part title={t('brief.buying.title')} none={isNone ? t('brief.buying.none') : undefined}>
      <ul>
        {dropped.map(({ category, lastOn, times }) => (
          <li key={category}>{t('brief.buying.dropped', { category, count: times, day: format.date(lastOn) })}</li>
        ))}
        {drift.map((change) => (
          <li key={change.category}>{t('brief.buying.drift', change)}</li>
        ))}
      </ul>
    </Part>
  );
}

const DATE_KINDS = ['birthday', 'cooperation_anniversary', 'company_anniversary'] as const;

export function Dates({ dates }: Pick<Brief, 'dates'>) {
  const { t } = useTranslation();
  const format = useFormat();
  const word = (kind: string) => t(`brief.dates.kinds.${DATE_KINDS.find((each) => each === kind) ?? 'other'}`);
  return (
    <Part title={t('brief.dates.title')} none={dates.length === 0 ? t('brief.dates.none') : undefined}>
      <ul>
        {dates.map(({ kind, on, name }) => (
          <li key={`${kind} ${on} ${name}`}>
            <b>{format.date(on)}</b> {name} <span className="secondary">{word(kind)}</span>
          </li>
        ))}
      </ul>
    </Part>
  );
}

export function Contacts({ contacts }: Pick<Brief, 'contacts'>) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Part title={t('brief.contacts.title')} none={contacts.length === 0 ? t('brief.contacts.none') : undefined}>
      <ul>
        {contacts.map(({ at, channel, summary, by }) => (
          <li key={at}>
            <span className="secondary">
              {format.date(format.dayOf(at))} {channelName(channel, t)} {by}
            </span>
            {summary !== '' && <span className="brief-said">{summary}</span>}
          </li>
        ))}
      </ul>
    </Part>
  );
}
