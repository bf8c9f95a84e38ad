import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { SegmentPreview } from '../../../client/shapes.ts';
import { ask } from '../../server.ts';

/** A pause in typing after which it is worth counting. */
const PAUSE_MS = 350;

/** Counts who a correct condition finds, once the writer pauses; while a new one is counted the last stays. */
export function usePreview(expression: string) {
  const [settled, setSettled] = useState(expression);
  useEffect(() => {
    const timer = window.setTimeout(() => setSettled(expression), PAUSE_MS);
    return () => window.clearTimeout(timer);
  }, [expression]);
  return useQuery<SegmentPreview>({
    queryKey: ['POST /api/segment-previews', settled],
    queryFn: ({ signal }) => ask('POST /api/segment-previews', { body: { expression: settled }, signal }),
    enabled: settled !== '',
    placeholderData: (previous) => previous,
  });
}
