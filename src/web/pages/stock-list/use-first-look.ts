import { useEffect } from 'react';
import type { FirstLook } from '../../../client/shapes.ts';
import { useHasBook } from '../../first-step.tsx';
import { useReply } from '../../server.ts';

const ASK_AGAIN_MS = 1_500;
const DAY_MS = 86_400_000;

/** Who is leaving and who is lost; asked again while the book is still being judged. */
export function useFirstLook() {
  const look = useReply('GET /api/first-look', {}, useHasBook() === true);
  const { refetch } = look;
  const waits = isJudging(look.data);
  useEffect(() => {
    if (!waits) return undefined;
    const timer = window.setInterval(() => void refetch(), ASK_AGAIN_MS);
    return () => window.clearInterval(timer);
  }, [waits, refetch]);
  return look;
}

/** Nobody judged yet: what is empty then says nothing. */
export function isJudging(look: FirstLook | undefined): boolean {
  return look !== undefined && look.waiting > 0 && look.leaving.customers + look.lost.customers === 0;
}

/** Whole days from one day of the calendar to another; negative backwards. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}
