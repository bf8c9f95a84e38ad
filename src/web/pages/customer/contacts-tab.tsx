import './people.css';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContactRow, Customer } from '../../../client/shapes.ts';
import { Link } from '../../../ui/link.tsx';
import { useFormat } from '../../../ui/locale.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { Empty, Loading } from '../../../ui/states.tsx';
import { paths } from '../../paths.ts';
import { ReplyFailure } from '../../reply-failure.tsx';
import { useAct, useMayFor, useReply } from '../../server.ts';
import { PersonCard } from './people-card.tsx';
import { DatesPanel } from './people-dates.tsx';
import { EditPerson } from './people-edit.tsx';
import { TeamPanel } from './people-team.tsx';

const LANES = ['decider', 'buyer', 'payer', 'user', 'influencer', 'unknown'] as const;
type Lane = (typeof LANES)[number];

/** Who decides, buys, pays, uses and influences there, who left, who of us looks after them, which days matter. */
export function ContactsTab({ details }: { details: Customer }) {
  const { publicId, owners } = details;
  const mayWrite = useMayFor('customers.write', [owners.a, owners.b]);
  return (
    <div className="columns people-columns">
      <PeopleMap publicId={publicId} owners={owners} mayWrite={mayWrite} />
      <div className="stack">
        <TeamPanel publicId={publicId} mayWrite={mayWrite} />
        <DatesPanel publicId={publicId} mayWrite={mayWrite} />
      </div>
    </div>
  );
}

interface MapProps {
  readonly publicId: string;
  readonly owners: Customer['owners'];
  readonly mayWrite: boolean;
}

function PeopleMap({ publicId, owners, mayWrite }: MapProps) {
  const { t } = useTranslation();
  const [adding, setAdding] = useState(false);
  const contacts = useReply('GET /api/customers/:publicId/contacts', { params: { publicId } });
  const mayReveal = useMayFor('interactions.write', [owners.a, owners.b]);
  const people = contacts.data?.items ?? [];
  const add = (
    <Button size="small" onClick={() => setAdding(true)}>
      {t('people.add')}
    </Button>
  );
  return (
    <div className="stack">
      <Panel title={t('people.title')} caption={t('people.caption')} extra={mayWrite ? add : undefined}>
        {contacts.isPending && <Loading lines={5} />}
        {contacts.isError && <ReplyFailure error={contacts.error} again={contacts.refetch} />}
        {contacts.data !== undefined && people.length === 0 && (
          <Empty title={t('customer.people.none.title')}>{t('customer.people.none.text')}</Empty>
        )}
        {people.length > 0 && (
          <Lanes
            people={people.filter(({ leftAt }) => leftAt === null)}
            card={(contact) => (
              <PersonCard
                key={contact.id}
                publicId={publicId}
                contact={contact}
                others={people}
                mayWrite={mayWrite}
                mayReveal={mayReveal}
              />
            )}
          />
        )}
      </Panel>
      <LeftPanel publicId={publicId} people={people.filter(({ leftAt }) => leftAt !== null)} mayWrite={mayWrite} />
      {adding && <EditPerson publicId={publicId} onClose={() => setAdding(false)} />}
    </div>
  );
}

/** A lane without anybody is the news: nobody there whom we could ask. */
function Lanes(props: { people: readonly ContactRow[]; card: (contact: ContactRow) => React.ReactNode }) {
  const { t } = useTranslation();
  const inLane = (lane: Lane) => props.people.filter(({ role }) => (role ?? 'unknown') === lane);
  const lanes = LANES.filter((lane) => lane !== 'unknown' || inLane(lane).length > 0);
  return (
    <div className="lanes">
      {lanes.map((lane) => (
        <section key={lane} className="lane" aria-label={t(`people.lanes.${lane}.title`)}>
          <h3 className="caption">{t(`people.lanes.${lane}.title`)}</h3>
          {inLane(lane).length === 0 && <p className="lane-empty">{t(`people.lanes.${lane}.none`)}</p>}
          {inLane(lane).map(props.card)}
        </section>
      ))}
    </div>
  );
}

function LeftPanel({
  publicId,
  people,
  mayWrite,
}: {
  publicId: string;
  people: readonly ContactRow[];
  mayWrite: boolean;
}) {
  const { t } = useTranslation();
  if (people.length === 0) return null;
  return (
    <Panel title={t('people.left.title')}>
      <ul className="ongoing">
        {people.map((contact) => (
          <LeftLine key={contact.id} publicId={publicId} contact={contact} mayWrite={mayWrite} />
        ))}
      </ul>
    </Panel>
  );
}

function LeftLine({ publicId, contact, mayWrite }: { publicId: string; contact: ContactRow; mayWrite: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const undo = useAct('DELETE /api/customers/:publicId/contacts/:id/departure');
  const { id, name, post, leftOn, successor, elsewhere } = contact;
  return (
    <li>
      <div className="ongoing-line">
        <span>
          <b>{name}</b> <span className="secondary">{post}</span>
        </span>
        {mayWrite && (
          <Button
            type="link"
            size="small"
            loading={undo.isPending}
            onClick={() => undo.mutate({ params: { publicId, id } })}
          >
            {t('people.left.undo')}
          </Button>
        )}
      </div>
      <p className="caption person-facts">
        {leftOn !== null && <span>{t('people.left.line', { day: format.date(leftOn) })}</span>}
        <span>
          {successor === null ? t('people.left.noSuccessor') : t('people.left.successor', { name: successor.name })}
        </span>
        {elsewhere
          .filter((one) => one.leftOn === null)
          .map((one) => (
            <Link key={one.publicId} href={paths.customer(one.publicId, 'contacts')}>
              {t('people.left.nowAt', { customer: one.customer })}
            </Link>
          ))}
      </p>
    </li>
  );
}
