// Written by src/database/generate.ts from the catalogue. Change a migration and run `npm run generate`.

import type { AuditEntryTable } from './audit.ts';
import type { ComplaintReopeningTable, ComplaintResolutionTable, ComplaintTable } from './complaints.ts';
import type { ContactConsentTable, ContactTable, CustomerGroupTable, CustomerIdentityTable, CustomerOwnerChangeTable, CustomerTable, CustomerTagTable, TagTable } from './customers.ts';
import type { MigrationTable } from './database.ts';
import type { BookRunTable, JudgementHistoryTable, JudgementTable } from './health.ts';
import type { FeedTable, ImportChunkTable, ImportMapTable, ImportProblemTable, ImportRunTable, ImportStagingTable, ImportUploadTable } from './imports.ts';
import type { InteractionTable } from './interactions.ts';
import type { CustomerOrderTable, OrderLineTable } from './orders.ts';
import type { PlanActivationTable, PlanVersionTable } from './plans.ts';
import type { CategoryTable, ProductTable } from './products.ts';
import type { TaskCompletionTable, TaskTable } from './tasks.ts';
import type { AuthAccountTable, AuthAttemptTable, AuthSessionTable, AuthUserTable, AuthVerificationTable, MemberTable, TeamTable } from './team.ts';
import type { FactKindTable, FactTable, TimelineCutTable } from './timeline.ts';
import type { WarningCaseTable, WarningContactTable, WarningEndingTable, WarningSignalTable } from './warnings.ts';

/** Every table of the database, for Kysely. */
export interface Schema {
  audit_entry: AuditEntryTable;
  book_run: BookRunTable;
  category: CategoryTable;
  complaint: ComplaintTable;
  complaint_reopening: ComplaintReopeningTable;
  complaint_resolution: ComplaintResolutionTable;
  contact: ContactTable;
  contact_consent: ContactConsentTable;
  customer: CustomerTable;
  customer_group: CustomerGroupTable;
  customer_identity: CustomerIdentityTable;
  customer_order: CustomerOrderTable;
  customer_owner_change: CustomerOwnerChangeTable;
  customer_tag: CustomerTagTable;
  fact: FactTable;
  fact_kind: FactKindTable;
  feed: FeedTable;
  import_chunk: ImportChunkTable;
  import_map: ImportMapTable;
  import_problem: ImportProblemTable;
  import_run: ImportRunTable;
  import_staging: ImportStagingTable;
  import_upload: ImportUploadTable;
  interaction: InteractionTable;
  judgement: JudgementTable;
  judgement_history: JudgementHistoryTable;
  member: MemberTable;
  migration: MigrationTable;
  order_line: OrderLineTable;
  plan_activation: PlanActivationTable;
  plan_version: PlanVersionTable;
  product: ProductTable;
  tag: TagTable;
  task: TaskTable;
  task_completion: TaskCompletionTable;
  team: TeamTable;
  timeline_cut: TimelineCutTable;
  warning_case: WarningCaseTable;
  warning_contact: WarningContactTable;
  warning_ending: WarningEndingTable;
  warning_signal: WarningSignalTable;
  'auth.account': AuthAccountTable;
  'auth.attempt': AuthAttemptTable;
  'auth.session': AuthSessionTable;
  'auth.user': AuthUserTable;
  'auth.verification': AuthVerificationTable;
}
