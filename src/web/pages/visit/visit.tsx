import './visit.css';
import { useTranslation } from 'react-i18next';
import { Link } from '../../../ui/link.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { usePathPart } from '../../address.ts';
import { useCustomerName } from '../../offline/use-known-customers.ts';
import { paths } from '../../paths.ts';
import { Page } from '../../shell/page.tsx';
import { PastVisits } from './past-visits.tsx';
import { VisitForm } from './visit-form.tsx';

/** At the customer's: check in, three lines, photos; with and without a signal. */
export function VisitPage() {
  const { t } = useTranslation();
  const publicId = usePathPart('publicId');
  const name = useCustomerName(publicId) ?? '';
  return (
    <Page
      title={t('recording.visit.title', { name })}
      actions={<Link href={paths.brief(publicId)}>{t('recording.visit.brief')}</Link>}
    >
      <div className="visit-columns">
        <Panel>
          <VisitForm key={publicId} customer={{ publicId, name }} />
        </Panel>
        <PastVisits publicId={publicId} />
      </div>
    </Page>
  );
}
