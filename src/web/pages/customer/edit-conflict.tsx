import './edit-customer.css';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Body } from '../../../client/client.ts';
import type { Customer } from '../../../client/shapes.ts';
import { heldOf, type Particular, particularsOf } from './particulars.ts';
import type { Values } from './people-form.tsx';

interface ConflictProps {
  readonly theirs: Customer;
  readonly mine: Omit<Body<'PATCH /api/customers/:publicId'>, 'version'>;
  readonly busy: boolean;
  readonly onKeepMine: () => void;
  readonly onTakeTheirs: () => void;
}

/** Somebody else was faster: what stands there now beside what was written here, and who wins. */
export function Conflict({ theirs, mine, busy, onKeepMine, onTakeTheirs }: ConflictProps) {
  const { t } = useTranslation();
  const empty = t('particulars.edit.conflict.empty');
  const now: Values = { ...heldOf(theirs), phone: theirs.phoneMasked };
  const shown = (field: Particular, value: string | number | null | undefined) =>
    field === 'pattern' && (value === 'monthly' || value === 'project' || value === 'dealer' || value === 'seasonal')
      ? t(`particulars.edit.patterns.${value}`)
      : (value ?? empty);
  return (
    <div role="alert">
      <h3>{t('particulars.edit.conflict.title')}</h3>
      <p className="secondary">{t('particulars.edit.conflict.text')}</p>
      <dl className="edit-conflict">
        {particularsOf(mine).map((field) => (
          <div key={field}>
            <dt>{t(`particulars.edit.fields.${field}`)}</dt>
            <dd>
              <span className="caption">{t('particulars.edit.conflict.now')}</span> {shown(field, now[field])}
            </dd>
            <dd>
              <span className="caption">{t('particulars.edit.conflict.mine')}</span> <b>{shown(field, mine[field])}</b>
            </dd>
          </div>
        ))}
      </dl>
      <p className="edit-buttons">
        <Button onClick={onTakeTheirs}>{t('particulars.edit.conflict.takeTheirs')}</Button>
        <Button type="primary" loading={busy} onClick={onKeepMine}>
          {t('particulars.edit.conflict.keepMine')}
        </Button>
      </p>
    </div>
  );
}
