import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ImportEntry } from '../../../client/shapes.ts';
import { useReply } from '../../server.ts';
import { useKinds } from './use-kinds.ts';

const LOOKED_AT = 20;

/** The upload that waits longest to be imported, besides this one. */
export function useWaiting(entry: ImportEntry | null): ImportEntry | undefined {
  const recent = useReply('GET /api/imports', { query: { limit: LOOKED_AT, offset: 0 } }).data?.items ?? [];
  return recent.findLast(({ id, state, files }) => state === 'uploaded' && files.length > 0 && id !== entry?.id);
}

/** Goes on with an upload that waits. */
export function WaitingButton({ waiting, onOpen }: { waiting: ImportEntry; onOpen: (id: string) => void }) {
  const { t } = useTranslation();
  const { nameOf } = useKinds();
  const words = { kind: nameOf(waiting.kind), file: waiting.files[0]?.name ?? '' };
  return (
    <Button type="primary" onClick={() => onOpen(waiting.id)}>
      {t('imports.verdict.next', words)}
    </Button>
  );
}
