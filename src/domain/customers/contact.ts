/** What a person in a post at a customer has to say there: who decides, buys, uses, pays, influences. */
export type ContactRole = 'decider' | 'buyer' | 'user' | 'payer' | 'influencer';

export const contactRoles = [
  'decider',
  'buyer',
  'user',
  'payer',
  'influencer',
] as const satisfies readonly ContactRole[];

/** The score of a `contact_left` fact says whom we lost; 0 where the role is not known. */
export const contactRoleCodes = { decider: 1, buyer: 2, user: 3, payer: 4, influencer: 5 } as const satisfies Record<
  ContactRole,
  number
>;

/** How the person stands towards us, where somebody has said so. */
export type Attitude = 'supporter' | 'neutral' | 'critic';
export const attitudes = ['supporter', 'neutral', 'critic'] as const satisfies readonly Attitude[];

/** How the person would rather be spoken to. */
export type PreferredChannel = ConsentChannel | 'visit';
export const preferredChannels = [
  'phone',
  'wecom',
  'visit',
  'email',
  'sms',
  'portal',
] as const satisfies readonly PreferredChannel[];

export type ConsentChannel = 'phone' | 'sms' | 'email' | 'wecom' | 'portal';

export const consentChannels = [
  'phone',
  'sms',
  'email',
  'wecom',
  'portal',
] as const satisfies readonly ConsentChannel[];

/** The category of a `consent_changed` fact; the same numbers as the channels of interactions. */
export const consentChannelCodes = { phone: 1, wecom: 3, email: 4, sms: 5, portal: 7 } as const satisfies Record<
  ConsentChannel,
  number
>;

/** What belongs to the person and is the same in every post; the rest belongs to the post. */
export interface PersonFields {
  readonly name?: string;
  readonly phone?: string | null;
  readonly wecom?: string | null;
  /** Local day, `1980-05-01`. */
  readonly birthday?: string | null;
}

export interface ContactFields extends PersonFields {
  readonly post?: string | null;
  readonly role?: ContactRole | null;
  readonly email?: string | null;
  /** Local day from which the person has the post, where it is known. */
  readonly fromOn?: string | null;
  readonly attitude?: Attitude | null;
  readonly preferredChannel?: PreferredChannel | null;
}

/** A contact as lists show it: the phone masked, the newest word on each channel's consent (null: never asked). */
export interface Contact {
  readonly id: string;
  /** The same for all posts of one person, at whatever customers. */
  readonly personId: string;
  readonly name: string;
  readonly post: string | null;
  readonly role: ContactRole | null;
  readonly phoneMasked: string | null;
  readonly email: string | null;
  readonly wecom: string | null;
  readonly birthday: string | null;
  readonly attitude: Attitude | null;
  readonly preferredChannel: PreferredChannel | null;
  readonly fromOn: string | null;
  readonly leftOn: string | null;
  readonly leftAt: Date | null;
  /** Who has the post now, where somebody answered that. */
  readonly successor: { readonly id: string; readonly name: string } | null;
  readonly consents: Readonly<Record<ConsentChannel, boolean | null>>;
}

/** What stays readable of a phone number: `13812348000` is `138****8000`, a short one keeps its last two digits. */
export function maskPhone(phone: string): string {
  const digits = phone.trim();
  if (digits.length >= 10) return `${digits.slice(0, -8)}****${digits.slice(-4)}`;
  return `${'*'.repeat(Math.max(digits.length - 2, 0))}${digits.slice(-2)}`;
}
