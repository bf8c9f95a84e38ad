import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContactRow } from '../../../client/shapes.ts';
import { Avatar, TagChip } from '../../../ui/chips.tsx';
import { Link } from '../../../ui/link.tsx';
import { useFormat } from '../../../ui/locale.tsx';
import { paths } from '../../paths.ts';
import { failureText, useAct } from '../../server.ts';
import { ConsentForm } from './people-consent.tsx';
import { Departure } from './people-departure.tsx';
import { EditPerson } from './people-edit.tsx';
import { WorksElsewhere } from './people-elsewhere.tsx';

const CONSENTS = ['phone', 'wecom', 'email', 'sms'] as const;

interface CardProps {
  readonly publicId: string;
  readonly contact: ContactRow;
  /** All contacts of the customer, among whom a successor may be. */
  readonly others: readonly ContactRow[];
  readonly mayWrite: boolean;
  readonly mayReveal: boolean;
}

/** One person in one post: how they stand to us, how to reach them, what they allowed, where else they work. */
export function PersonCard({ publicId, contact, others, mayWrite, mayReveal }: CardProps) {
  const { t } = useTranslation();
  const { name, post, attitude } = contact;
  return (
    <article className="person">
      <p className="person-name">
        <Avatar name={name} size={28} />
        <span>
          <b>{name}</b>
          <span className="caption person-post">{post ?? ' '}</span>
        </span>
        {attitude !== null && <TagChip>{t(`people.attitudes.${attitude}`)}</TagChip>}
      </p>
      <Phone publicId={publicId} contact={contact} mayReveal={mayReveal} />
      <Known contact={contact} />
      <Elsewhere contact={contact} />
      {mayWrite && <Actions publicId={publicId} contact={contact} others={others} />}
    </article>
  );
}

/** The whole number is shown on this card only, after asking; who asked is kept. */
function Phone({ publicId, contact, mayReveal }: Pick<CardProps, 'publicId' | 'contact' | 'mayReveal'>) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const reveal = useAct('POST /api/customers/:publicId/contacts/:id/phone-reveals');
  const [phone, setPhone] = useState<string>();
  if (contact.phoneMasked === null) return null;
  const show = () =>
    reveal
      .mutateAsync({ params: { publicId, id: contact.id } })
      .then((shown) => setPhone(shown.phone))
      .catch((error: unknown) => void message.error(failureText(error).text));
  return (
    <p className="person-line">
      {phone === undefined ? (
        <span className="figures nowrap">{contact.phoneMasked}</span>
      ) : (
        <a className="figures nowrap" href={`tel:${phone}`}>
          {phone}
        </a>
      )}
      {mayReveal && phone === undefined && (
        <Button type="link" size="small" loading={reveal.isPending} onClick={() => void show()}>
          {t('people.reveal')}
        </Button>
      )}
    </p>
  );
}

function Known({ contact }: { contact: ContactRow }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { consents, preferredChannel, fromOn } = contact;
  const said = CONSENTS.filter((channel) => consents[channel] !== null);
  return (
    <p className="caption person-facts">
      {preferredChannel !== null && (
        <span>{t('people.prefers', { channel: t(`people.channels.${preferredChannel}`) })}</span>
      )}
      {said.map((channel) => (
        <span key={channel} className={consents[channel] === false ? 'consent-refused' : undefined}>
          {consents[channel] === false ? '✕' : '✓'} {t(`customer.consents.${channel}`)}
        </span>
      ))}
      {fromOn !== null && <span>{t('people.since', { day: format.date(fromOn) })}</span>}
    </p>
  );
}

function Elsewhere({ contact }: { contact: ContactRow }) {
  const { t } = useTranslation();
  if (contact.elsewhere.length === 0 && contact.elsewhereHidden === 0) return null;
  return (
    <p className="caption person-facts">
      {contact.elsewhere.map(({ publicId, customer, post, leftOn }) => (
        <Link key={`${publicId}-${post}-${leftOn}`} href={paths.customer(publicId, 'contacts')}>
          {leftOn !== null
            ? t('people.elsewhereLeft', { customer })
            : post === null
              ? t('people.elsewhere', { customer })
              : t('people.elsewherePost', { customer, post })}
        </Link>
      ))}
      {contact.elsewhereHidden > 0 && <span>{t('people.hidden', { count: contact.elsewhereHidden })}</span>}
    </p>
  );
}

function Actions({ publicId, contact, others }: Pick<CardProps, 'publicId' | 'contact' | 'others'>) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<'edit' | 'leave' | 'consent'>();
  const close = () => setOpen(undefined);
  return (
    <p className="person-actions">
      <Button type="link" size="small" onClick={() => setOpen('edit')}>
        {t('people.edit')}
      </Button>
      <Button type="link" size="small" onClick={() => setOpen('consent')}>
        {t('people.consent')}
      </Button>
      <Button type="link" size="small" onClick={() => setOpen('leave')}>
        {t('people.leave')}
      </Button>
      <WorksElsewhere publicId={publicId} contact={contact} />
      {open === 'edit' && <EditPerson publicId={publicId} contact={contact} onClose={close} />}
      {open === 'consent' && <ConsentForm publicId={publicId} contact={contact} onClose={close} />}
      {open === 'leave' && <Departure publicId={publicId} contact={contact} others={others} onClose={close} />}
    </p>
  );
}
