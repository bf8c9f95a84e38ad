import { Button, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Customer, Profile } from '../../../client/shapes.ts';
import { Icon } from '../../../ui/icons.tsx';
import { Link } from '../../../ui/link.tsx';
import { paths } from '../../paths.ts';
import { useMayFor } from '../../server.ts';
import { EditCustomer } from './edit-customer.tsx';
import { RecordContact } from './record-contact.tsx';
import { RecordNeed } from './record-need.tsx';

/** All that is written down about a customer, one tap away: what was said, a visit, a need or promise, a competitor. */
export function HeadActions({ profile, details }: { profile: Profile; details: Customer }) {
  const { t } = useTranslation();
  const { owners } = details;
  const mayRecord = useMayFor('interactions.write', [owners.a, owners.b]);
  const mayNeed = useMayFor('needs.write', [owners.a, owners.b]);
  const { publicId, name, shortName } = profile.customer;
  const customer = { publicId, name: shortName ?? name };
  return (
    <div className="customer-actions">
      <EditCustomer details={details} />
      <Link href={paths.brief(publicId)} className="head-action">
        <Icon name="document" size={14} />
        {t('recording.page.brief')}
      </Link>
      {mayRecord && (
        <Link href={paths.visit(publicId)} className="head-action">
          <Icon name="person" size={14} />
          {t('recording.visit.button')}
        </Link>
      )}
      {mayNeed && <NeedButton customer={customer} ownerId={owners.a?.id ?? null} />}
      {mayRecord && <RecordContact customer={customer} kind="competitor" />}
      {mayRecord && <RecordContact customer={customer} kind="primary" />}
    </div>
  );
}

function NeedButton(props: { customer: { publicId: string; name: string }; ownerId: string | null }) {
  const { customer, ownerId } = props;
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {t('glance.record.need')}
      </Button>
      <Modal
        className="need-modal"
        open={open}
        title={t('glance.record.needTitle', { name: customer.name })}
        footer={null}
        onCancel={() => setOpen(false)}
        destroyOnHidden
        width={560}
      >
        <RecordNeed publicId={customer.publicId} ownerId={ownerId} onDone={() => setOpen(false)} />
      </Modal>
    </>
  );
}
