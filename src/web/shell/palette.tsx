import { Modal } from 'antd';
import { type KeyboardEvent, useContext, useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomerRef } from '../../client/shapes.ts';
import { BandChip } from '../../ui/chips.tsx';
import { Icon } from '../../ui/icons.tsx';
import { NavigateContext } from '../../ui/link.tsx';
import { CustomerTier } from '../customer-mark.tsx';
import { paths } from '../paths.ts';
import { useReply } from '../server.ts';
import { SITE } from './site.ts';

interface Found {
  readonly key: string;
  readonly href: string;
  readonly customer?: CustomerRef;
  readonly page?: (typeof SITE)[number]['entries'][number];
}

/** Ctrl-K: any customer by two characters or pinyin, any page by name. */
export function Palette({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal
      open={open}
      onCancel={onClose}
      footer={null}
      closable={false}
      destroyOnHidden
      width={560}
      className="palette"
      title={t('shell.palette.title')}
      styles={{ container: { padding: 0 } }}
    >
      <PaletteBody onClose={onClose} />
    </Modal>
  );
}

function PaletteBody({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useContext(NavigateContext);
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(0);
  const found = useFound(useDeferredValue(text.trim()));
  const open = (entry: Found | undefined) => {
    if (entry === undefined) return;
    onClose();
    navigate(entry.href);
  };
  const onKey = (event: KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };
    const step = steps[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setChosen((at) => (found.length === 0 ? 0 : (at + step + found.length) % found.length));
    }
    if (event.key === 'Enter') open(found[chosen]);
  };
  return (
    <div className="palette-body">
      <label className="palette-input">
        <Icon name="search" size={18} />
        <span className="visually-hidden">{t('shell.palette.title')}</span>
        <input
          autoFocus
          role="combobox"
          aria-expanded="true"
          aria-controls="palette-list"
          aria-activedescendant={found[chosen] === undefined ? undefined : `palette-${found[chosen].key}`}
          placeholder={t('shell.palette.placeholder')}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setChosen(0);
          }}
          onKeyDown={onKey}
        />
      </label>
      <FoundList found={found} chosen={chosen} onOpen={open} />
      <p className="caption palette-hint">
        {found.length === 0 && text !== '' ? t('shell.palette.nothing', { query: text }) : t('shell.palette.hint')}
      </p>
    </div>
  );
}

function FoundList({
  found,
  chosen,
  onOpen,
}: {
  found: readonly Found[];
  chosen: number;
  onOpen: (entry: Found) => void;
}) {
  const { t } = useTranslation();
  return (
    <div id="palette-list" role="listbox" aria-label={t('shell.palette.title')} className="palette-list">
      {found.map((entry, index) => (
        <div
          key={entry.key}
          id={`palette-${entry.key}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === chosen}
          className={index === chosen ? 'palette-option palette-chosen' : 'palette-option'}
          onClick={() => onOpen(entry)}
          onKeyDown={() => undefined}
        >
          {entry.page !== undefined && <Icon name={entry.page.icon} />}
          {entry.page !== undefined && <span>{t(`shell.pages.${entry.page.key}`)}</span>}
          {entry.customer !== undefined && <FoundCustomer customer={entry.customer} />}
        </div>
      ))}
    </div>
  );
}

function FoundCustomer({ customer }: { customer: CustomerRef }) {
  return (
    <>
      <CustomerTier tier={customer.tier} />
      <span>{customer.name}</span>
      <span className="palette-band">
        <BandChip band={customer.colour} score={customer.score} />
      </span>
    </>
  );
}

/** Pages match by their name in either language's letters; customers are the server's business. */
function useFound(text: string): Found[] {
  const { t } = useTranslation();
  const reply = useReply('GET /api/search', { query: { query: text } }, text !== '');
  const pages = SITE.flatMap(({ entries }) => entries)
    .filter(
      (entry) =>
        text === '' || `${t(`shell.pages.${entry.key}`)} ${entry.key}`.toLowerCase().includes(text.toLowerCase()),
    )
    .map((page): Found => ({ key: page.key, href: page.href, page }));
  if (text === '') return pages;
  const customers = (reply.data?.customers ?? []).map(
    (customer): Found => ({ key: customer.publicId, href: paths.customer(customer.publicId), customer }),
  );
  return [...customers, ...pages];
}
