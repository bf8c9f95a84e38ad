import type { Plan } from '../../plan/plan.ts';
import { colourOf } from '../../scoring/colour.ts';
import type { Colour } from '../../scoring/program.ts';

/** A thing of the plan as pages name it. */
export interface Label {
  readonly key: string;
  readonly name: string;
  readonly nameEn: string;
}

/** A customer as lists name it: who, which tier, how well. Score in whole points. */
export interface CustomerRef {
  readonly publicId: string;
  readonly name: string;
  readonly shortName: string | null;
  readonly tier: Label;
  readonly colour: Colour;
  readonly score: number | null;
  readonly provisional: boolean;
}

/** The columns that `referenceColumns` reads; colour and score as stored. */
export interface ReferenceRow {
  readonly publicId: string;
  readonly name: string;
  readonly shortName: string | null;
  readonly tierKey: string | null;
  readonly colourCode: number | null;
  readonly scoreTenths: number | null;
  readonly provisional: boolean | null;
}

/** The part of a plan that lists need: what tiers and warnings are called, and whose days count. */
export type Naming = Pick<Plan, 'tiers' | 'warnings' | 'timezone'>;

/** The plan's name of a tier; a customer that holds none has the lowest, and none where no plan is in force. */
export function tierLabel({ tiers }: Pick<Naming, 'tiers'>, key: string | null): Label {
  const tier = tiers.find((each) => each.key === key) ?? tiers.at(-1);
  return { key: tier?.key ?? '', name: tier?.name ?? '', nameEn: tier?.nameEn ?? '' };
}

/** Rounded down, so that 69.6 is not shown as 70 in yellow. */
export function wholePoints(tenths: number | null): number | null {
  return tenths === null ? null : Math.floor(tenths / 10);
}

/** A row as a reference. */
export function referenceOf(plan: Naming, row: ReferenceRow): CustomerRef {
  return {
    publicId: row.publicId,
    name: row.name,
    shortName: row.shortName,
    tier: tierLabel(plan, row.tierKey),
    colour: colourOf(row.colourCode ?? 0),
    score: wholePoints(row.scoreTenths),
    provisional: row.provisional ?? false,
  };
}
