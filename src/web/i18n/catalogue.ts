/** Every word of the app: one file per part and language, the same keys in both. */
import { brief as briefEn } from './en/brief.ts';
import { calendars as calendarsEn } from './en/calendars.ts';
import { customer as customerEn } from './en/customer.ts';
import { customers as customersEn } from './en/customers.ts';
import { duplicates as duplicatesEn } from './en/duplicates.ts';
import { glance as glanceEn } from './en/glance.ts';
import { health as healthEn } from './en/health.ts';
import { imports as importsEn } from './en/imports.ts';
import { needs as needsEn } from './en/needs.ts';
import { particulars as particularsEn } from './en/particulars.ts';
import { people as peopleEn } from './en/people.ts';
import { plan as planEn } from './en/plan.ts';
import { pool as poolEn } from './en/pool.ts';
import { quality as qualityEn } from './en/quality.ts';
import { receivables as receivablesEn } from './en/receivables.ts';
import { recording as recordingEn } from './en/recording.ts';
import { segments as segmentsEn } from './en/segments.ts';
import { session as sessionEn } from './en/session.ts';
import { shell as shellEn } from './en/shell.ts';
import { stockList as stockListEn } from './en/stock-list.ts';
import { team as teamEn } from './en/team.ts';
import { tiers as tiersEn } from './en/tiers.ts';
import { today as todayEn } from './en/today.ts';
import { trail as trailEn } from './en/trail.ts';
import { ui as uiEn } from './en/ui.ts';
import { warnings as warningsEn } from './en/warnings.ts';
import { brief as briefZh } from './zh/brief.ts';
import { calendars as calendarsZh } from './zh/calendars.ts';
import { customer as customerZh } from './zh/customer.ts';
import { customers as customersZh } from './zh/customers.ts';
import { duplicates as duplicatesZh } from './zh/duplicates.ts';
import { glance as glanceZh } from './zh/glance.ts';
import { health as healthZh } from './zh/health.ts';
import { imports as importsZh } from './zh/imports.ts';
import { needs as needsZh } from './zh/needs.ts';
import { particulars as particularsZh } from './zh/particulars.ts';
import { people as peopleZh } from './zh/people.ts';
import { plan as planZh } from './zh/plan.ts';
import { pool as poolZh } from './zh/pool.ts';
import { quality as qualityZh } from './zh/quality.ts';
import { receivables as receivablesZh } from './zh/receivables.ts';
import { recording as recordingZh } from './zh/recording.ts';
import { segments as segmentsZh } from './zh/segments.ts';
import { session as sessionZh } from './zh/session.ts';
import { shell as shellZh } from './zh/shell.ts';
import { stockList as stockListZh } from './zh/stock-list.ts';
import { team as teamZh } from './zh/team.ts';
import { tiers as tiersZh } from './zh/tiers.ts';
import { today as todayZh } from './zh/today.ts';
import { trail as trailZh } from './zh/trail.ts';
import { ui as uiZh } from './zh/ui.ts';
import { warnings as warningsZh } from './zh/warnings.ts';

export const zh = {
  brief: briefZh,
  calendars: calendarsZh,
  customer: customerZh,
  customers: customersZh,
  duplicates: duplicatesZh,
  health: healthZh,
  imports: importsZh,
  needs: needsZh,
  particulars: particularsZh,
  people: peopleZh,
  plan: planZh,
  pool: poolZh,
  glance: glanceZh,
  quality: qualityZh,
  receivables: receivablesZh,
  recording: recordingZh,
  segments: segmentsZh,
  session: sessionZh,
  shell: shellZh,
  stockList: stockListZh,
  team: teamZh,
  tiers: tiersZh,
  today: todayZh,
  trail: trailZh,
  ui: uiZh,
  warnings: warningsZh,
};

export const en = {
  brief: briefEn,
  calendars: calendarsEn,
  customer: customerEn,
  customers: customersEn,
  duplicates: duplicatesEn,
  health: healthEn,
  imports: importsEn,
  needs: needsEn,
  particulars: particularsEn,
  people: peopleEn,
  plan: planEn,
  pool: poolEn,
  glance: glanceEn,
  quality: qualityEn,
  receivables: receivablesEn,
  recording: recordingEn,
  segments: segmentsEn,
  session: sessionEn,
  shell: shellEn,
  stockList: stockListEn,
  team: teamEn,
  tiers: tiersEn,
  today: todayEn,
  trail: trailEn,
  ui: uiEn,
  warnings: warningsEn,
};

/**
 * Where a word stands: its part, then its path in it. Each of some thousand words by itself is more than the compiler can
 * go through; that every word asked for exists is tested.
 */
type Path = `${keyof typeof zh}.${string}`;

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    returnNull: false;
    keySeparator: false;
    resources: { translation: Record<Path, string> };
  }
}
