import { useQuery } from '@tanstack/react-query';
import type { ImportEntry } from '../../../client/shapes.ts';
import { ask } from '../../server.ts';

/** What the uploaded files look like; asked again when another encoding is chosen. It changes nothing, though it is a POST. */
export function usePreview(entry: ImportEntry, encoding: string | undefined) {
  const map = encoding === undefined ? { kind: entry.kind } : { kind: entry.kind, encoding };
  return useQuery({
    queryKey: ['import-preview', entry.id, entry.kind, encoding],
    queryFn: () => ask('POST /api/imports/:id/previews', { params: { id: entry.id }, body: { map } }),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
}
