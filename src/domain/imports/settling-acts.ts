import { parseDocument } from 'yaml';
import type { Db } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import { AppError } from '../../kernel/errors.ts';
import { minorDigits } from '../../kernel/money.ts';
import { checkZone } from '../../kernel/time.ts';
import { activatePlan, addPlanVersion, findActivePlan, READY_MADE, readyMadeText } from '../plans/plans.ts';
import { kindOf } from './kinds.ts';
import type { ImportMap } from './mapping.ts';

/** Finds the text of a plan that comes with the program by its name. */
export type PlanText = (name: string) => Promise<string>;

/** What amounts and times of the files mean. */
export interface Settings {
  readonly currency: string;
  readonly timezone: string;
  /** Puts the map's plan in force where there is none yet; otherwise does nothing. */
  activate(db: Db, act: Act): Promise<void>;
}

const nothingToActivate = async (): Promise<void> => undefined;

/**
 * Settles currency and time zone of an import: the map's word, else that of the plan in force. The books have one
 * currency: amounts in another one are refused. An empty database may get its plan from the map.
 */
export async function settle(db: Db, map: ImportMap, planText: PlanText = readyMade): Promise<Settings> {
  if (map.timezone !== undefined) checkZone(map.timezone);
  if (map.currency !== undefined) minorDigits(map.currency);
  const active = await findActivePlan(db);
  if (active !== null) return settleUnderPlan(map, active.plan);
  if (map.plan !== undefined) return settleWithNewPlan(map, await planText(map.plan));
  return { ...needed(map), activate: nothingToActivate };
}

async function readyMade(name: string): Promise<string> {
  const known = READY_MADE.find((each) => each === name);
  if (known === undefined) throw new AppError('plan_not_ready_made', { name, known: READY_MADE.join(', ') });
  return readyMadeText(known);
}

function settleUnderPlan(map: ImportMap, plan: { currency: string; timezone: string }): Settings {
  const { currency = plan.currency, timezone = plan.timezone } = map;
  if (currency !== plan.currency) throw new AppError('import_currency_differs', { currency, book: plan.currency });
  return { currency, timezone, activate: nothingToActivate };
}

/** A ready-made plan takes over the currency and the zone of the first data. */
function settleWithNewPlan(map: ImportMap, text: string): Settings {
  const document = parseDocument(text);
  if (map.currency !== undefined) document.set('currency', map.currency);
  if (map.timezone !== undefined) document.set('timezone', map.timezone);
  const currency = String(document.get('currency'));
  const timezone = String(document.get('timezone'));
  const fitted = document.toString({ lineWidth: 0 });
  const activate = (db: Db, act: Act): Promise<void> =>
    db.transaction().execute(async (trx) => {
      await activatePlan(trx, act, await addPlanVersion(trx, act, fitted, `import ${map.name ?? map.kind}`));
    });
  return { currency, timezone, activate };
}

/** Not every kind of file carries amounts or times of day. */
function needed(map: ImportMap): { currency: string; timezone: string } {
  const { needs } = kindOf(map.kind);
  if (map.currency === undefined && needs.currency) throw new AppError('import_currency_needed');
  if (map.timezone === undefined && needs.timezone) throw new AppError('import_zone_needed');
  return { currency: map.currency ?? 'CNY', timezone: map.timezone ?? 'UTC' };
}
