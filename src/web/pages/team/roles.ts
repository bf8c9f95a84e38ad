import type { Member } from '../../../client/api.generated.ts';

export const ROLES = [
  'administrator',
  'retention_lead',
  'account_manager',
  'service_agent',
  'assistant',
  'credit_controller',
  'executive',
  'viewer',
] as const satisfies readonly Member['role'][];
