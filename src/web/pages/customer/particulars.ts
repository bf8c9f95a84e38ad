import type { Body } from '../../../client/client.ts';
import type { Customer } from '../../../client/shapes.ts';
import { textOf, type Values } from './people-form.tsx';

export const PATTERNS = ['monthly', 'project', 'dealer', 'seasonal'] as const;

const PARTICULARS = [
  ...([
    'name',
    'shortName',
    'phone',
    'taxNumber',
    'address',
    'region',
    'city',
    'country',
    'industry',
    'group',
  ] as const),
  ...(['since', 'pattern', 'terms'] as const),
] as const;
export type Particular = (typeof PARTICULARS)[number];

type Wanted = Omit<Body<'PATCH /api/customers/:publicId'>, 'version' | 'kind'>;

/** The particulars as the form shows them; the whole phone is never shown, only written. */
export function heldOf(customer: Customer): Values {
  const { name, shortName, taxNumber, address, region, city, country, industry, group, since, pattern, terms } =
    customer;
  const words = { name, shortName, taxNumber, address, region, city, country, industry, since, pattern, terms };
  return { ...words, group: group?.name ?? null, phone: null };
}

/** What the form says otherwise than what was held: only this is sent, so nobody else's change is written over. */
export function changedFields(held: Customer, values: Values): Wanted {
  const before = heldOf(held);
  const changed = PARTICULARS.filter((field) => textOf(values, field) !== (before[field] ?? null));
  const { name, pattern, ...others } = Object.fromEntries(changed.map((field) => [field, textOf(values, field)]));
  return {
    ...others,
    ...(name == null ? {} : { name }),
    ...(pattern === undefined ? {} : { pattern: PATTERNS.find((one) => one === pattern) ?? null }),
  };
}

/** Which particulars a change speaks of, in the form's order. */
export function particularsOf(wanted: Wanted): Particular[] {
  return PARTICULARS.filter((field) => wanted[field] !== undefined);
}
