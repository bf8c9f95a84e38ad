import { addMonths, dayOf, formatDay, parseDay } from '../../kernel/time.ts';

/** Days to think of, with what they are about. */
export type DateKind =
  | 'cooperation_anniversary'
  | 'company_anniversary'
  | 'birthday'
  | 'wedding'
  | 'wedding_anniversary'
  | 'childbirth'
  | 'baby_birthday'
  | 'other';

export const dateKinds = [
  'cooperation_anniversary',
  'company_anniversary',
  'birthday',
  'wedding',
  'wedding_anniversary',
  'childbirth',
  'baby_birthday',
  'other',
] as const satisfies readonly DateKind[];

export type ConsentGiver = 'person' | 'guardian';
export const consentGivers = ['person', 'guardian'] as const satisfies readonly ConsentGiver[];

/** A consent of its own (单独同意): what for, by whom, where it was said, and until when the date may be kept. */
export interface SeparateConsent {
  readonly purpose: string;
  readonly by: ConsentGiver;
  readonly source: string;
  /** Local days. */
  readonly givenOn: string;
  readonly keepUntil: string;
}

export interface DateFields {
  readonly contactId?: string | null;
  readonly kind: DateKind;
  /** Local day. */
  readonly day: string;
  readonly yearly?: boolean;
  /** How many days before it should be thought of. */
  readonly leadDays?: number;
  readonly note?: string;
  readonly consent?: SeparateConsent | null;
}

/** A kept date, with the day on which it comes next; null when it is past and does not come again. */
export interface ImportantDate {
  readonly id: string;
  readonly contact: { readonly id: string; readonly name: string } | null;
  readonly kind: DateKind;
  readonly day: string;
  readonly yearly: boolean;
  readonly leadDays: number;
  readonly note: string;
  readonly consent: SeparateConsent | null;
}

/** A date of a family or a child is kept this long after the consent at most. */
export const KEPT_MONTHS_MAX = 36;

const ABOUT_CHILDREN: readonly DateKind[] = ['childbirth', 'baby_birthday'];
const ABOUT_FAMILIES: readonly DateKind[] = ['wedding', 'wedding_anniversary', ...ABOUT_CHILDREN];

/** What is missing before the date may be kept, as the code of an error; null when nothing is. */
export function consentMissing({ kind, contactId, consent }: DateFields) {
  if (!ABOUT_FAMILIES.includes(kind)) return null;
  if (contactId == null) return 'date_needs_contact';
  if (consent == null) return 'separate_consent_missing';
  if (ABOUT_CHILDREN.includes(kind) && consent.by !== 'guardian') return 'guardian_consent_missing';
  return parseDay(consent.keepUntil) > addMonths(parseDay(consent.givenOn), KEPT_MONTHS_MAX)
    ? 'date_kept_too_long'
    : null;
}

/** The first day from `today` on that the date means; 29 February is the 28th in other years; null when it is over. */
export function nextOccurrence(day: string, yearly: boolean, today: string): string | null {
  if (day >= today) return day;
  if (!yearly) return null;
  const year = Number(today.slice(0, 4));
  const inYear = (each: number) => formatDay(sameDayOf(parseDay(day), Number(day.slice(0, 4)), each));
  return inYear(year) >= today ? inYear(year) : inYear(year + 1);
}

function sameDayOf(day: number, from: number, to: number): number {
  return Math.min(addMonths(day, (to - from) * 12), dayOf(to, 12, 31));
}
