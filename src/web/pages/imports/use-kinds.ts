import type { ImportKind } from '../../../client/shapes.ts';
import { useFormat } from '../../../ui/locale.tsx';
import { useReply } from '../../server.ts';

/** The kinds of files as the server knows them, in the order in which people should bring them in. */
export function useKinds() {
  const { language } = useFormat();
  const kinds = useReply('GET /api/import-kinds').data?.items ?? [];
  return {
    options: kinds.map(({ kind, name }) => ({ value: kind, label: name[language] })),
    needsCustomers: (kind: ImportKind) => kinds.find((one) => one.kind === kind)?.needsKnownCustomer ?? false,
    nameOf: (kind: ImportKind) => kinds.find((one) => one.kind === kind)?.name[language] ?? '',
    whatOf: (kind: ImportKind) => kinds.find((one) => one.kind === kind)?.what[language] ?? '',
  };
}
