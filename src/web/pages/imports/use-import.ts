import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { ImportEntry } from '../../../client/shapes.ts';
import { useAct, useReply } from '../../server.ts';

const ASK_AGAIN_MS = 1_000;

/** One import; while it runs it is asked again every second, and when it ends everything else is asked again. */
export function useImport(id: string) {
  const cache = useQueryClient();
  const found = useReply('GET /api/imports/:id', { params: { id } });
  const isRunning = found.data?.state === 'running' || found.data?.state === 'undoing';
  const { refetch } = found;
  useEffect(() => {
    if (!isRunning) return undefined;
    const timer = window.setInterval(() => void refetch(), ASK_AGAIN_MS);
    return () => {
      window.clearInterval(timer);
      void cache.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'import-preview' });
    };
  }, [isRunning, refetch, cache]);
  return found;
}

/** Starts an import or a dry run of it with a map. */
export function useStart(entry: ImportEntry) {
  const act = useAct('POST /api/imports/:id/runs');
  const start = (map: ImportEntry['map'], dryRun: boolean) =>
    act.mutate({ params: { id: entry.id }, body: { map, dryRun, dataThrough: null } });
  return { start, isPending: act.isPending, error: act.error };
}
