import { useEffect } from 'react';
import { useReply } from '../server.ts';
import { startQueue } from './queue.ts';
import { keepCustomers } from './store.ts';

const CUSTOMERS_KEPT_MAX = 200;

/** Runs the queue of whoever is signed in, and keeps the names of their own customers for where there is no signal. */
export function FieldKeeper({ memberId }: { memberId: string }) {
  useEffect(() => startQueue(memberId), [memberId]);
  const own = useReply('GET /api/customers', { query: { owner: memberId, limit: CUSTOMERS_KEPT_MAX } });
  const items = own.data?.items;
  useEffect(() => {
    if (items === undefined) return;
    void keepCustomers(items.map(({ customer }) => ({ publicId: customer.publicId, name: customer.name })));
  }, [items]);
  return null;
}
