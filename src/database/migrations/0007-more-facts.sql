-- What the timeline can tell from now on: goods that left, invoices, tax, needs and promises, roles, merged customers.
-- Codes never change meaning (src/scoring/fact-kinds.ts says what amount, category and score of each mean).
insert into fact_kind (code, name) values
  (38, 'shipment'), (39, 'invoice'), (40, 'credit_note'), (41, 'tax'), (42, 'terms_changed'),
  (43, 'need_recorded'), (44, 'need_met'), (45, 'promise_made'), (46, 'promise_kept'), (47, 'promise_overdue'),
  (48, 'need_handed_over'), (49, 'need_received'), (50, 'survey_ces'), (51, 'portal_visit'), (52, 'customer_stock'),
  (53, 'relation_changed'), (54, 'role_changed'), (55, 'contact_joined'), (56, 'customer_merged'), (57, 'merge_undone'),
  (58, 'project_changed');

-- The assistant (内勤) types and imports for several managers; the credit controller (信控) owns terms and holds.
alter table member drop constraint member_role_check;
alter table member add constraint member_role_check check (role in (
  'administrator', 'retention_lead', 'account_manager', 'service_agent', 'assistant', 'credit_controller', 'executive',
  'viewer')) not valid;
