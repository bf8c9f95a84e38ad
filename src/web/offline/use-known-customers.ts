import { useEffect, useState } from 'react';
import { useReply } from '../server.ts';
import { useQueue } from './queue.ts';
import { type KnownCustomer, keptCustomers } from './store.ts';

/** My customers as this device remembers them; undefined until it has looked. */
export function useKnownCustomers(): readonly KnownCustomer[] | undefined {
  const [known, setKnown] = useState<readonly KnownCustomer[]>();
  const { online } = useQueue();
  // Looked at anew whenever the signal comes or goes: the list may just have been fetched.
  useEffect(
    () => void keptCustomers().then((customers) => setKnown((before) => (online || !before ? customers : before))),
    [online],
  );
  return known;
}

/** How a customer is called: asked where one can ask, else from memory. */
export function useCustomerName(publicId: string): string | undefined {
  const details = useReply('GET /api/customers/:publicId', { params: { publicId } });
  const known = useKnownCustomers();
  return details.data?.name ?? known?.find((customer) => customer.publicId === publicId)?.name;
}
