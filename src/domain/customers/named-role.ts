import type { Person } from './customer.ts';

/** A part of one of us in a customer, beside the owners A and B. */
export type ServiceRole =
  | 'sponsor'
  | 'expert_sales'
  | 'expert_technical'
  | 'expert_supply'
  | 'line_owner'
  | 'region_owner'
  | 'collaborator';

/** The category of a `role_changed` fact. */
export const serviceRoleCodes = {
  sponsor: 1,
  expert_sales: 2,
  expert_technical: 3,
  expert_supply: 4,
  line_owner: 5,
  region_owner: 6,
  collaborator: 7,
} as const satisfies Record<ServiceRole, number>;

export const serviceRoles = Object.keys(serviceRoleCodes) as [ServiceRole, ...ServiceRole[]];

export type RoleRight = 'takes_crises' | 'advises' | 'takes_warnings_of_line' | 'has_access';

/** What a role brings with it: crises go to the sponsor, warnings of a line or region to its owner, all else to A. */
export const rightsOf = {
  sponsor: 'takes_crises',
  expert_sales: 'advises',
  expert_technical: 'advises',
  expert_supply: 'advises',
  line_owner: 'takes_warnings_of_line',
  region_owner: 'takes_warnings_of_line',
  collaborator: 'has_access',
} as const satisfies Record<ServiceRole, RoleRight>;

export const roleRights = [
  'takes_crises',
  'advises',
  'takes_warnings_of_line',
  'has_access',
] as const satisfies readonly RoleRight[];

/** What is said when somebody is given a role. */
export interface RoleFields {
  readonly role: ServiceRole;
  readonly memberId: string;
  /** Of a line owner only. */
  readonly categoryId?: number | null;
  /** Of a region owner only. */
  readonly region?: string | null;
  /** Of a collaborator only: what the invitation is for. */
  readonly purpose?: string | null;
  readonly reason?: string;
  readonly commissionNote?: string;
  readonly startsAt?: Date;
  /** A collaborator's invitation ends by itself. */
  readonly endsAt?: Date | null;
}

/** A role as it stands. */
export interface HeldRole {
  readonly id: string;
  readonly role: ServiceRole;
  readonly right: RoleRight;
  readonly member: Person;
  readonly category: { readonly id: number; readonly name: string } | null;
  readonly region: string | null;
  readonly purpose: string | null;
  readonly startsAt: Date;
  readonly endsAt: Date | null;
}

/** Whether the fields say what the role needs and nothing that belongs to another. */
export function roleFits({ role, categoryId, region, purpose, endsAt }: RoleFields): boolean {
  return (
    (role === 'line_owner') === (categoryId != null) &&
    (role === 'region_owner') === (region != null) &&
    (role === 'collaborator') === (purpose != null) &&
    (role === 'collaborator' ? endsAt != null : endsAt == null)
  );
}
