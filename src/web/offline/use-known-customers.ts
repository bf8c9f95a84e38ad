import { useEffect, useState } from 'react';
import { useReply, useSession } from '../server.ts';
import { type KnownCustomer, keepCustomers, keptCustomers } from './store.ts';

const CUSTOMERS_KEPT_MAX = 200;

/** The names of my own customers, asked for and kept on this device; undefined where nothing can be asked. */
export function useOwnCustomers(): readonly KnownCustomer[] | undefined {
  const owner = useSession().data?.member.id;
  const query = { owner, limit: CUSTOMERS_KEPT_MAX };
  const items = useReply('GET /api/customers', { query }, owner !== undefined).data?.items;
  const [own, setOwn] = useState<readonly KnownCustomer[]>();
  useEffect(() => {
    if (items === undefined) return;
    const customers = items.map(({ customer: { publicId, name } }) => ({ publicId, name }));
    setOwn(customers);
    void keepCustomers(customers);
  }, [items]);
  return own;
}

/** My customers: as the server names them, else as this device remembers them; undefined until it has looked. */
export function useKnownCustomers(): readonly KnownCustomer[] | undefined {
  const own = useOwnCustomers();
  const [kept, setKept] = useState<readonly KnownCustomer[]>();
  useEffect(() => void keptCustomers().then(setKept), []);
  return own ?? kept;
}

/** How a customer is called: asked where one can ask, else from memory. */
export function useCustomerName(publicId: string): string | undefined {
  const details = useReply('GET /api/customers/:publicId', { params: { publicId } });
  const known = useKnownCustomers();
  return details.data?.name ?? known?.find((customer) => customer.publicId === publicId)?.name;
}
