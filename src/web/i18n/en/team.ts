import type { Words } from '../words.ts';
import type { team as zh } from '../zh/team.ts';

export const team: Words<typeof zh> = {
  title: 'Team',
  caption: '{{count, number}} members',
  add: 'Add member',
  columns: { name: 'Name', email: 'E-mail', role: 'Role', team: 'Team', actions: 'Actions' },
  me: 'me',
  noTeam: 'no team',
  roleLabel: 'Role of {{name}}',
  teamLabel: 'Team of {{name}}',
  resetPassword: 'Reset password',
  resetTitle: 'Reset the password of {{name}}?',
  resetText: 'The old one stops working at once and they are signed out everywhere. The new one is shown once.',
  leave: 'Leaves',
  leaveTitle: '{{name}} leaves?',
  leaveText:
    'Signs them out everywhere at once and lets them in no more; what they did stays under their name. Give their customers to somebody else first.',
  leaveConfirm: 'They leave',
  cancel: 'Cancel',
  form: {
    title: 'Add member',
    name: 'Name',
    email: 'E-mail',
    post: 'Post (optional)',
    role: 'Role',
    team: 'Team',
    save: 'Add',
    requiredName: 'Enter the name',
    requiredEmail: 'Enter the e-mail',
  },
  password: {
    title: 'Password of {{name}}',
    text: 'Shown this once. Tell it in person or in a safe way, and have it changed after the first sign-in.',
    close: 'Noted',
  },
  reach: {
    administrator: 'every customer, members and audit',
    retention_lead: 'every customer, imports and plans',
    account_manager: 'reads the team’s customers, changes own',
    service_agent: 'every customer, contacts and complaints',
    assistant: 'types and imports for the team',
    credit_controller: 'terms, holds and receivables of every customer',
    executive: 'reads every customer',
    viewer: 'reads only',
  },
};
