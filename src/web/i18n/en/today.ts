import type { Words } from '../words.ts';
import type { today as zh } from '../zh/today.ts';

export const today: Words<typeof zh> = {
  title: 'Today',
  caption: '{{weekday}}, {{day}}: {{due}} due, {{week}} more this week',
  done: '{{count}} done',
  groups: { late: 'Late', due: 'Due today', week: 'This week' },
  columns: { limit: 'Limit', what: 'What, and why now', minutes: 'Takes' },
  minutes: '{{minutes}} min',
  complete: {
    button: 'Done',
    title: 'How it went',
    outcomes: { done: 'Done', dropped: 'Not needed' },
  },
  hours: {
    title: 'Hours today',
    available: '{{hours}} h available',
    done: 'Done',
    todo: 'To do',
    free: 'free',
    fits: 'Today fits.',
    over: '{{hours}} h too many today: do what is due first.',
    label: '{{done}} h done, {{todo}} h to do, {{available}} h available',
  },
  mine: { title: 'My customers', count: '{{count, number}}' },
  none: {
    title: 'Nothing to do today',
    text: 'No warning or task is due. Look at the customers with the most value at risk.',
    action: 'Open the health board',
  },
  noDue: 'no limit',
};
