import type { Words } from '../words.ts';
import type { stockList as zh } from '../zh/stock-list.ts';

export const stockList: Words<typeof zh> = {
  title: 'Stock list',
  caption: 'What was already so when the data came in: no alarms, the largest first.',
  columns: {
    customer: 'Customer',
    health: 'Health',
    cause: 'Why',
    amount: 'Last 12 months',
    amountBefore: 'Year before leaving',
    lastOrder: 'Last order',
    turnedOn: 'Had we known',
    owner: 'Owner',
  },
  judging: 'Judging {{count, number}} customers …',
  leaving: {
    title: 'Who is leaving',
    headline: '{{count}} customers are leaving, worth {{amount}} in the last year',
    lastOrder: '{{day}}, {{count, number}} days ago',
    all: 'all {{count}} are among the warnings',
    none: 'Nobody is leaving',
    noneText: 'After an import of deliveries, customers who fall silent, buy less or fewer categories are listed here.',
  },
  lost: {
    title: 'Already lost',
    caption: '{{count}} within two years',
    turned: 'would have been yellow on {{day}}: {{count, number}} days after the last order, {{ago, number}} days ago',
    turnedBefore:
      'would have been yellow on {{day}}: {{count, number}} days before the last order, {{ago, number}} days ago',
    never: 'gave no sign before',
  },
  stock: {
    title: 'This week',
    caption: '{{perWeek}} a week, {{done}} of {{total}} contacted',
    later: '{{count}} more wait; with this week’s they come to {{amount}}',
    none: 'Everybody of this week was contacted',
    noneText: 'The next largest follow next week.',
  },
};
