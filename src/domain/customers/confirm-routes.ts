import { route } from '../../http/route.ts';
import { confirmCustomer } from './confirm-acts.ts';

export const confirmRoutes = [
  route({
    method: 'POST',
    path: '/api/customers/:publicId/confirmations',
    permission: 'customers.write',
    customer: true,
    summary: 'Confirms that what is known of the customer is still true',
    handle: ({ db, act, customerId }) => db.transaction().execute((trx) => confirmCustomer(trx, act, customerId)),
  }),
];
