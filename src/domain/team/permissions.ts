import type { Permission, Scope } from '../../http/permissions.ts';
import type { Role } from './member.ts';

type Row = Readonly<Record<Role, Scope>>;

/** A row of the table in the order of `ROLES`: administrator, retention lead, account manager, service agent, executive, viewer. */
function row(
  ...[administrator, lead, manager, agent, executive, viewer]: [Scope, Scope, Scope, Scope, Scope, Scope]
): Row {
  return {
    administrator,
    retention_lead: lead,
    account_manager: manager,
    service_agent: agent,
    executive,
    viewer,
  };
}

/**
 * The one table of who may do what, and for whose customers. `own`: customers I own as A or B; `team`: owned by somebody
 * of my team. Account managers read their team's customers, because A and B roles stand in for each other, and change
 * their own; service agents answer whoever calls, so they reach every customer's complaints and contacts.
 */
export const PERMISSIONS: Readonly<Record<Permission, Row>> = {
  // In each row: administrator, lead, manager, agent, executive, viewer.
  'audit.read': row('all', 'none', 'none', 'none', 'none', 'none'),
  'complaints.read': row('all', 'all', 'team', 'all', 'all', 'all'),
  'complaints.write': row('all', 'all', 'own', 'all', 'none', 'none'),
  'customers.export': row('all', 'all', 'own', 'none', 'all', 'none'),
  'customers.import': row('all', 'all', 'none', 'none', 'none', 'none'),
  'customers.read': row('all', 'all', 'team', 'all', 'all', 'all'),
  'customers.write': row('all', 'all', 'own', 'none', 'none', 'none'),
  'health.read': row('all', 'all', 'team', 'all', 'all', 'all'),
  'health.run': row('all', 'all', 'none', 'none', 'none', 'none'),
  'imports.read': row('all', 'all', 'none', 'none', 'none', 'none'),
  'imports.run': row('all', 'all', 'none', 'none', 'none', 'none'),
  'interactions.read': row('all', 'all', 'team', 'all', 'all', 'all'),
  'interactions.write': row('all', 'all', 'own', 'all', 'none', 'none'),
  'orders.read': row('all', 'all', 'team', 'all', 'all', 'all'),
  'overview.read': row('all', 'all', 'team', 'all', 'all', 'all'),
  'plan.activate': row('all', 'all', 'none', 'none', 'none', 'none'),
  'plan.read': row('all', 'all', 'all', 'all', 'all', 'all'),
  'tasks.read': row('all', 'all', 'team', 'all', 'all', 'none'),
  'tasks.write': row('all', 'all', 'own', 'all', 'none', 'none'),
  'team.manage': row('all', 'none', 'none', 'none', 'none', 'none'),
  'team.read': row('all', 'all', 'all', 'all', 'all', 'all'),
  'warnings.handle': row('all', 'all', 'own', 'none', 'none', 'none'),
  'warnings.read': row('all', 'all', 'team', 'all', 'all', 'all'),
};

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
