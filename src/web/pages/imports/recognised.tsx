import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { FilePreview, ImportEntry } from '../../../client/shapes.ts';
import { failureText, useAct, useCompany } from '../../server.ts';
import { useKinds } from './use-kinds.ts';

/** Which program wrote the file and what it holds; or that it looks like something else than it was called. */
export function Recognised({ entry, file, onSorted }: { entry: ImportEntry; file: FilePreview; onSorted: () => void }) {
  const { t } = useTranslation();
  const { nameOf } = useKinds();
  const sort = useAct('POST /api/imports/:id/sorting');
  const count = Object.keys(file.columns).length;
  if (file.looksLike !== null && file.looksLike !== entry.kind) {
    return (
      <div className="import-ready import-acts" role="status">
        <span>{t('imports.preview.other', { kind: nameOf(entry.kind), like: nameOf(file.looksLike) })}</span>
        <Button
          type="primary"
          loading={sort.isPending}
          onClick={() => sort.mutate({ params: { id: entry.id } }, { onSuccess: onSorted })}
        >
          {t('imports.preview.asOther', { like: nameOf(file.looksLike) })}
        </Button>
        {sort.error !== null && <span>{failureText(sort.error).text}</span>}
      </div>
    );
  }
  if (file.ready === null) return null;
  return (
    <p className="secondary import-ready" role="status">
      {t('imports.preview.ready', { program: file.ready.program, kind: nameOf(entry.kind), count })}
    </p>
  );
}

/** Such rows are told of customers whom another file brings in: without any customer every row would fail. */
export function useLacksCustomers(entry: ImportEntry): boolean {
  const { needsCustomers } = useKinds();
  return useCompany().data?.customers === 0 && needsCustomers(entry.kind);
}

/** What to bring in before; this file waits meanwhile. */
export function CustomersFirst({ entry, onNew }: { entry: ImportEntry; onNew: () => void }) {
  const { t } = useTranslation();
  const { nameOf } = useKinds();
  return (
    <div className="import-ready import-acts" role="status">
      <span>{t('imports.preview.customersFirst', { kind: nameOf(entry.kind) })}</span>
      <Button type="primary" onClick={onNew}>
        {t('imports.preview.bringCustomers')}
      </Button>
    </div>
  );
}
