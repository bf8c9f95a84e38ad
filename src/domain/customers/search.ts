import { pinyin } from 'pinyin-pro';

/** What is kept beside a customer so that it is found by its name, by the sound of it, or by the initials of that. */
export interface SearchKeys {
  /** Full pinyin, by which lists are sorted, then initials and the name itself: `huadongjiancai hdjc 华东建材`. */
  readonly pinyin: string;
  readonly grams: string[];
}

/** Another 100 characters of a name tell nobody apart. */
const NAME_LENGTH_MAX = 100;
const WORDS_MAX = 6;
const HAN = /\p{Script=Han}/u;

/** The keys of a name and, where there is one, its short form. */
export function searchKeys(name: string, shortName: string | null): SearchKeys {
  const names = [name, shortName ?? ''].map(normalized).filter((text) => text !== '');
  const full = names.map((text) => sound(text, 'pinyin'));
  const initials = names.map((text) => sound(text, 'first'));
  const grams = [
    ...names.flatMap((text) => [...pieces(text, 1).filter((letter) => HAN.test(letter)), ...pieces(text, 2)]),
    ...initials.flatMap((text) => [text.slice(0, 1), ...pieces(text, 2)]),
    ...full.flatMap((text) => [text.slice(0, 2), ...pieces(text, 3)]),
  ];
  return { pinyin: [...full, ...initials, ...names].join(' '), grams: [...new Set(grams)] };
}

/** One word of a search: rows that hold all grams of one alternative match, or may match when the text has to decide. */
export interface SearchWord {
  readonly text: string;
  readonly textDecides: boolean;
  readonly alternatives: readonly (readonly string[])[];
}

/** The words of what somebody typed; none where nothing was typed. */
export function searchWords(query: string): SearchWord[] {
  const words = normalized(query).split(' ').filter(Boolean).slice(0, WORDS_MAX);
  return words.map((text) => ({ text, textDecides: [...text].length > 2, alternatives: alternatives(text) }));
}

function alternatives(word: string): string[][] {
  const length = [...word].length;
  if (length <= 2) return [[word]];
  return HAN.test(word) ? [pieces(word, 2)] : [pieces(word, 2), pieces(word, 3)];
}

/** One width, one case, single spaces: what a person means by the same name. */
export function normalized(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim().slice(0, NAME_LENGTH_MAX);
}

/** Only letters and digits, so that brackets in a name do not have to be typed. */
function sound(text: string, pattern: 'pinyin' | 'first'): string {
  const syllables = pinyin(text, { toneType: 'none', type: 'array', pattern, nonZh: 'consecutive', v: true });
  return syllables.join('').replace(/[^a-z0-9]/g, '');
}

/** The digits people say of a phone to tell who called. */
export const TAIL_DIGITS = 4;
/** A shorter number, or one longer than any country's, is no phone. */
const PHONE_DIGITS = { min: 7, max: 15 } as const;

/** The digits of what somebody typed, where it may be a whole phone or the end of one; else null. */
export function phoneDigits(query: string): string | null {
  const text = normalized(query);
  if (!/^\+?[\d\s()-]+$/.test(text)) return null;
  const digits = text.replace(/\D/g, '');
  const isWhole = digits.length >= PHONE_DIGITS.min && digits.length <= PHONE_DIGITS.max;
  return isWhole || digits.length === TAIL_DIGITS ? digits : null;
}

/** All runs of `length` letters inside the words of a text, each once. */
function pieces(text: string, length: number): string[] {
  const runs = text.split(' ').flatMap((word) => {
    const letters = [...word];
    return letters
      .slice(0, Math.max(letters.length - length + 1, 0))
      .map((_, at) => letters.slice(at, at + length).join(''));
  });
  return [...new Set(runs)];
}
