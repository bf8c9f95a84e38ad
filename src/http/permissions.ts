import type { Language } from '../kernel/errors.ts';

/**
 * Everything a route may ask for. Who holds it, and how far it reaches, stands in one table:
 * `domain/team/permissions.ts`, brought here by `app.ts`, which the compiler refuses when a name is missing there.
 */
export type Permission =
  | 'audit.read'
  | 'calendars.read'
  | 'calendars.write'
  | 'complaints.read'
  | 'complaints.write'
  | 'customers.claim'
  | 'customers.export'
  | 'customers.import'
  | 'customers.merge'
  | 'customers.read'
  | 'customers.write'
  | 'health.read'
  | 'health.run'
  | 'imports.read'
  | 'imports.run'
  | 'interactions.read'
  | 'interactions.write'
  | 'needs.read'
  | 'needs.write'
  | 'orders.read'
  | 'orders.write'
  | 'overview.read'
  | 'plan.activate'
  | 'plan.approve'
  | 'plan.read'
  | 'plan.write'
  | 'quality.read'
  | 'receivables.read'
  | 'receivables.write'
  | 'segments.read'
  | 'segments.write'
  | 'tasks.read'
  | 'tasks.write'
  | 'team.manage'
  | 'team.read'
  | 'tiers.approve'
  | 'tiers.read'
  | 'tiers.write'
  | 'warnings.handle'
  | 'warnings.read';

/** What a route names: a permission, or that nobody or everybody signed in may use it. */
export type Access = Permission | 'public' | 'signed-in';

/** How far a permission reaches: customers I own (A or B), customers owned in my team, every customer, none. */
export type Scope = 'own' | 'team' | 'all' | 'none';

/** The member of staff behind a request. */
export interface Principal {
  readonly memberId: string;
  readonly name: string;
  readonly email: string;
  readonly role: string;
  readonly teamId: string | null;
  readonly language: Language;
}

/** The member whose invitations count, and when: a customer is open to a collaborator for a time. */
export interface Invited {
  readonly memberId: string;
  readonly at: Date;
}

/**
 * A scope made concrete: `members` are the owners (A or B) whose customers the principal may reach; often one, never
 * none. `invited`: customers that were opened to that member by a role in their team count too.
 */
export type CustomerScope =
  | { readonly kind: 'all' }
  | { readonly kind: 'members'; readonly memberIds: readonly string[]; readonly invited: Invited | null };

/** What `app.ts` fills in, so that http/ enforces access and knows no business. */
export interface AccessPort {
  /** The reach of a permission for one principal; `none` refuses. Deny by default: an unknown role has none. */
  can(principal: Principal, permission: Permission): Scope;
  /** Whether the permission also reaches customers that were opened to the principal by a role in their team. */
  opensToInvited(permission: Permission): boolean;
  /** The members of a team, for the scope `team`. */
  teamMembers(teamId: string): Promise<readonly string[]>;
  /** Our number of the customer with this public id, or null when there is none or it lies outside the scope: the two look alike. */
  findCustomer(publicId: string, scope: CustomerScope): Promise<number | null>;
}
