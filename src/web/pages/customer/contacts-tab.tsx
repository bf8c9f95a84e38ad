import { useTranslation } from 'react-i18next';
import type { ContactRow } from '../../../client/shapes.ts';
import { Avatar, TagChip } from '../../../ui/chips.tsx';
import { type Columns, DataTable } from '../../../ui/data-table.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { Empty, Loading } from '../../../ui/states.tsx';
import { ReplyFailure } from '../../reply-failure.tsx';
import { useReply } from '../../server.ts';

const CONSENTS = ['phone', 'wecom', 'email', 'sms'] as const;

/** Whom we know there, in which post, and what they allowed. */
export function ContactsTab({ publicId }: { publicId: string }) {
  const { t } = useTranslation();
  const contacts = useReply('GET /api/customers/:publicId/contacts', { params: { publicId } });
  const columns = useContactColumns();
  return (
    <Panel flush>
      {contacts.isPending && <Loading lines={5} />}
      {contacts.isError && <ReplyFailure error={contacts.error} again={contacts.refetch} />}
      {contacts.data !== undefined && contacts.data.items.length === 0 && (
        <Empty title={t('customer.people.none.title')}>{t('customer.people.none.text')}</Empty>
      )}
      {contacts.data !== undefined && contacts.data.items.length > 0 && (
        <DataTable
          rows={contacts.data.items}
          columns={columns}
          rowKey={(contact) => contact.id}
          label={t('customer.tabs.contacts')}
        />
      )}
    </Panel>
  );
}

function useContactColumns(): Columns<ContactRow> {
  const { t } = useTranslation();
  return [
    {
      key: 'name',
      title: t('customer.people.name'),
      render: (_, contact) => (
        <span className="table-name">
          <Avatar name={contact.name} />
          {contact.name}
          {contact.leftAt !== null && <TagChip>{t('customer.people.left')}</TagChip>}
        </span>
      ),
    },
    { key: 'post', title: t('customer.people.post'), render: (_, contact) => contact.post ?? '' },
    {
      key: 'role',
      title: t('customer.people.role'),
      responsive: ['md'],
      render: (_, contact) => contact.role !== null && t(`customer.people.roles.${contact.role}`),
    },
    {
      key: 'phone',
      title: t('customer.people.phone'),
      render: (_, contact) => <span className="figures nowrap">{contact.phoneMasked ?? ''}</span>,
    },
    {
      key: 'consents',
      title: t('customer.people.consents'),
      responsive: ['md'],
      render: (_, contact) => (
        <span className="secondary">
          {CONSENTS.filter((channel) => contact.consents[channel] === true)
            .map((channel) => t(`customer.consents.${channel}`))
            .join(' · ')}
        </span>
      ),
    },
  ];
}
