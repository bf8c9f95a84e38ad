import './duplicates.css';
import { Alert, App, Button, Input, Modal } from 'antd';
import { useContext, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Reply } from '../../../client/client.ts';
import { Icon } from '../../../ui/icons.tsx';
import { Link, NavigateContext } from '../../../ui/link.tsx';
import { paths } from '../../paths.ts';
import { ask, failureText, useAct, useMay } from '../../server.ts';

/** Typing goes on for a moment; nobody is asked about half a name. */
const PAUSE_MS = 500;
const NAME_MIN = 2;
const LENGTH_MAX = 100;
const FIELDS = ['name', 'phone', 'taxNumber', 'address'] as const;

type Typed = Record<(typeof FIELDS)[number], string>;
type Known = Reply<'POST /api/duplicate-checks'>['items'][number];

/** Enters a customer, and says while it is typed who that may be already. */
export function NewCustomer() {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  if (!useMay('customers.write')) return null;
  return (
    <>
      <Button icon={<Icon name="plus" size={14} />} onClick={() => setOpen(true)}>
        {t('duplicates.entry.button')}
      </Button>
      {open && <EntryDialog onClose={() => setOpen(false)} />}
    </>
  );
}

function EntryDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const navigate = useContext(NavigateContext);
  const [typed, setTyped] = useState<Typed>({ name: '', phone: '', taxNumber: '', address: '' });
  const known = useKnown(typed);
  const create = useAct('POST /api/customers');
  const save = async () => {
    try {
      const { publicId } = await create.mutateAsync({ body: { ...given(typed), name: typed.name.trim() } });
      onClose();
      navigate(paths.customer(publicId));
    } catch (error) {
      void message.error(failureText(error).text);
    }
  };
  return (
    <Modal
      open
      title={t('duplicates.entry.title')}
      okText={t(known.length > 0 ? 'duplicates.entry.saveAnyway' : 'duplicates.entry.save')}
      okButtonProps={{ disabled: typed.name.trim() === '' }}
      cancelText={t('duplicates.cancel')}
      confirmLoading={create.isPending}
      onOk={() => void save()}
      onCancel={onClose}
      width={480}
    >
      {FIELDS.map((field) => (
        <label key={field} className="entry-field" htmlFor={`entry-${field}`}>
          {t(`duplicates.fields.${field}`)}
          <Input
            id={`entry-${field}`}
            maxLength={LENGTH_MAX}
            value={typed[field]}
            onChange={(event) => setTyped({ ...typed, [field]: event.target.value })}
          />
        </label>
      ))}
      <div aria-live="polite">{known.length > 0 && <KnownList known={known} />}</div>
    </Modal>
  );
}

function given(typed: Typed): Partial<Typed> {
  const filled = FIELDS.map((field) => [field, typed[field].trim()] as const).filter(([, value]) => value !== '');
  return Object.fromEntries(filled);
}

/** Who in the book looks like what stands in the form; a check that fails stops nobody from entering. */
function useKnown(typed: Typed): readonly Known[] {
  const [known, setKnown] = useState<readonly Known[]>([]);
  useEffect(() => {
    const controller = new AbortController();
    const body = given(typed);
    const isTelling = (body.name ?? '').length >= NAME_MIN || body.phone !== undefined || body.taxNumber !== undefined;
    const check = () => {
      if (!isTelling) return setKnown([]);
      ask('POST /api/duplicate-checks', { body, signal: controller.signal })
        .then(({ items }) => setKnown(items))
        .catch(() => undefined);
    };
    const timer = window.setTimeout(check, PAUSE_MS);
    return () => {
      window.clearTimeout(timer);
      controller.abort();
    };
  }, [typed]);
  return known;
}

function KnownList({ known }: { known: readonly Known[] }) {
  const { t } = useTranslation();
  const lines = known.map((each) =>
    each.reach === 'own' ? (
      <li key={each.publicId}>
        <Link href={paths.customer(each.publicId)}>{each.name}</Link>{' '}
        <span className="caption">
          {[...each.reasons.map((reason) => t(`duplicates.reasons.${reason}`)), each.owner?.name]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </li>
    ) : (
      <li key={`of-${each.ownerName}`}>
        {each.ownerName === null
          ? t('duplicates.entry.nobodys')
          : t('duplicates.entry.others', { name: each.ownerName })}
      </li>
    ),
  );
  return <Alert type="warning" showIcon title={t('duplicates.entry.known')} description={<ul>{lines}</ul>} />;
}
