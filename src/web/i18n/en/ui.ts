import type { Words } from '../words.ts';
import type { ui as zh } from '../zh/ui.ts';

export const ui: Words<typeof zh> = {
  export: {
    button: 'Export',
    title: 'Export the list',
    text: 'Who exported what, when and why is kept, and every row of the file bears its number. Only customers you may see are in it.',
    reason: 'What for, for example: regional meeting',
    save: 'Export',
    cancel: 'Cancel',
  },
  band: { red: 'Red', yellow: 'Yellow', green: 'Green', unknown: 'Unknown' },
  bandSegment: '{{of}}: {{band}} {{count}}, open the list',
  asOf: { label: 'As of which day', format: '[As of] YYYY-MM-DD' },
  provisional: 'provisional',
  loading: 'Loading',
  forbidden: {
    title: 'Not allowed',
    text: 'An administrator grants access to this page. Ask one to change your role under Team.',
  },
  firstStep: {
    title: 'Start with two files from your ERP',
    text: 'Delivery notes and open receivables, just as they were exported. Minutes later you see here who is leaving, and worth how much.',
    action: 'Import files',
  },
  failure: {
    title: 'Could not load',
    again: 'Try again',
    number: 'Number {{number}}.',
    offline: 'The server cannot be reached. Check your network; other pages may still work.',
  },
  clock: { left: '{{length}} left', late: '{{length}} late', paused: 'Paused', met: 'Met', dueAt: 'due {{when}}' },
  age: { exact: 'Computed {{at}}', stale: 'past its {{hours}} h refresh limit' },
  trend: {
    toDate: '{{month}} to date',
    month: 'Month',
    value: 'Value',
    interval: '95% interval',
    day: 'Day',
    score: 'Health score',
    band: 'Health',
  },
  receipt: {
    indicator: 'Indicator',
    value: 'Value',
    points: 'Points',
    weight: 'Weight',
    contribution: 'Gives / of',
    since: 'vs {{day}}',
    leftOut: 'left out',
    cap: 'Taken off by caps',
    sum: 'Sum',
  },
  pages: { label: 'Pages', range: '{{from}}–{{to}} of {{total}}', previous: 'Previous', next: 'Next' },
  filter: { clear: 'Clear filters' },
};
