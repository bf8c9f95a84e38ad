/**
 * The shape of a catalogue in another language: the same keys, any text. A key that counts ends in `_other`; English
 * adds `_one` beside it, which Chinese does not need.
 */
export type Words<Catalogue> = {
  [Key in keyof Catalogue]: Catalogue[Key] extends string ? string : Words<Catalogue[Key]>;
} & { [Key in keyof Catalogue as Key extends `${infer Base}_other` ? `${Base}_one` : never]?: string };
