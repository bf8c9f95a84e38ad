import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';

export type AddressValues = Readonly<Record<string, string | undefined>>;

/** What the page keeps in its address: filters, sorting, the page of a list. Setting one goes back to the first page. */
export function useAddress(): { values: AddressValues; set: (patch: AddressValues) => void } {
  const search: Record<string, unknown> = useSearch({ strict: false });
  const navigate = useNavigate();
  const values = useMemo(() => textsOf(search), [search]);
  return {
    values,
    set: (patch) => void navigate({ to: '.', search: { ...values, offset: undefined, ...patch }, replace: true }),
  };
}

/** A part of the path, `publicId` of `/customers/$publicId`; empty when the route has none of that name. */
export function usePathPart(name: 'publicId' | 'tab' | 'id'): string {
  const params: Partial<Record<'publicId' | 'tab' | 'id', string>> = useParams({ strict: false });
  return params[name] ?? '';
}

function textsOf(search: Record<string, unknown>): AddressValues {
  const texts = Object.entries(search).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== '',
  );
  return Object.fromEntries(texts);
}

/** The text when it is one of the words allowed; an address somebody mistyped then asks for everything. */
export function oneOf<Word extends string>(words: readonly Word[], text: string | undefined): Word | undefined {
  return words.find((word) => word === text);
}

/** A whole number of the address; undefined for anything else. */
export function numberOf(text: string | undefined): number | undefined {
  const value = Number(text);
  return text === undefined || !Number.isSafeInteger(value) || value < 0 ? undefined : value;
}
