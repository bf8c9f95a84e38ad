import type { Words } from '../words.ts';
import type { shell as zh } from '../zh/shell.ts';

export const shell: Words<typeof zh> = {
  product: 'Changke',
  skip: 'Skip to content',
  search: 'Search',
  navigation: 'Main navigation',
  openMenu: 'Open menu',
  groups: { work: 'Work', customers: 'Customers', plan: 'Plan and improvement', system: 'System' },
  pages: {
    record: 'Quick record',
    today: 'Today',
    warnings: 'Warnings',
    customers: 'Customers',
    duplicates: 'Duplicates',
    health: 'Health',
    plan: 'Plan',
    calendars: 'Calendars',
    quality: 'Data quality',
    imports: 'Data',
    team: 'Team',
    pool: 'Pool',
    handOvers: 'Hand-overs',
    stockList: 'Stock list',
    trail: 'Trail',
  },
  roles: {
    administrator: 'Administrator',
    retention_lead: 'Retention lead',
    account_manager: 'Account manager',
    service_agent: 'Service agent',
    assistant: 'Assistant',
    credit_controller: 'Credit controller',
    executive: 'Executive',
    viewer: 'Viewer',
  },
  account: {
    menu: 'My account',
    language: '中文',
    password: 'Change password',
    signOut: 'Sign out',
  },
  palette: {
    title: 'Search customers and pages',
    placeholder: 'Customer, pinyin or page',
    nothing: 'No customer or page is called “{{query}}”. Try two characters of the name.',
    hint: '↑ ↓ choose, Enter opens, Esc closes',
  },
  notFound: {
    title: 'No such page',
    text: 'The address may be mistyped, or the page has a new name.',
    back: 'Back to Today',
  },
  crash: {
    title: 'This page failed',
    text: 'Other pages still work. Try again; if it fails again, give the administrator the number.',
  },
};
