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
  leaving: {
    title: 'Who is leaving',
    headline: '{{count}} customers are leaving, worth {{amount}} in the last year',
    all: 'all {{count}} are among the warnings',
    none: 'Nobody is leaving',
    noneText: 'After an import of deliveries, customers who fall silent, buy less or fewer categories are listed here.',
  },
  lost: {
    title: 'Already lost',
    caption: '{{count}} within two years',
    turned: 'yellow since {{day}}',
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
