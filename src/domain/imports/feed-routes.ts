import { z } from 'zod';
import { route } from '../../http/route.ts';
import { IMPORT_KINDS, stateDataThrough } from './imports.ts';

export const feedRoutes = [
  route({
    method: 'PUT',
    path: '/api/feeds/:kind',
    permission: 'imports.run',
    summary: 'Says up to which day a feed is complete; everybody is judged anew',
    params: z.strictObject({ kind: z.enum(IMPORT_KINDS) }),
    body: z.strictObject({ dataThrough: z.iso.date() }),
    handle: ({ db, act, params, body }) =>
      db.transaction().execute((trx) => stateDataThrough(trx, act, params.kind, body.dataThrough)),
  }),
];
