import type { Member } from '../../../client/api.generated.ts';

export const ROLES = [
  'administrator',
  'retention_lead',
  'account_manager',
  'service_agent',
  'executive',
  'viewer',
] as const satisfies readonly Member['role'][];
