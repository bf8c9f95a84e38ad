import './receivables.css';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Customer, Profile } from '../../../client/shapes.ts';
import { parseDay } from '../../../kernel/time.ts';
import { Avatar, TagChip } from '../../../ui/chips.tsx';
import { Icon } from '../../../ui/icons.tsx';
import { Link } from '../../../ui/link.tsx';
import { useFormat } from '../../../ui/locale.tsx';
import { MoneyText } from '../../../ui/money-text.tsx';
import { Fact, Panel } from '../../../ui/panel.tsx';
import { paths } from '../../paths.ts';
import { useMayFor } from '../../server.ts';
import { EditPerson } from './people-edit.tsx';

const URGENT = 3;

/** What we promised and they need; ours first, the late ones on top. */
export function OwedPanels({ profile }: { profile: Profile }) {
  const { t } = useTranslation();
  const { promises, needs, customer } = profile;
  const href = paths.customer(customer.publicId, 'needs');
  const more = (count: number, shown: number) =>
    count > shown ? <Link href={href}>{t('glance.promises.more', { count })}</Link> : undefined;
  return (
    <>
      {promises !== null && promises.open > 0 && (
        <Panel
          title={<Link href={href}>{t('glance.promises.title')}</Link>}
          caption={t('glance.promises.count', { count: promises.open })}
          foot={more(promises.open, promises.items.length)}
        >
          <ul className="ongoing">
            {promises.items.map((promise) => (
              <PromiseLine key={promise.id} promise={promise} />
            ))}
          </ul>
        </Panel>
      )}
      {needs !== null && needs.open > 0 && (
        <Panel
          title={<Link href={href}>{t('glance.needs.title')}</Link>}
          caption={t('glance.needs.count', { count: needs.open })}
          foot={more(needs.open, needs.items.length)}
        >
          <ul className="ongoing">
            {needs.items.map((need) => (
              <NeedLine key={need.id} need={need} />
            ))}
          </ul>
        </Panel>
      )}
    </>
  );
}

type Promises = NonNullable<Profile['promises']>;

function PromiseLine({ promise }: { promise: Promises['items'][number] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { text, dueOn, overdue, owner } = promise;
  const late = parseDay(format.today) - parseDay(dueOn);
  return (
    <li>
      <div className="ongoing-line">
        <span>{text}</span>
        {owner !== null && <Avatar name={owner.name} />}
      </div>
      <p className={overdue ? 'caption late-text side-late' : 'caption'}>
        {overdue && <Icon name="clock" size={12} />}
        {overdue ? t('receivables.list.late', { count: late }) : t('glance.needs.due', { day: format.date(dueOn) })}
      </p>
    </li>
  );
}

type Needs = NonNullable<Profile['needs']>;

function NeedLine({ need }: { need: Needs['items'][number] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { text, urgency, dueOn, owner } = need;
  return (
    <li>
      <div className="ongoing-line">
        <span>
          {urgency === URGENT && <b className="late-text">{t('glance.needs.urgency.high')} </b>}
          {text}
        </span>
        {owner !== null && <Avatar name={owner.name} />}
      </div>
      {dueOn !== null && <p className="caption">{t('glance.needs.due', { day: format.date(dueOn) })}</p>}
    </li>
  );
}

const PARTS = ['notDue', 'days1To30', 'days31To60', 'days61To90', 'daysOver90', 'retention', 'disputed'] as const;
const LATE_PARTS = ['days1To30', 'days31To60', 'days61To90', 'daysOver90'] as const;

/** What they owe, how much of it is late, and its ages as one bar. */
export function OwingPanel({ profile }: { profile: Profile }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { receivables, customer } = profile;
  if (receivables === null || receivables.open === 0) return null;
  const overdue = LATE_PARTS.reduce((sum, part) => sum + receivables[part], 0);
  const parts = PARTS.filter((part) => receivables[part] > 0);
  const words = parts.map((part) => `${t(`receivables.aging.parts.${part}`)} ${format.money(receivables[part])}`);
  return (
    <Panel title={<Link href={paths.customer(customer.publicId, 'receivables')}>{t('glance.money.title')}</Link>}>
      <dl className="side-figures">
        <Fact label={t('glance.money.open')}>
          <b>
            <MoneyText minor={receivables.open} />
          </b>
        </Fact>
        <Fact label={t('glance.money.overdue')}>
          <b className={overdue > 0 ? 'late-text' : ''}>
            <MoneyText minor={overdue} />
          </b>
        </Fact>
      </dl>
      <div
        className="aging-bar side-bar"
        role="img"
        aria-label={`${t('glance.money.bar')}: ${words.join(', ')}`}
        title={words.join('\n')}
      >
        {parts.map((part) => (
          <i key={part} className={`aging-${part}`} style={{ flexGrow: receivables[part] }} />
        ))}
      </div>
    </Panel>
  );
}

/** How often they buy, when next, and what changed in it. */
export function BuyingPanel({ profile }: { profile: Profile }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { rhythm, nextNeed, dropped, drift, customer } = profile;
  if (rhythm === null && nextNeed === null && dropped.length + drift.length === 0) return null;
  return (
    <Panel title={<Link href={paths.customer(customer.publicId, 'orders')}>{t('glance.buying.title')}</Link>}>
      {rhythm !== null && <RhythmLines rhythm={rhythm} />}
      {nextNeed !== null && (
        <p>
          {t('glance.buying.need', { day: format.date(nextNeed.on) })}{' '}
          {nextNeed.project !== null && <span className="secondary">{nextNeed.project}</span>}
        </p>
      )}
      <ul className="side-lines">
        {dropped.map(({ category, lastOn }) => (
          <li key={category}>{t('glance.buying.dropped', { category, day: format.date(lastOn) })}</li>
        ))}
        {drift.map((change) => (
          <li key={change.category}>{t('glance.buying.drift', change)}</li>
        ))}
      </ul>
    </Panel>
  );
}

function RhythmLines({ rhythm }: { rhythm: NonNullable<Profile['rhythm']> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { days, inWaves, lastOn, nextOn, lateDays } = rhythm;
  return (
    <>
      <p>{t(inWaves ? 'glance.buying.waves' : 'glance.buying.every', { days })}</p>
      <p className="caption side-parts">
        <span>{t('glance.buying.last', { day: format.date(lastOn) })}</span>
        <span>{t('glance.buying.next', { day: format.date(nextOn) })}</span>
        {lateDays > 0 && <span className="late-text">{t('glance.buying.late', { days: lateDays })}</span>}
      </p>
    </>
  );
}

const STAGES = ['lead', 'bidding', 'won', 'building', 'done', 'stopped'] as const;

export function ProjectsPanel({ profile }: { profile: Profile }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { projects, counts, customer } = profile;
  if (projects.length === 0) return null;
  const href = paths.customer(customer.publicId, 'projects');
  const stage = (key: string) => t(`people.projects.stages.${STAGES.find((one) => one === key) ?? 'lead'}`);
  return (
    <Panel
      title={<Link href={href}>{t('glance.projects.title')}</Link>}
      foot={
        counts.projects > projects.length ? (
          <Link href={href}>{t('glance.promises.more', { count: counts.projects })}</Link>
        ) : undefined
      }
    >
      <ul className="ongoing">
        {projects.map((project) => (
          <li key={project.name}>
            <div className="ongoing-line">
              <span>{project.name}</span>
              <TagChip>{stage(project.stage)}</TagChip>
            </div>
            {project.nextNeedOn !== null && (
              <p className="caption">{t('glance.projects.next', { day: format.date(project.nextNeedOn) })}</p>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** Who of us looks after them; the tab of people changes it. */
export function ServiceTeam({ profile, details }: { profile: Profile; details: Customer }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { a, b } = details.owners;
  const mayChange = useMayFor('customers.write', [a, b]);
  const lines = [
    ...(a === null ? [] : [{ id: 'a', label: t('people.team.a'), name: a.name, more: '' }]),
    ...(b === null ? [] : [{ id: 'b', label: t('people.team.b'), name: b.name, more: '' }]),
    ...profile.roles.map(({ id, role, member, category, region, purpose, endsAt }) => ({
      id,
      label: t(`people.team.roles.${role}`),
      name: member.name,
      more: [
        category?.name ?? region ?? purpose,
        endsAt && t('people.team.until', { day: format.date(format.dayOf(endsAt)) }),
      ]
        .filter(Boolean)
        .join(' · '),
    })),
  ];
  if (lines.length === 0) return null;
  return (
    <Panel
      title={t('glance.team.title')}
      caption={mayChange ? undefined : t('glance.team.who')}
      extra={
        mayChange ? (
          <Link href={paths.customer(profile.customer.publicId, 'contacts')}>{t('glance.team.change')}</Link>
        ) : undefined
      }
    >
      <ul className="side-lines">
        {lines.map(({ id, label, name, more }) => (
          <li key={id}>
            <div className="ongoing-line">
              <span className="secondary">{label}</span>
              <span className="owner">
                <Avatar name={name} /> {name}
              </span>
            </div>
            {more !== '' && <p className="caption">{more}</p>}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

const DATE_KINDS = ['birthday', 'cooperation_anniversary', 'company_anniversary'] as const;

/** Days within a month: time to think of something. */
export function DatesSoon({ dates }: Pick<Profile, 'dates'>) {
  const { t } = useTranslation();
  const format = useFormat();
  if (dates.length === 0) return null;
  return (
    <Panel title={t('glance.dates.title')}>
      <ul className="side-lines">
        {dates.map(({ kind, on, name }) => (
          <li key={`${kind} ${on} ${name}`} className="ongoing-line">
            <span>
              {name} {t(`brief.dates.kinds.${DATE_KINDS.find((each) => each === kind) ?? 'other'}`)}
            </span>
            <span className="secondary nowrap">{format.date(on)}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** Each tag with its reason, who set it and when: a tag that nobody can explain is worth nothing. */
export function Tags({ tags }: Pick<Profile, 'tags'>) {
  const { t } = useTranslation();
  const format = useFormat();
  if (tags.length === 0) return null;
  return (
    <Panel title={t('customer.tagsTitle')}>
      <ul className="side-lines">
        {tags.map(({ tag, reason, reasonEn, setAt, byRule, by }) => (
          <li key={tag}>
            <TagChip>{tag}</TagChip>{' '}
            <span>{reason === '' ? t('glance.tags.noReason') : format.name({ name: reason, nameEn: reasonEn })}</span>
            <p className="caption">
              {byRule
                ? t('tiers.byRule', { day: format.date(format.dayOf(setAt)) })
                : t('glance.tags.set', { name: by?.name ?? '', day: format.date(format.dayOf(setAt)) })}
            </p>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** What everybody ought to know of a customer and nobody does, with the way to it. */
export function Missing({ profile, details }: { profile: Profile; details: Customer }) {
  const { t } = useTranslation();
  const { a, b } = details.owners;
  const mayFix = useMayFor('customers.write', [a, b]);
  const [adding, setAdding] = useState(false);
  const { missing, customer } = profile;
  if (missing.length === 0) return null;
  const fixes: Partial<Record<(typeof missing)[number], ReactNode>> = {
    no_region: <Link href={paths.quality({ flaw: 'no_region' })}>{t('glance.missing.fix')}</Link>,
  };
  const add = (
    <Button type="link" size="small" className="flat-link" onClick={() => setAdding(true)}>
      {t('glance.missing.fix')}
    </Button>
  );
  const people = <Link href={paths.customer(customer.publicId, 'contacts')}>{t('glance.missing.fix')}</Link>;
  return (
    <Panel title={t('glance.missing.title')}>
      <ul className="side-lines">
        {missing.map((flaw) => (
          <li key={flaw} className="ongoing-line">
            <span>{t(`quality.flaws.${flaw}`)}</span>
            {mayFix && (fixes[flaw] ?? (flaw === 'no_decider' || flaw === 'no_phone' ? add : people))}
          </li>
        ))}
      </ul>
      {adding && <EditPerson publicId={customer.publicId} onClose={() => setAdding(false)} />}
    </Panel>
  );
}
