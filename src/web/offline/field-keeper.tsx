import { useEffect } from 'react';
import { startQueue } from './queue.ts';
import { useOwnCustomers } from './use-known-customers.ts';

/** Runs the queue of whoever is signed in, and keeps the names of their own customers for where there is no signal. */
export function FieldKeeper({ memberId }: { memberId: string }) {
  useEffect(() => startQueue(memberId), [memberId]);
  useOwnCustomers();
  return null;
}
