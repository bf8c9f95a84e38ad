import { useTranslation } from 'react-i18next';
import type { Customer, Profile, WarningCase } from '../../../client/shapes.ts';
import { Avatar } from '../../../ui/chips.tsx';
import { Clock, DueTime } from '../../../ui/clock.tsx';
import { useFormat } from '../../../ui/locale.tsx';
import { Panel } from '../../../ui/panel.tsx';
import type { Limit } from '../../../ui/running-clock.ts';
import { ContactWarning } from '../warnings/contact-warning.tsx';
import {
  BuyingPanel,
  DatesSoon,
  Missing,
  OwedPanels,
  OwingPanel,
  ProjectsPanel,
  ServiceTeam,
  Tags,
} from './side-panels.tsx';
import { TierPanels } from './tier-card.tsx';

/** What is known of the customer beside the score: fills what the bill leaves free. */
export function UnderBill({ profile, details }: { profile: Profile; details: Customer }) {
  return (
    <div className="under-bill">
      <OwingPanel profile={profile} />
      <BuyingPanel profile={profile} />
      <ProjectsPanel profile={profile} />
      <ServiceTeam profile={profile} details={details} />
      <Tags tags={profile.tags} />
    </div>
  );
}

/** What is going on with this customer now, and what is missing. */
export function SideColumn({ profile, details }: { profile: Profile; details: Customer }) {
  return (
    <div className="stack customer-side">
      <Ongoing profile={profile} />
      <TierPanels customer={profile.customer} />
      <OwedPanels profile={profile} />
      <Missing profile={profile} details={details} />
      <DatesSoon dates={profile.dates} />
    </div>
  );
}

function Ongoing({ profile }: { profile: Profile }) {
  const { t } = useTranslation();
  const { openCase, tasks } = profile;
  const count = tasks.length + (openCase === null ? 0 : 1);
  if (count === 0) return null;
  return (
    <Panel title={t('customer.ongoing.title')} caption={t('customer.ongoing.count', { count })}>
      <ul className="ongoing">
        {openCase !== null && <OpenCase warning={openCase} />}
        {tasks.map((task) => (
          <li key={task.id}>
            <div className="ongoing-line">
              <TaskLimit dueAt={task.dueAt} />
            </div>
            <div className="ongoing-line">
              <span>{task.title}</span>
              {task.owner !== null && <Avatar name={task.owner.name} />}
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function TaskLimit({ dueAt }: { dueAt: string | null }) {
  const { t } = useTranslation();
  if (dueAt === null) return <span className="secondary">{t('customer.ongoing.noDue')}</span>;
  return <ClockLine limit={{ startedAt: null, dueAt: new Date(dueAt), metAt: null }} />;
}

function ClockLine({ limit }: { limit: Limit }) {
  return (
    <>
      <Clock limit={limit} due={false} />
      <DueTime limit={limit} />
    </>
  );
}

function OpenCase({ warning }: { warning: WarningCase }) {
  const { t } = useTranslation();
  const format = useFormat();
  const contacted = warning.contact === null ? null : new Date(warning.contact.at);
  return (
    <li>
      <div className="ongoing-line">
        {warning.dueAt === null ? (
          <span className="secondary">{t('customer.ongoing.noDue')}</span>
        ) : (
          <ClockLine
            limit={{
              startedAt: new Date(warning.openedAt),
              dueAt: new Date(warning.dueAt),
              metAt: contacted,
              provisional: warning.dueProvisional,
            }}
          />
        )}
      </div>
      <div className="ongoing-line">
        <span>
          {t('customer.ongoing.level', { level: warning.level })}{' '}
          {warning.signals.map((signal) => format.name(signal)).join(' · ')}
        </span>
        {warning.owner !== null && <Avatar name={warning.owner.name} />}
      </div>
      {warning.signals.map((signal) => (
        <p key={signal.key} className="caption">
          {format.say(signal.sentence)}
        </p>
      ))}
      <ContactWarning warning={warning} kind="default" />
    </li>
  );
}
