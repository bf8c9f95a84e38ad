/** Every word of the app: one file per part and language, the same keys in both. */
import { customer as customerEn } from './en/customer.ts';
import { customers as customersEn } from './en/customers.ts';
import { health as healthEn } from './en/health.ts';
import { imports as importsEn } from './en/imports.ts';
import { plan as planEn } from './en/plan.ts';
import { session as sessionEn } from './en/session.ts';
import { shell as shellEn } from './en/shell.ts';
import { team as teamEn } from './en/team.ts';
import { today as todayEn } from './en/today.ts';
import { ui as uiEn } from './en/ui.ts';
import { warnings as warningsEn } from './en/warnings.ts';
import { customer as customerZh } from './zh/customer.ts';
import { customers as customersZh } from './zh/customers.ts';
import { health as healthZh } from './zh/health.ts';
import { imports as importsZh } from './zh/imports.ts';
import { plan as planZh } from './zh/plan.ts';
import { session as sessionZh } from './zh/session.ts';
import { shell as shellZh } from './zh/shell.ts';
import { team as teamZh } from './zh/team.ts';
import { today as todayZh } from './zh/today.ts';
import { ui as uiZh } from './zh/ui.ts';
import { warnings as warningsZh } from './zh/warnings.ts';

export const zh = {
  customer: customerZh,
  customers: customersZh,
  health: healthZh,
  imports: importsZh,
  plan: planZh,
  session: sessionZh,
  shell: shellZh,
  team: teamZh,
  today: todayZh,
  ui: uiZh,
  warnings: warningsZh,
};

export const en = {
  customer: customerEn,
  customers: customersEn,
  health: healthEn,
  imports: importsEn,
  plan: planEn,
  session: sessionEn,
  shell: shellEn,
  team: teamEn,
  today: todayEn,
  ui: uiEn,
  warnings: warningsEn,
};

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    returnNull: false;
    resources: { translation: typeof zh };
  }
}
