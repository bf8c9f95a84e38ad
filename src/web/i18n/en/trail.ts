import type { Words } from '../words.ts';
import type { trail as zh } from '../zh/trail.ts';

export const trail: Words<typeof zh> = {
  title: 'Trail',
  caption: 'Who exported lists, looked up whole numbers, or changed whose a customer is.',
  what: 'What',
  actions: {
    exported: 'Exported a list',
    revealed: 'Looked up a number',
    alarmed: 'Looked up many',
    claimed: 'Claimed a customer',
    released: 'Released a customer',
    merged: 'Merged customers',
  },
  columns: { at: 'When', by: 'Who', what: 'What', customer: 'Customer', details: 'Details' },
  rows: '{{count}} rows',
  inOneHour: '{{count}} in one hour',
  empty: 'Nothing yet',
  emptyText: 'Exports, looks at whole numbers, claims and merges are kept here.',
};
