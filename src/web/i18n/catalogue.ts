/** Every word of the app: one file per part and language, the same keys in both. */
import { customers as customersEn } from './en/customers.ts';
import { health as healthEn } from './en/health.ts';
import { session as sessionEn } from './en/session.ts';
import { shell as shellEn } from './en/shell.ts';
import { ui as uiEn } from './en/ui.ts';
import { customers as customersZh } from './zh/customers.ts';
import { health as healthZh } from './zh/health.ts';
import { session as sessionZh } from './zh/session.ts';
import { shell as shellZh } from './zh/shell.ts';
import { ui as uiZh } from './zh/ui.ts';

export const zh = {
  customers: customersZh,
  health: healthZh,
  session: sessionZh,
  shell: shellZh,
  ui: uiZh,
};

export const en = {
  customers: customersEn,
  health: healthEn,
  session: sessionEn,
  shell: shellEn,
  ui: uiEn,
};

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    returnNull: false;
    resources: { translation: typeof zh };
  }
}
