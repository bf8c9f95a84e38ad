import type { Words } from '../words.ts';
import type { pool as zh } from '../zh/pool.ts';

export const pool: Words<typeof zh> = {
  title: 'Pool',
  caption: 'Customers without an owner. Claim one and it is yours; who served it last comes first for a while.',
  free: 'To claim',
  candidates: 'May be released',
  columns: {
    customer: 'Customer',
    place: 'Region',
    amount: 'Last 12 months',
    lastOrder: 'Last order',
    lastOwner: 'Last owner',
    owner: 'Owner',
  },
  unknown: 'unknown',
  protected: 'protected until {{until}}',
  claim: 'Claim',
  empty: 'Nobody is in the pool',
  emptyText: 'Every customer has an owner.',
  noCandidates: 'Nobody to release',
  noCandidatesText:
    'Customers who by the plan’s rule have long stopped buying and answering are listed here, to be decided one by one.',
  release: 'Release',
  releaseTitle: 'Release “{{name}}” to the pool?',
  releaseText:
    'It will have no owner, and after its protection others may claim it. The reason stays in the owner history.',
  reason: 'Reason, for example: no answer for two years',
  cancel: 'Cancel',
};
