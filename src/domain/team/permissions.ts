import type { Permission, Scope } from '../../http/permissions.ts';
import { ROLES, type Role } from './member.ts';

type Row = Readonly<Record<Role, Scope>>;

/** A row of the table: one word for each of `ROLES`, in their order. */
function row(words: string): Row {
  const reaches = words.split(' ');
  return Object.fromEntries(
    ROLES.map((role, at) => [role, SCOPES.find((scope) => scope === reaches[at]) ?? 'none']),
  ) as Row;
}

const SCOPES = ['own', 'team', 'all', 'none'] as const satisfies readonly Scope[];

/**
 * The one table of who may do what, and for whose customers. `own`: customers I own as A or B; `team`: owned by somebody
 * of my team. Account managers read their team's customers, because A and B roles stand in for each other, and change
 * their own; service agents answer whoever calls, so they reach every customer's complaints and contacts; assistants
 * type for their team; credit controllers own terms and holds.
 */
export const PERMISSIONS: Readonly<Record<Permission, Row>> = {
  // In each row: administrator, lead, manager, agent, assistant, credit controller, executive, viewer.
  'audit.read': row('all none none none none none none none'),
  'calendars.read': row('all all all all all all all all'),
  'calendars.write': row('all all none none none none none none'),
  'complaints.read': row('all all team all team none all all'),
  'complaints.write': row('all all own all team none none none'),
  'customers.claim': row('all all all none none none none none'),
  'customers.export': row('all all own none none all all none'),
  'customers.import': row('all all none none all none none none'),
  'customers.merge': row('all all none none team none none none'),
  'customers.read': row('all all team all team all all all'),
  'customers.write': row('all all own none team none none none'),
  'health.read': row('all all team all team all all all'),
  'health.run': row('all all none none none none none none'),
  'imports.read': row('all all none none all all none none'),
  'imports.run': row('all all none none all all none none'),
  'interactions.read': row('all all team all team all all all'),
  'interactions.write': row('all all own all team all none none'),
  'needs.read': row('all all team all team all all all'),
  'needs.write': row('all all own all team none none none'),
  'orders.read': row('all all team all team all all all'),
  'orders.write': row('all all none none team none none none'),
  'overview.read': row('all all team all team all all all'),
  'plan.activate': row('all all none none none none none none'),
  'plan.approve': row('all all none none none none all none'),
  'plan.read': row('all all all all all all all all'),
  'plan.write': row('all all none none none none none none'),
  'quality.read': row('all all own none team none none none'),
  'receivables.read': row('all all team none team all all none'),
  'receivables.write': row('all all none none none all none none'),
  'segments.read': row('all all team all team all all all'),
  'segments.write': row('all all none none none none none none'),
  'tasks.read': row('all all team all team all all none'),
  'tasks.write': row('all all own all team all none none'),
  'team.manage': row('all none none none none none none none'),
  'team.read': row('all all all all all all all all'),
  'tiers.approve': row('all all none none none none all none'),
  'tiers.read': row('all all team all team all all all'),
  'tiers.write': row('all all none none none none none none'),
  'warnings.handle': row('all all own none none none none none'),
  'warnings.read': row('all all team all team all all all'),
};

/** What a role in a customer's team (协作人, expert, sponsor …) opens while it lasts: to read and to write down, not to own. */
const OPEN_TO_INVITED: ReadonlySet<Permission> = new Set<Permission>([
  ...(['complaints.read', 'complaints.write', 'customers.read', 'health.read', 'interactions.read'] as const),
  ...(['interactions.write', 'needs.read', 'needs.write', 'orders.read', 'overview.read', 'receivables.read'] as const),
  ...(['tasks.read', 'tasks.write', 'warnings.read'] as const),
]);

/** Whether a permission also reaches customers that were opened to a member by a role in their team. */
export function opensToInvited(permission: Permission): boolean {
  return OPEN_TO_INVITED.has(permission);
}

/** How far a permission reaches for a role; a role or permission outside the table reaches nothing. */
export function scopeOf(role: string, permission: Permission): Scope {
  const reaches: Readonly<Record<string, Scope>> = PERMISSIONS[permission];
  return Object.hasOwn(reaches, role) ? (reaches[role] ?? 'none') : 'none';
}

/** Every permission of a role with its reach, for the screens to show only what may be done. */
export function permissionsOf(role: string): Record<Permission, Scope> {
  const all = Object.keys(PERMISSIONS) as Permission[];
  return Object.fromEntries(all.map((permission) => [permission, scopeOf(role, permission)])) as Record<
    Permission,
    Scope
  >;
}
