import type { Words } from '../words.ts';
import type { brief as zh } from '../zh/brief.ts';

export const brief: Words<typeof zh> = {
  title: 'Visit brief',
  caption: '{{name}}, {{day}}',
  print: 'Print',
  visit: 'Visit',
  profile: 'Customer',
  health: 'Why this colour',
  noCause: 'Nothing has changed that needs saying.',
  warning: 'Level {{level}} warning',
  trade: '{{amount}} in 12 months, {{count, number}} orders, last {{day}}',
  neverOrdered: '{{amount}} in 12 months, never ordered',
  promises: {
    title: 'What we promised',
    none: 'No promise is open.',
    due: 'by {{day}}',
    overdue: 'late, was due {{day}}',
    more: '{{count}} more',
  },
  receivables: {
    title: 'Receivables',
    open: '{{amount}} open',
    overdue: '{{amount}} overdue, the oldest {{days}} days',
    fine: 'Nothing is overdue.',
    none: 'Nothing is open.',
    hold: 'Deliveries stopped: {{reason}}',
  },
  complaint: {
    title: 'Last complaint',
    none: 'Never complained.',
    open: 'Raised {{day}}, not solved',
    resolved: 'Raised {{day}}, solved {{on}}',
  },
  contacts: { title: 'Last contacts', none: 'No contacts recorded yet.' },
  people: {
    title: 'Whom to meet',
    none: 'No contacts yet: get to know somebody this time.',
    last: 'spoken to {{age}}',
    never: 'never spoken to',
  },
  attitudes: { supporter: 'supports us', neutral: 'neutral', critic: 'critical' },
  lastVisit: {
    title: 'Who of us was there last',
    none: 'Nobody has been there yet.',
    promised: 'Promised then: {{text}}',
  },
  dates: {
    title: 'Days to think of',
    none: 'None within a month.',
    kinds: {
      birthday: 'Birthday',
      cooperation_anniversary: 'Anniversary with us',
      company_anniversary: 'Company anniversary',
      other: 'Important day',
    },
  },
  buying: {
    title: 'No longer bought, and changed',
    none: 'Categories and sizes are as before.',
    dropped: '{{category}}: bought {{count}} times, not since {{day}}',
    drift: '{{category}}: from {{from}} to {{to}}',
  },
  next: { title: 'Next need', none: 'Never asked: ask this time.', project: 'Project {{name}}' },
};
