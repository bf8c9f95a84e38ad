import { hasContact } from './book.ts';
import type { GroupedFacts } from './book-columns.ts';
import type { CustomerColumns } from './book-customers.ts';
import { addToPulse, noPulse, type PulseSums } from './pulse.ts';

/** What only a look at everybody tells, before anybody is judged: for one range of customers, or merged for all. */
export interface Survey {
  readonly pulse: PulseSums;
  /** By number of the owner among the words of the book: customers, and those with a contact of late. */
  readonly customers: Int32Array;
  readonly contacted: Int32Array;
}

export interface SurveyDays {
  readonly asOfDay: number;
  readonly ordersThrough: number;
}

export function noSurvey(owners: number): Survey {
  return { pulse: noPulse(), customers: new Int32Array(owners), contacted: new Int32Array(owners) };
}

/** Adds the customers at the places [from, to). */
export function surveyRange(
  survey: Survey,
  customers: CustomerColumns,
  facts: GroupedFacts,
  [from, to]: readonly [number, number],
  { asOfDay, ordersThrough }: SurveyDays,
  localDay: (instantMs: number) => number,
): void {
  const owners = customers.words.owner;
  for (let place = from; place < to; place++) {
    const id = customers.ids[place];
    const slice = [facts.starts[id], facts.ends[id]] as const;
    addToPulse(survey.pulse, facts.columns, slice, ordersThrough, localDay);
    const owner = owners[place];
    if (owner === 0) continue;
    survey.customers[owner] += 1;
    if (hasContact(facts.columns, slice, asOfDay, localDay)) survey.contacted[owner] += 1;
  }
}

export function mergeSurvey(into: Survey, part: Survey): void {
  for (const key of Object.keys(into.pulse) as (keyof PulseSums)[]) into.pulse[key] += part.pulse[key];
  part.customers.forEach((count, owner) => {
    into.customers[owner] += count;
  });
  part.contacted.forEach((count, owner) => {
    into.contacted[owner] += count;
  });
}

/** By owner: the share of their customers with a logged contact. */
export function coverageBy({ customers, contacted }: Survey, owners: readonly (string | null)[]): Map<string, number> {
  const coverage = new Map<string, number>();
  owners.forEach((owner, number) => {
    if (owner !== null && customers[number] > 0) coverage.set(owner, contacted[number] / customers[number]);
  });
  return coverage;
}
