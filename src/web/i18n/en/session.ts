import type { Words } from '../words.ts';
import type { session as zh } from '../zh/session.ts';

export const session: Words<typeof zh> = {
  title: 'Sign in to Changke',
  lead: 'Who is well, who is leaving, why, and what to do now.',
  email: 'E-mail',
  password: 'Password',
  submit: 'Sign in',
  help: 'The first password is printed in the terminal that started Changke. If you lost yours, ask an administrator to reset it.',
  required: { email: 'Enter your e-mail', password: 'Enter your password' },
  change: {
    title: 'Change password',
    current: 'Current password',
    next: 'New password',
    nextHelp: 'At least 12 characters. A sentence you remember is best.',
    repeat: 'New password again',
    mismatch: 'The two new passwords differ. Enter them again.',
    submit: 'Change password',
    cancel: 'Cancel',
    done: 'Password changed. You are signed out on other devices.',
    requiredCurrent: 'Enter your current password',
    requiredNext: 'At least 12 characters',
  },
};
