import './record.css';
import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from '../../../ui/link.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { Empty } from '../../../ui/states.tsx';
import { QueuePanel } from '../../offline/queue-panel.tsx';
import type { KnownCustomer } from '../../offline/store.ts';
import { useKnownCustomers } from '../../offline/use-known-customers.ts';
import { paths } from '../../paths.ts';
import { Page } from '../../shell/page.tsx';
import { RecordContact } from '../customer/record-contact.tsx';

/** My customers by name, with what one does in the field; the same with and without a signal. */
export function RecordPage() {
  const { t } = useTranslation();
  const known = useKnownCustomers();
  const [query, setQuery] = useState('');
  const found = known?.filter(({ name }) => name.toLowerCase().includes(query.trim().toLowerCase()));
  return (
    <Page title={t('recording.page.title')} caption={t('recording.page.caption')}>
      <div className="stack">
        <QueuePanel />
        <Panel flush>
          {known !== undefined && known.length > 0 && (
            <div className="record-search">
              <Input
                allowClear
                aria-label={t('recording.page.search')}
                placeholder={t('recording.page.search')}
                value={query}
                onChange={({ target }) => setQuery(target.value)}
              />
            </div>
          )}
          {known?.length === 0 && <Empty title={t('recording.page.none.title')}>{t('recording.page.none.text')}</Empty>}
          {found?.length === 0 && query !== '' && (
            <p className="secondary panel-padded">{t('recording.page.noMatch', { query })}</p>
          )}
          <ul className="record-list">
            {found?.map((customer) => (
              <CustomerLine key={customer.publicId} customer={customer} />
            ))}
          </ul>
        </Panel>
      </div>
    </Page>
  );
}

function CustomerLine({ customer }: { customer: KnownCustomer }) {
  const { t } = useTranslation();
  return (
    <li>
      <span className="record-name">{customer.name}</span>
      <span className="record-acts">
        <Link href={paths.brief(customer.publicId)}>{t('recording.page.brief')}</Link>
        <Link href={paths.visit(customer.publicId)}>{t('recording.page.visit')}</Link>
        <RecordContact customer={customer} kind="link" />
      </span>
    </li>
  );
}
