/**
 * Where a table's rows live on a distributed PostgreSQL (Citus).
 * by_customer: spread by `customer_id`, which is in every key. by_key: spread by an outside key that leads to a customer.
 * reference: small, copied to every node. local: on the coordinator only, joined with no spread table in hot paths.
 */
export type TableClass = 'by_customer' | 'by_key' | 'reference' | 'local';

export interface TableEntry {
  /** The name in schema public, or `schema.name`. */
  readonly table: string;
  /** The folder of src/domain that owns it, or `database`. */
  readonly module: string;
  readonly class: TableClass;
  /** Rows are never changed nor removed: the app role may not, and where triggers are possible nobody may. */
  readonly isAppendOnly?: boolean;
}

/** Every table, once. The catalogue test refuses one that is missing here. */
export const tables: readonly TableEntry[] = [
  { table: 'migration', module: 'database', class: 'local' },

  { table: 'team', module: 'team', class: 'reference' },
  { table: 'member', module: 'team', class: 'reference' },
  { table: 'auth.user', module: 'team', class: 'local' },
  { table: 'auth.session', module: 'team', class: 'local' },
  { table: 'auth.account', module: 'team', class: 'local' },
  { table: 'auth.verification', module: 'team', class: 'local' },
  { table: 'auth.attempt', module: 'team', class: 'local' },
  { table: 'fact_kind', module: 'timeline', class: 'reference' },
  { table: 'fact', module: 'timeline', class: 'by_customer', isAppendOnly: true },
  { table: 'timeline_cut', module: 'timeline', class: 'local' },
  { table: 'audit_entry', module: 'audit', class: 'local', isAppendOnly: true },
  { table: 'plan_version', module: 'plans', class: 'reference', isAppendOnly: true },
  { table: 'plan_activation', module: 'plans', class: 'reference', isAppendOnly: true },
  { table: 'own_segment', module: 'plans', class: 'reference', isAppendOnly: true },

  { table: 'working_day', module: 'clocks', class: 'reference' },
  { table: 'working_year', module: 'clocks', class: 'reference' },
  { table: 'working_period', module: 'clocks', class: 'reference' },
  { table: 'season_span', module: 'clocks', class: 'reference', isAppendOnly: true },
  { table: 'season_span_withdrawal', module: 'clocks', class: 'reference', isAppendOnly: true },

  { table: 'category', module: 'products', class: 'reference' },
  { table: 'product', module: 'products', class: 'reference' },
  { table: 'customer_group', module: 'customers', class: 'reference' },
  { table: 'customer', module: 'customers', class: 'by_customer' },
  { table: 'customer_identity', module: 'customers', class: 'by_key' },
  { table: 'customer_owner_change', module: 'customers', class: 'by_customer', isAppendOnly: true },
  { table: 'tag', module: 'customers', class: 'reference' },
  { table: 'customer_tag', module: 'customers', class: 'by_customer' },
  { table: 'customer_tier_change', module: 'customers', class: 'by_customer', isAppendOnly: true },
  { table: 'contact', module: 'customers', class: 'by_customer' },
  { table: 'contact_consent', module: 'customers', class: 'by_customer', isAppendOnly: true },
  { table: 'customer_role', module: 'customers', class: 'by_customer' },
  { table: 'relation', module: 'customers', class: 'by_customer' },
  { table: 'site', module: 'customers', class: 'by_customer' },
  { table: 'project', module: 'customers', class: 'by_customer' },
  { table: 'important_date', module: 'customers', class: 'by_customer' },
  { table: 'merge_rule', module: 'customers', class: 'reference' },
  { table: 'customer_merge', module: 'customers', class: 'local' },
  { table: 'duplicate_candidate', module: 'customers', class: 'local' },
  { table: 'duplicate_run', module: 'customers', class: 'local' },

  { table: 'customer_order', module: 'orders', class: 'by_customer' },
  { table: 'order_line', module: 'orders', class: 'by_customer' },
  { table: 'product_lot', module: 'orders', class: 'reference' },
  { table: 'shipment', module: 'orders', class: 'by_customer' },
  { table: 'shipment_line', module: 'orders', class: 'by_customer' },
  { table: 'receivable', module: 'receivables', class: 'by_customer' },
  { table: 'payment', module: 'receivables', class: 'by_customer' },
  { table: 'payment_allocation', module: 'receivables', class: 'by_customer' },
  { table: 'credit_term', module: 'receivables', class: 'by_customer' },
  { table: 'credit_hold', module: 'receivables', class: 'by_customer' },
  { table: 'interaction', module: 'interactions', class: 'by_customer' },
  { table: 'visit', module: 'interactions', class: 'by_customer' },
  { table: 'visit_visitor', module: 'interactions', class: 'by_customer' },
  { table: 'visit_contact', module: 'interactions', class: 'by_customer' },
  { table: 'visit_photo', module: 'interactions', class: 'by_customer' },
  { table: 'complaint', module: 'complaints', class: 'by_customer' },
  { table: 'complaint_resolution', module: 'complaints', class: 'by_customer', isAppendOnly: true },
  { table: 'complaint_reopening', module: 'complaints', class: 'by_customer', isAppendOnly: true },
  { table: 'need', module: 'needs', class: 'by_customer' },
  { table: 'promise', module: 'needs', class: 'by_customer' },
  { table: 'hand_over', module: 'needs', class: 'by_customer' },
  { table: 'need_change', module: 'needs', class: 'by_customer', isAppendOnly: true },
  { table: 'survey_answer', module: 'surveys', class: 'by_customer' },
  { table: 'observation', module: 'observations', class: 'by_customer' },
  { table: 'task', module: 'tasks', class: 'by_customer' },
  { table: 'task_completion', module: 'tasks', class: 'by_customer', isAppendOnly: true },

  { table: 'book_run', module: 'health', class: 'local', isAppendOnly: true },
  { table: 'judgement', module: 'health', class: 'by_customer' },
  { table: 'judgement_history', module: 'health', class: 'by_customer' },
  { table: 'segment_layout', module: 'segments', class: 'reference', isAppendOnly: true },
  { table: 'segment_membership', module: 'segments', class: 'by_customer' },
  { table: 'segment_change', module: 'segments', class: 'by_customer' },
  { table: 'segment_day', module: 'segments', class: 'local' },
  { table: 'segment_strategy', module: 'segments', class: 'local', isAppendOnly: true },
  { table: 'segment_target', module: 'segments', class: 'local' },
  { table: 'tier_proposal', module: 'tiers', class: 'by_customer' },
  { table: 'tier_override', module: 'tiers', class: 'by_customer' },
  { table: 'warning_case', module: 'warnings', class: 'by_customer' },
  { table: 'warning_signal', module: 'warnings', class: 'by_customer' },
  { table: 'warning_contact', module: 'warnings', class: 'by_customer', isAppendOnly: true },
  { table: 'warning_ending', module: 'warnings', class: 'by_customer', isAppendOnly: true },

  { table: 'plan_request', module: 'improvement', class: 'reference', isAppendOnly: true },
  { table: 'plan_request_approval', module: 'improvement', class: 'reference', isAppendOnly: true },
  { table: 'plan_request_ending', module: 'improvement', class: 'reference', isAppendOnly: true },
  { table: 'plan_dry_run', module: 'improvement', class: 'local' },

  { table: 'feed', module: 'imports', class: 'local' },
  { table: 'import_map', module: 'imports', class: 'local' },
  { table: 'import_run', module: 'imports', class: 'local' },
  { table: 'import_chunk', module: 'imports', class: 'local' },
  { table: 'import_problem', module: 'imports', class: 'local' },
  { table: 'import_upload', module: 'imports', class: 'local' },
  { table: 'import_staging', module: 'imports', class: 'local' },
  { table: 'import_trace', module: 'imports', class: 'local' },
  { table: 'import_trace_fact', module: 'imports', class: 'local' },
  { table: 'import_conflict', module: 'imports', class: 'local' },
  { table: 'import_folder', module: 'imports', class: 'local' },
  { table: 'import_folder_file', module: 'imports', class: 'local' },
];
