import { Button, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../../ui/icons.tsx';
import { COMPETITOR_COMPARED } from './record-competitor.tsx';
import { RecordForm } from './record-form.tsx';

interface RecordContactProps {
  readonly customer: { readonly publicId: string; readonly name: string };
  /** Beside the customer's name the button is the page's own, or opens with a competitor heard; in a list it is one of many. */
  readonly kind: 'primary' | 'competitor' | 'link';
}

/** The button wherever a customer stands, and the form that it opens. */
export function RecordContact({ customer, kind }: RecordContactProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        type={kind === 'competitor' ? 'default' : kind}
        size={kind === 'link' ? 'small' : 'middle'}
        icon={kind === 'primary' ? <Icon name="pencil" /> : undefined}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        {t(kind === 'competitor' ? 'glance.record.competitor' : 'customer.contact.button')}
      </Button>
      <Modal
        open={open}
        title={t('customer.contact.title', { name: customer.name })}
        footer={null}
        onCancel={() => setOpen(false)}
        destroyOnHidden
        width={460}
      >
        <RecordForm
          customer={customer}
          {...(kind === 'competitor' ? { heard: COMPETITOR_COMPARED } : {})}
          onDone={() => setOpen(false)}
        />
      </Modal>
    </>
  );
}
