-- The schema as it is after all migrations. Written by src/database/generate.ts from PostgreSQL's catalogue;
-- change a migration and run `npm run generate`, never this file. The queue's schema `jobs` belongs to pg-boss.

create sequence category_number as integer; -- changke_app: usage

create sequence customer_number as bigint; -- changke_app: usage

create sequence product_number as integer; -- changke_app: usage

create sequence tag_number as integer; -- changke_app: usage

CREATE OR REPLACE FUNCTION public.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    begin
      raise exception '% is append-only: record a correction instead', tg_table_name using errcode = 'insufficient_privilege';
    end $function$;

create table audit_entry (
  id uuid not null,
  at timestamp with time zone not null,
  member_id uuid,
  action text not null,
  subject text not null,
  subject_id text,
  customer_id bigint,
  address text,
  details jsonb not null default '{}'::jsonb,
  constraint audit_entry_member_id_fkey FOREIGN KEY (member_id) REFERENCES member(id),
  constraint audit_entry_pkey PRIMARY KEY (id)
);
CREATE INDEX audit_entry_at ON public.audit_entry USING btree (at DESC);
CREATE INDEX audit_entry_customer_id ON public.audit_entry USING btree (customer_id, at DESC);
CREATE INDEX audit_entry_member_id ON public.audit_entry USING btree (member_id, at DESC);
CREATE TRIGGER audit_entry_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.audit_entry FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant INSERT, SELECT on audit_entry to changke_app;

create table book_run (
  id uuid not null,
  as_of date not null,
  known_at timestamp with time zone not null,
  plan_version integer not null,
  customers integer not null,
  facts integer not null,
  started_at timestamp with time zone not null,
  seconds double precision not null,
  cut_points jsonb not null default '{}'::jsonb,
  summary jsonb not null,
  constraint book_run_plan_version_fkey FOREIGN KEY (plan_version) REFERENCES plan_version(version),
  constraint book_run_pkey PRIMARY KEY (id)
);
CREATE INDEX book_run_plan_version ON public.book_run USING btree (plan_version);
CREATE INDEX book_run_started_at ON public.book_run USING btree (started_at DESC);
CREATE TRIGGER book_run_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.book_run FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant INSERT, SELECT on book_run to changke_app;

create table category (
  id integer not null,
  parent_id integer,
  name text not null,
  constraint category_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES category(id),
  constraint category_pkey PRIMARY KEY (id),
  constraint category_parent_name_key UNIQUE NULLS NOT DISTINCT (parent_id, name)
);
CREATE INDEX category_parent_id ON public.category USING btree (parent_id);
grant DELETE, INSERT, SELECT, UPDATE on category to changke_app;

create table complaint (
  customer_id bigint not null,
  id uuid not null,
  external_id text,
  nature text not null,
  severity text not null,
  summary text not null,
  contact_id uuid,
  opened_at timestamp with time zone not null,
  opened_by uuid,
  fact_ids uuid[] not null default '{}'::uuid[],
  created_at timestamp with time zone not null,
  constraint complaint_nature_check CHECK ((nature = ANY (ARRAY['quality'::text, 'logistics'::text, 'service'::text, 'price'::text, 'other'::text]))),
  constraint complaint_severity_check CHECK ((severity = ANY (ARRAY['general'::text, 'important'::text, 'major'::text]))),
  constraint complaint_customer_id_contact_id_fkey FOREIGN KEY (customer_id, contact_id) REFERENCES contact(customer_id, id),
  constraint complaint_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(customer_id),
  constraint complaint_opened_by_fkey FOREIGN KEY (opened_by) REFERENCES member(id),
  constraint complaint_pkey PRIMARY KEY (customer_id, id)
);
CREATE INDEX complaint_contact_id ON public.complaint USING btree (customer_id, contact_id);
CREATE INDEX complaint_external_id ON public.complaint USING btree (customer_id, external_id);
CREATE INDEX complaint_opened_at ON public.complaint USING btree (customer_id, opened_at DESC);
CREATE INDEX complaint_opened_by ON public.complaint USING btree (opened_by);
grant DELETE, INSERT, SELECT, UPDATE on complaint to changke_app;

create table complaint_reopening (
  customer_id bigint not null,
  id uuid not null,
  complaint_id uuid not null,
  reason text not null,
  reopened_at timestamp with time zone not null,
  reopened_by uuid,
  constraint complaint_reopening_customer_id_complaint_id_fkey FOREIGN KEY (customer_id, complaint_id) REFERENCES complaint(customer_id, id),
  constraint complaint_reopening_reopened_by_fkey FOREIGN KEY (reopened_by) REFERENCES member(id),
  constraint complaint_reopening_pkey PRIMARY KEY (customer_id, id)
);
CREATE INDEX complaint_reopening_complaint_id ON public.complaint_reopening USING btree (customer_id, complaint_id, reopened_at DESC);
CREATE INDEX complaint_reopening_reopened_by ON public.complaint_reopening USING btree (reopened_by);
CREATE TRIGGER complaint_reopening_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.complaint_reopening FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant INSERT, SELECT on complaint_reopening to changke_app;

create table complaint_resolution (
  customer_id bigint not null,
  id uuid not null,
  complaint_id uuid not null,
  solution text not null,
  confirmed boolean not null,
  resolved_at timestamp with time zone not null,
  resolved_by uuid,
  constraint complaint_resolution_customer_id_complaint_id_fkey FOREIGN KEY (customer_id, complaint_id) REFERENCES complaint(customer_id, id),
  constraint complaint_resolution_resolved_by_fkey FOREIGN KEY (resolved_by) REFERENCES member(id),
  constraint complaint_resolution_pkey PRIMARY KEY (customer_id, id)
);
CREATE INDEX complaint_resolution_complaint_id ON public.complaint_resolution USING btree (customer_id, complaint_id, resolved_at DESC);
CREATE INDEX complaint_resolution_resolved_by ON public.complaint_resolution USING btree (resolved_by);
CREATE TRIGGER complaint_resolution_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.complaint_resolution FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant INSERT, SELECT on complaint_resolution to changke_app;

create table contact (
  customer_id bigint not null,
  id uuid not null,
  name text not null,
  post text,
  role text,
  phone text,
  email text,
  wecom text,
  birthday date,
  created_at timestamp with time zone not null,
  left_at timestamp with time zone,
  person_id uuid not null,
  from_on date,
  left_on date,
  successor_id uuid,
  attitude text,
  preferred_channel text,
  constraint contact_attitude_check CHECK ((attitude = ANY (ARRAY['supporter'::text, 'neutral'::text, 'critic'::text]))),
  constraint contact_preferred_channel_check CHECK ((preferred_channel = ANY (ARRAY['phone'::text, 'wecom'::text, 'email'::text, 'sms'::text, 'portal'::text, 'visit'::text]))),
  constraint contact_role_check CHECK ((role = ANY (ARRAY['decider'::text, 'buyer'::text, 'user'::text, 'payer'::text, 'influencer'::text]))),
  constraint contact_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(customer_id),
  constraint contact_successor_id_fkey FOREIGN KEY (customer_id, successor_id) REFERENCES contact(customer_id, id),
  constraint contact_pkey PRIMARY KEY (customer_id, id)
);
CREATE INDEX contact_person_id ON public.contact USING btree (person_id);
CREATE INDEX contact_successor_id ON public.contact USING btree (customer_id, successor_id);
grant DELETE, INSERT, SELECT, UPDATE on contact to changke_app;

create table contact_consent (
  customer_id bigint not null,
  id uuid not null,
  contact_id uuid not null,
  channel text not null,
  given boolean not null,
  source text not null,
  changed_at timestamp with time zone not null,
  changed_by uuid,
  constraint contact_consent_channel_check CHECK ((channel = ANY (ARRAY['phone'::text, 'sms'::text, 'email'::text, 'wecom'::text, 'portal'::text]))),
  constraint contact_consent_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES member(id),
  constraint contact_consent_customer_id_contact_id_fkey FOREIGN KEY (customer_id, contact_id) REFERENCES contact(customer_id, id),
  constraint contact_consent_pkey PRIMARY KEY (customer_id, id)
);
CREATE INDEX contact_consent_changed_by ON public.contact_consent USING btree (changed_by);
CREATE INDEX contact_consent_contact_id ON public.contact_consent USING btree (customer_id, contact_id, channel, changed_at DESC);
CREATE TRIGGER contact_consent_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.contact_consent FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant INSERT, SELECT on contact_consent to changke_app;

create table credit_hold (
  customer_id bigint not null,
  id uuid not null,
  reason text not null,
  set_at timestamp with time zone not null,
  set_by uuid,
  lifted_at timestamp with time zone,
  lifted_by uuid,
  lift_reason text,
  constraint credit_hold_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(customer_id),
  constraint credit_hold_lifted_by_fkey FOREIGN KEY (lifted_by) REFERENCES member(id),
  constraint credit_hold_set_by_fkey FOREIGN KEY (set_by) REFERENCES member(id),
  constraint credit_hold_pkey PRIMARY KEY (customer_id, id)
);
CREATE INDEX credit_hold_lifted_by ON public.credit_hold USING btree (lifted_by);
CREATE INDEX credit_hold_set_at ON public.credit_hold USING btree (customer_id, set_at DESC);
CREATE INDEX credit_hold_set_by ON public.credit_hold USING btree (set_by);
grant DELETE, INSERT, SELECT, UPDATE on credit_hold to changke_app;

create table credit_term (
  customer_id bigint not null,
  id uuid not null,
  kind text not null,
  days integer not null,
  retention_percent numeric(5,2) not null default 0,
  starts_on date not null,
  ends_on date,
  moves_open boolean not null default false,
  reason text not null default ''::text,
  proposed_at timestamp with time zone not null,
  proposed_by uuid,
  approved_at timestamp with time zone,
  approved_by uuid,
  refused_at timestamp with time zone,
  refused_by uuid,
  fact_ids uuid[] not null default '{}'::uuid[],
  constraint credit_term_check CHECK ((ends_on >= starts_on)),
  constraint credit_term_check1 CHECK (((approved_at IS NULL) OR (refused_at IS NULL))),
  constraint credit_term_days_check CHECK (((days >= 0) AND (days <= 730))),
  constraint credit_term_kind_check CHECK ((kind = ANY (ARRAY['prepaid'::text, 'cash_on_delivery'::text, 'monthly'::text, 'on_invoice'::text, 'other'::text]))),
  constraint credit_term_retention_percent_check CHECK (((retention_percent >= (0)::numeric) AND (retention_percent <= (100)::numeric))),
  constraint credit_term_approved_by_fkey FOREIGN KEY (approved_by) REFERENCES member(id),
  constraint credit_term_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(customer_id),
  constraint credit_term_proposed_by_fkey FOREIGN KEY (proposed_by) REFERENCES member(id),
  constraint credit_term_refused_by_fkey FOREIGN KEY (refused_by) REFERENCES member(id),
  constraint credit_term_pkey PRIMARY KEY (customer_id, id)
);
CREATE INDEX credit_term_approved_by ON public.credit_term USING btree (approved_by);
CREATE INDEX credit_term_proposed_by ON public.credit_term USING btree (proposed_by);
CREATE INDEX credit_term_refused_by ON public.credit_term USING btree (refused_by);
CREATE INDEX credit_term_starts_on ON public.credit_term USING btree (customer_id, starts_on DESC);
grant DELETE, INSERT, SELECT, UPDATE on credit_term to changke_app;

create table customer (
  customer_id bigint not null default nextval('customer_number'::regclass),
  public_id uuid not null,
  kind text not null,
  name text not null,
  short_name text,
  group_id uuid,
  industry text,
  region text,
  city text,
  country text,
  since date,
  pattern text,
  terms text,
  tier text,
  tier_set_at timestamp with time zone,
  owner_a uuid,
  owner_b uuid,
  pinyin text not null default ''::text,
  search_grams text[] not null default '{}'::text[],
  version integer not null default 1,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  tax_number text,
  address text,
  phone text,
  constraint customer_kind_check CHECK ((kind = ANY (ARRAY['company'::text, 'person'::text]))),
  constraint customer_pattern_check CHECK ((pattern = ANY (ARRAY['monthly'::text, 'project'::text, 'dealer'::text, 'seasonal'::text]))),
  constraint customer_group_id_fkey FOREIGN KEY (group_id) REFERENCES customer_group(id),
  constraint customer_owner_a_fkey FOREIGN KEY (owner_a) REFERENCES member(id),
  constraint customer_owner_b_fkey FOREIGN KEY (owner_b) REFERENCES member(id),
  constraint customer_pkey PRIMARY KEY (customer_id)
);
CREATE INDEX customer_group_id ON public.customer USING btree (group_id);
CREATE INDEX customer_name ON public.customer USING btree (name);
CREATE INDEX customer_narrow ON public.customer USING btree (customer_id) INCLUDE (tier, owner_a, owner_b, region);
CREATE INDEX customer_owner_a ON public.customer USING btree (owner_a);
CREATE INDEX customer_owner_b ON public.customer USING btree (owner_b);
CREATE INDEX customer_pinyin ON public.customer USING btree ("left"(pinyin, 60), customer_id);
CREATE INDEX customer_public_id ON public.customer USING btree (public_id);
CREATE INDEX customer_search_grams ON public.customer USING gin (search_grams);
grant DELETE, INSERT, SELECT, UPDATE on customer to changke_app;

create table customer_group (
  id uuid not null,
  name text not null,
  created_at timestamp with time zone not null,
  parent_id uuid,
  constraint customer_group_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES customer_group(id),
  constraint customer_group_pkey PRIMARY KEY (id),
  constraint customer_group_name_key UNIQUE (name)
);
CREATE INDEX customer_group_parent_id ON public.customer_group USING btree (parent_id);
grant DELETE, INSERT, SELECT, UPDATE on customer_group to changke_app;

create table customer_identity (
  key text not null,
  scheme text not null,
  customer_id bigint not null,
  created_at timestamp with time zone not null,
  constraint customer_identity_pkey PRIMARY KEY (key, scheme)
);
CREATE INDEX customer_identity_customer_id ON public.customer_identity USING btree (customer_id);
CREATE INDEX customer_identity_prefix ON public.customer_identity USING btree (key text_pattern_ops);
grant DELETE, INSERT, SELECT, UPDATE on customer_identity to changke_app;

create table customer_order (
  customer_id bigint not null,
  id uuid not null,
  number text not null,
  kind text not null,
  ordered_at timestamp with time zone not null,
  amount bigint not null,
  project text,
  site text,
  fact_ids uuid[] not null default '{}'::uuid[],
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  documents text not null default 'ordered'::text,
  second_party text,
  second_party_key text,
  original_number text,
  constraint customer_order_documents_check CHECK ((documents = ANY (ARRAY['ordered'::text, 'shipped'::text, 'invoiced'::text]))),
  constraint customer_order_kind_check CHECK ((kind = ANY (ARRAY['order'::text, 'return'::text]))),
  constraint customer_order_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(customer_id),
  constraint customer_order_pkey PRIMARY KEY (customer_id, id),
  constraint customer_order_number_key UNIQUE (customer_id, number, kind)
);
CREATE INDEX customer_order_ordered_at ON public.customer_order USING btree (customer_id, ordered_at DESC);
CREATE INDEX customer_order_original_number ON public.customer_order USING btree (customer_id, original_number) WHERE (original_number IS NOT NULL);
CREATE INDEX customer_order_second_party_key ON public.customer_order USING btree (second_party_key, ordered_at DESC) WHERE (second_party_key IS NOT NULL);
grant DELETE, INSERT, SELECT, UPDATE on customer_order to changke_app;

create table customer_owner_change (
  customer_id bigint not null,
  id uuid not null,
  part text not null,
  from_member uuid,
  to_member uuid,
  reason text not null,
  changed_at timestamp with time zone not null,
  changed_by uuid,
  commission_note text not null default ''::text,
  constraint customer_owner_change_part_check CHECK ((part = ANY (ARRAY['a'::text, 'b'::text]))),
  constraint customer_owner_change_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES member(id),
  constraint customer_owner_change_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(customer_id),
  constraint customer_owner_change_from_member_fkey FOREIGN KEY (from_member) REFERENCES member(id),
  constraint customer_owner_change_to_member_fkey FOREIGN KEY (to_member) REFERENCES member(id),
  constraint customer_owner_change_pkey PRIMARY KEY (customer_id, id)
);
CREATE INDEX customer_owner_change_changed_by ON public.customer_owner_change USING btree (changed_by);
CREATE INDEX customer_owner_change_from_member ON public.customer_owner_change USING btree (from_member);
CREATE INDEX customer_owner_change_to_member ON public.customer_owner_change USING btree (to_member);
CREATE TRIGGER customer_owner_change_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.customer_owner_change FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant INSERT, SELECT on customer_owner_change to changke_app;

create table customer_role (
  customer_id bigint not null,
  id uuid not null,
  role text not null,
  member_id uuid not null,
  category_id integer,
  region text,
  purpose text,
  reason text not null default ''::text,
  commission_note text not null default ''::text,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone,
  created_at timestamp with time zone not null,
  created_by uuid,
  ended_at timestamp with time zone,
  ended_by uuid,
  end_reason text,
  constraint customer_role_check CHECK (((role = 'line_owner'::text) = (category_id IS NOT NULL))),
  constraint customer_role_check1 CHECK (((role = 'region_owner'::text) = (region IS NOT NULL))),
  constraint customer_role_check2 CHECK (((role = 'collaborator'::text) = (purpose IS NOT NULL))),
  constraint customer_role_role_check CHECK ((role = ANY (ARRAY['sponsor'::text, 'expert_sales'::text, 'expert_technical'::text, 'expert_supply'::text, 'line_owner'::text, 'region_owner'::text, 'collaborator'::text]))),
  constraint customer_role_category_id_fkey FOREIGN KEY (category_id) REFERENCES category(id),
  constraint customer_role_created_by_fkey FOREIGN KEY (created_by) REFERENCES member(id),
  constraint customer_role_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(customer_id),
  constraint customer_role_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES member(id),
  constraint customer_role_member_id_fkey FOREIGN KEY (member_id) REFERENCES member(id),
  constraint customer_role_pkey PRIMARY KEY (customer_id, id)
);
CREATE INDEX customer_role_category_id ON public.customer_role USING btree (category_id);
CREATE INDEX customer_role_created_by ON public.customer_role USING btree (created_by);
CREATE INDEX customer_role_ended_by ON public.customer_role USING btree (ended_by);
CREATE INDEX customer_role_member_id ON public.customer_role USING btree (member_id, role);
grant DELETE, INSERT, SELECT, UPDATE on customer_role to changke_app;

create table customer_tag (
  customer_id bigint not null,
  tag text not null,
  reason text not null default ''::text,
  set_at timestamp with time zone not null,
  set_by uuid,
  constraint customer_tag_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(customer_id),
  constraint customer_tag_set_by_fkey FOREIGN KEY (set_by) REFERENCES member(id),
  constraint customer_tag_pkey PRIMARY KEY (customer_id, tag)
);
CREATE INDEX customer_tag_set_by ON public.customer_tag USING btree (set_by);
CREATE INDEX customer_tag_tag ON public.customer_tag USING btree (tag);
grant DELETE, INSERT, SELECT, UPDATE on customer_tag to changke_app;

create table fact (
  customer_id bigint not null,
  id uuid not null,
  kind smallint not null,
  occurred_at timestamp with time zone not null,
  recorded_at timestamp with time zone not null,
  amount bigint,
  category integer,
  score smallint,
  voids uuid,
  constraint fact_kind_fkey FOREIGN KEY (kind) REFERENCES fact_kind(code),
  constraint fact_pkey PRIMARY KEY (customer_id, id)
);
CREATE INDEX fact_customer_occurred_at ON public.fact USING btree (customer_id, occurred_at);
CREATE INDEX fact_kind_code ON public.fact USING btree (kind);
CREATE INDEX fact_voids ON public.fact USING btree (customer_id, voids) WHERE (voids IS NOT NULL);
CREATE TRIGGER fact_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.fact FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant INSERT, SELECT on fact to changke_app;

create table fact_kind (
  code smallint not null,
  name text not null,
  constraint fact_kind_pkey PRIMARY KEY (code),
  constraint fact_kind_name_key UNIQUE (name)
);
grant SELECT on fact_kind to changke_app;

create table feed (
  kind text not null,
  data_through date not null,
  updated_at timestamp with time zone not null,
  constraint feed_pkey PRIMARY KEY (kind)
);
grant DELETE, INSERT, SELECT, UPDATE on feed to changke_app;

create table hand_over (
  customer_id bigint not null,
  id uuid not null,
  need_id uuid,
  promise_id uuid,
  to_team uuid,
  to_member uuid,
  message text not null,
  due_on date,
  sent_at timestamp with time zone not null,
  sent_by uuid,
  received_at timestamp with time zone,
  received_by uuid,
  answer text,
  answer_text text not null default ''::text,
  answered_at timestamp with time zone,
  answered_by uuid,
  task_id uuid,
  constraint hand_over_addressee CHECK ((num_nonnulls(to_team, to_member) = 1)),
  constraint hand_over_answer_check CHECK ((answer = ANY (ARRAY['accepted'::text, 'declined'::text]))),
  constraint hand_over_subject CHECK ((num_nonnulls(need_id, promise_id) = 1)),
  constraint hand_over_answered_by_fkey FOREIGN KEY (answered_by) REFERENCES member(id),
  constraint hand_over_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(customer_id),
  constraint hand_over_customer_id_need_id_fkey FOREIGN KEY (customer_id, need_id) REFERENCES need(customer_id, id),
  constraint hand_over_customer_id_promise_id_fkey FOREIGN KEY (customer_id, promise_id) REFERENCES promise(customer_id, id),
  constraint hand_over_received_by_fkey FOREIGN KEY (received_by) REFERENCES member(id),
  constraint hand_over_sent_by_fkey FOREIGN KEY (sent_by) REFERENCES member(id),
  constraint hand_over_to_member_fkey FOREIGN KEY (to_member) REFERENCES member(id),
  constraint hand_over_to_team_fkey FOREIGN KEY (to_team) REFERENCES team(id),
  constraint hand_over_pkey PRIMARY KEY (customer_id, id)
);
CREATE INDEX hand_over_answered_by ON public.hand_over USING btree (answered_by);
CREATE INDEX hand_over_id ON public.hand_over USING btree (id);
CREATE INDEX hand_over_need_id ON public.hand_over USING btree (customer_id, need_id);
CREATE INDEX hand_over_promise_id ON public.hand_over USING btree (customer_id, promise_id);
CREATE INDEX hand_over_received_by ON public.hand_over USING btree (received_by);
CREATE INDEX hand_over_sent_by ON public.hand_over USING btree (sent_by, sent_at DESC);
CREATE INDEX hand_over_to_member ON public.hand_over USING btree (to_member, sent_at DESC);
CREATE INDEX hand_over_to_team ON public.hand_over USING btree (to_team, sent_at DESC);
CREATE INDEX hand_over_unreceived ON public.hand_over USING btree (due_on) WHERE (received_at IS NULL);
grant DELETE, INSERT, SELECT, UPDATE on hand_over to changke_app;

create table import_chunk (
  import_id uuid not null,
  number integer not null,
  counts jsonb not null,
  finished_at timestamp with time zone not null,
  constraint import_chunk_import_id_fkey FOREIGN KEY (import_id) REFERENCES import_run(id),
  constraint import_chunk_pkey PRIMARY KEY (import_id, number)
);
grant DELETE, INSERT, SELECT, UPDATE on import_chunk to changke_app;

create table import_map (
  name text not null,
  kind text not null,
  text text not null,
  saved_at timestamp with time zone not null,
  saved_by uuid,
  constraint import_map_saved_by_fkey FOREIGN KEY (saved_by) REFERENCES member(id),
  constraint import_map_pkey PRIMARY KEY (name)
);
CREATE INDEX import_map_saved_by ON public.import_map USING btree (saved_by);
grant DELETE, INSERT, SELECT, UPDATE on import_map to changke_app;

create table import_problem (
  import_id uuid not null,
  id bigint not null,
  row_no bigint not null,
  file integer not null,
  line integer not null,
  col text,
  code text not null,
  outcome text not null,
  params jsonb not null default '{}'::jsonb,
  cells text[],
  constraint import_problem_outcome_check CHECK ((outcome = ANY (ARRAY['failed'::text, 'skipped'::text, 'notice'::text]))),
  constraint import_problem_import_id_fkey FOREIGN KEY (import_id) REFERENCES import_run(id),
  constraint import_problem_pkey PRIMARY KEY (import_id, id)
);
grant DELETE, INSERT, SELECT, UPDATE on import_problem to changke_app;

create table import_run (
  id uuid not null,
  kind text not null,
  files jsonb not null,
  map text not null,
  options jsonb not null default '{}'::jsonb,
  dry_run boolean not null,
  created_at timestamp with time zone not null,
  created_by uuid,
  started_at timestamp with time zone,
  fingerprint text,
  progress jsonb not null default '{}'::jsonb,
  finished_at timestamp with time zone,
  failure jsonb,
  reply jsonb,
  constraint import_run_created_by_fkey FOREIGN KEY (created_by) REFERENCES member(id),
  constraint import_run_pkey PRIMARY KEY (id)
);
CREATE INDEX import_run_created_at ON public.import_run USING btree (created_at DESC);
CREATE INDEX import_run_created_by ON public.import_run USING btree (created_by);
CREATE INDEX import_run_fingerprint ON public.import_run USING btree (fingerprint) WHERE (finished_at IS NULL);
grant DELETE, INSERT, SELECT, UPDATE on import_run to changke_app;

create table import_staging (
  import_id uuid not null,
  bucket smallint not null,
  row_no bigint not null,
  file integer not null,
  line integer not null,
  key text not null,
  number text,
  kind text,
  product text,
  at timestamp with time zone,
  quantity numeric(18,4),
  unit_price numeric(18,6),
  amount bigint,
  customer_details jsonb,
  product_details jsonb,
  details jsonb,
  cells text[],
  constraint import_staging_pkey PRIMARY KEY (import_id, bucket, row_no)
);
grant DELETE, INSERT, SELECT, TRUNCATE, UPDATE on import_staging to changke_app;

create table import_upload (
  import_id uuid not null,
  file integer not null,
  part integer not null,
  bytes bytea not null,
  constraint import_upload_import_id_fkey FOREIGN KEY (import_id) REFERENCES import_run(id),
  constraint import_upload_pkey PRIMARY KEY (import_id, file, part)
);
grant DELETE, INSERT, SELECT, UPDATE on import_upload to changke_app;

create table important_date (
  customer_id bigint not null,
  id uuid not null,
  contact_id uuid,
  kind text not null,
  day date not null,
  yearly boolean not null,
  lead_days smallint not null,
  note text not null default ''::text,
  consent_purpose text,
  consent_by text,
  consent_source text,
  consent_given_on date,
  keep_until date,
  created_at timestamp with time zone not null,
  created_by uuid,
  constraint important_date_check CHECK (((kind <> ALL (ARRAY['wedding'::text, 'wedding_anniversary'::text, 'childbirth'::text, 'baby_birthday'::text])) OR ((contact_id IS NOT NULL) AND (consent_purpose IS NOT NULL) AND (consent_by IS NOT NULL) AND (consent_source IS NOT NULL) AND (consent_given_on IS NOT NULL) AND (keep_until IS NOT NULL)))),
  constraint important_date_check1 CHECK (((kind <> ALL (ARRAY['childbirth'::text, 'baby_birthday'::text])) OR (consent_by = 'guardian'::text))),
  constraint important_date_consent_by_check CHECK ((consent_by = ANY (ARRAY['person'::text, 'guardian'::text]))),
  constraint important_date_kind_check CHECK ((kind = ANY (ARRAY['cooperation_anniversary'::text, 'company_anniversary'::text, 'birthday'::text, 'wedding'::text, 'wedding_anniversary'::text, 'childbirth'::text, 'baby_birthday'::text, 'other'::text]))),
  constraint important_date_lead_days_check CHECK (((lead_days >= 0) AND (lead_days <= 90))),
  constraint important_date_created_by_fkey FOREIGN KEY (created_by) REFERENCES member(id),
  constraint important_date_customer_id_contact_id_fkey FOREIGN KEY (customer_id, contact_id) REFERENCES contact(customer_id, id),
  constraint important_date_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(customer_id),
  constraint important_date_pkey PRIMARY KEY (customer_id, id)
);
CREATE INDEX important_date_contact_id ON public.important_date USING btree (customer_id, contact_id);
CREATE INDEX important_date_created_by ON public.important_date USING btree (created_by);
grant DELETE, INSERT, SELECT, UPDATE on important_date to changke_app;

create table interaction (
  customer_id bigint not null,
  id uuid not null,
  external_id text,
  channel text not null,
  direction text not null,
  two_way boolean not null,
  outcome text not null,
  summary text not null default ''::text,
  contact_id uuid,
  member_id uuid,
  competitor_signal smallint,
  competitor text,
  supplier_change_threatened boolean not null default false,
  fact_ids uuid[] not null default '{}'::uuid[],
  occurred_at timestamp with time zone not null,
  created_at timestamp with time zone not null,
  constraint interaction_channel_check CHECK ((channel = ANY (ARRAY['phone'::text, 'visit'::text, 'wecom'::text, 'email'::text, 'sms'::text, 'meeting'::text, 'portal'::text, 'other'::text]))),
  constraint interaction_competitor_signal_check CHECK (((competitor_signal >= 1) AND (competitor_signal <= 3))),
  constraint interaction_direction_check CHECK ((direction = ANY (ARRAY['out'::text, 'in'::text]))),
  constraint interaction_outcome_check CHECK ((outcome = ANY (ARRAY['talked'::text, 'no_answer'::text, 'price_asked'::text, 'delivery_pressed'::text, 'complained'::text, 'small_talk'::text, 'other'::text]))),
  constraint interaction_customer_id_contact_id_fkey FOREIGN KEY (customer_id, contact_id) REFERENCES contact(customer_id, id),
  constraint interaction_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(customer_id),
  constraint interaction_member_id_fkey FOREIGN KEY (member_id) REFERENCES member(id),
  constraint interaction_pkey PRIMARY KEY (customer_id, id)
);
CREATE INDEX interaction_contact_id ON public.interaction USING btree (customer_id, contact_id);
CREATE INDEX interaction_external_id ON public.interaction USING btree (customer_id, external_id);
CREATE INDEX interaction_member_id ON public.interaction USING btree (member_id, occurred_at DESC);
CREATE INDEX interaction_occurred_at ON public.interaction USING btree (customer_id, occurred_at DESC);
grant DELETE, INSERT, SELECT, UPDATE on interaction to changke_app;

create table judgement (
  customer_id bigint not null,
  book_id uuid,
  as_of date not null,
  known_at timestamp with time zone not null,
  judged_at timestamp with time zone not null,
  plan_version integer not null,
  score smallint,
  colour smallint not null,
  provisional boolean not null,
  coverage smallint not null,
  stage text,
  tier text not null,
  standing real,
  amount_year bigint not null default 0,
  orders_year integer not null default 0,
  last_order_on date,
  indicator_values double precision[] not null,
  indicator_points real[] not null,
  segments bit varying not null default ''::"bit",
  signals bit varying not null default ''::"bit",
  cause jsonb,
  state jsonb not null default '{}'::jsonb,
  constraint judgement_plan_version_fkey FOREIGN KEY (plan_version) REFERENCES plan_version(version),
  constraint judgement_pkey PRIMARY KEY (customer_id)
);
CREATE INDEX judgement_amount_year ON public.judgement USING btree (amount_year, customer_id);
CREATE INDEX judgement_colour ON public.judgement USING btree (colour, score);
CREATE INDEX judgement_last_order_on ON public.judgement USING btree (last_order_on, customer_id);
CREATE INDEX judgement_narrow ON public.judgement USING btree (customer_id) INCLUDE (tier, colour, stage, amount_year, score, last_order_on);
CREATE INDEX judgement_plan_version ON public.judgement USING btree (plan_version);
CREATE INDEX judgement_score ON public.judgement USING btree (score, customer_id);
grant DELETE, INSERT, SELECT, UPDATE on judgement to changke_app;

create table judgement_history (
  customer_id bigint not null,
  as_of date not null,
  known_at timestamp with time zone not null,
  plan_version integer not null,
  score smallint,
  colour smallint not null,
  coverage smallint not null,
  tier text not null,
  amount_year bigint not null default 0,
  indicator_points real[] not null,
  cause jsonb,
  constraint judgement_history_plan_version_fkey FOREIGN KEY (plan_version) REFERENCES plan_version(version),
  constraint judgement_history_pkey PRIMARY KEY (customer_id, as_of)
);
CREATE INDEX judgement_history_as_of ON public.judgement_history USING btree (as_of);
CREATE INDEX judgement_history_plan_version ON public.judgement_history USING btree (plan_version);
grant DELETE, INSERT, SELECT, UPDATE on judgement_history to changke_app;

create table member (
  id uuid not null,
  email text not null,
  name text not null,
  title text not null default ''::text,
  role text not null,
  team_id uuid,
  language text not null default 'zh-CN'::text,
  created_at timestamp with time zone not null,
  left_at timestamp with time zone,
  constraint member_language_check CHECK ((language = ANY (ARRAY['zh-CN'::text, 'en'::text]))),
  constraint member_role_check CHECK ((role = ANY (ARRAY['administrator'::text, 'retention_lead'::text, 'account_manager'::text, 'service_agent'::text, 'assistant'::text, 'credit_controller'::text, 'executive'::text, 'viewer'::text]))),
  constraint member_team_id_fkey FOREIGN KEY (team_id) REFERENCES team(id),
  constraint member_pkey PRIMARY KEY (id),
  constraint member_email_key UNIQUE (email)
);
CREATE INDEX member_team_id ON public.member USING btree (team_id);
grant DELETE, INSERT, SELECT, UPDATE on member to changke_app;

create table migration (
  number integer not null,
  name text not null,
  checksum text not null,
  started_at timestamp with time zone not null,
  finished_at timestamp with time zone,
  constraint migration_pkey PRIMARY KEY (number)
);
grant SELECT on migration to changke_app;

create table need (
  customer_id bigint not null,
  id uuid not null,
  external_id text,
  text text not null,
  kind text not null,
  nature text not null,
  importance smallint not null,
  urgency smallint not null,
  level smallint,
  evidence text not null default ''::text,
  source text,
  contact_id uuid,
  product_id integer,
  project_id uuid,
  owner_id uuid,
  due_on date,
  fit smallint,
  state text not null,
  state_at timestamp with time zone not null,
  state_reason text not null default ''::text,
  said_at timestamp with time zone not null,
  fact_ids uuid[] not null default '{}'::uuid[],
  created_at timestamp with time zone not null,
  created_by uuid,
  constraint need_fit_check CHECK (((fit >= 0) AND (fit <= 100))),
  constraint need_importance_check CHECK (((importance >= 1) AND (importance <= 3))),
  constraint need_kind_check CHECK ((kind = ANY (ARRAY['stated'::text, 'hidden'::text]))),
  constraint need_level_check CHECK (((level >= 1) AND (level <= 5))),
  constraint need_nature_check CHECK ((nature = ANY (ARRAY['product'::text, 'delivery'::text, 'price'::text, 'service'::text, 'technical'::text, 'relation'::text, 'other'::text]))),
  constraint need_source_check CHECK ((source = ANY (ARRAY['interview'::text, 'visit'::text, 'call'::text, 'survey'::text, 'complaint'::text, 'data'::text, 'market_research'::text, 'competitor'::text]))),
  constraint need_state_check CHECK ((state = ANY (ARRAY['open'::text, 'met'::text, 'unmet'::text, 'dropped'::text]))),
  constraint need_urgency_check CHECK (((urgency >= 1) AND (urgency <= 3))),
  constraint need_created_by_fkey FOREIGN KEY (created_by) REFERENCES member(id),
  constraint need_customer_id_contact_id_fkey FOREIGN KEY (customer_id, contact_id) REFERENCES contact(customer_id, id),
  constraint need_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(customer_id),
  constraint need_customer_id_project_id_fkey FOREIGN KEY (customer_id, project_id) REFERENCES project(customer_id, id),
  constraint need_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES member(id),
  constraint need_product_id_fkey FOREIGN KEY (product_id) REFERENCES product(id),
  constraint need_pkey PRIMARY KEY (customer_id, id)
);
CREATE INDEX need_contact_id ON public.need USING btree (customer_id, contact_id);
CREATE INDEX need_created_by ON public.need USING btree (created_by);
CREATE INDEX need_external_id ON public.need USING btree (customer_id, external_id);
CREATE INDEX need_owner_id ON public.need USING btree (owner_id);
CREATE INDEX need_product_id ON public.need USING btree (product_id);
CREATE INDEX need_project_id ON public.need USING btree (customer_id, project_id);
CREATE INDEX need_said_at ON public.need USING btree (customer_id, said_at DESC);
CREATE INDEX need_unmet ON public.need USING btree (customer_id, id) WHERE (state = ANY (ARRAY['open'::text, 'unmet'::text]));
grant DELETE, INSERT, SELECT, UPDATE on need to changke_app;

create table need_change (
  customer_id bigint not null,
  id uuid not null,
  need_id uuid,
  promise_id uuid,
  what text not null,
  note text not null default ''::text,
  details jsonb not null default '{}'::jsonb,
  changed_at timestamp with time zone not null,
  changed_by uuid,
  constraint need_change_subject CHECK ((num_nonnulls(need_id, promise_id) >= 1)),
  constraint need_change_what_check CHECK ((what = ANY (ARRAY['recorded'::text, 'changed'::text, 'met'::text, 'unmet'::text, 'dropped'::text, 'reopened'::text, 'promised'::text, 'postponed'::text, 'checked'::text, 'kept'::text, 'broken'::text, 'handed_over'::text, 'received'::text, 'answered'::text]))),
  constraint need_change_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES member(id),
  constraint need_change_customer_id_need_id_fkey FOREIGN KEY (customer_id, need_id) REFERENCES need(customer_id, id),
  constraint need_change_customer_id_promise_id_fkey FOREIGN KEY (customer_id, promise_id) REFERENCES promise(customer_id, id),
  constraint need_change_pkey PRIMARY KEY (customer_id, id)
);
CREATE INDEX need_change_changed_by ON public.need_change USING btree (changed_by);
CREATE INDEX need_change_need_id ON public.need_change USING btree (customer_id, need_id, changed_at);
CREATE INDEX need_change_promise_id ON public.need_change USING btree (customer_id, promise_id, changed_at);
CREATE TRIGGER need_change_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.need_change FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant INSERT, SELECT on need_change to changke_app;

create table observation (
  customer_id bigint not null,
  id uuid not null,
  external_id text,
  kind text not null,
  subject text not null default ''::text,
  note text not null default ''::text,
  strength smallint,
  place text,
  quantity numeric(18,4),
  unit text,
  product_id integer,
  contact_id uuid,
  member_id uuid,
  occurred_at timestamp with time zone not null,
  fact_ids uuid[] not null default '{}'::uuid[],
  created_at timestamp with time zone not null,
  constraint observation_kind_check CHECK ((kind = ANY (ARRAY['competitor_enquiry'::text, 'product_enquiry'::text, 'policy_enquiry'::text, 'mention'::text, 'customer_visit'::text, 'customer_stock'::text]))),
  constraint observation_place_check CHECK ((place = ANY (ARRAY['portal'::text, 'website'::text, 'site'::text]))),
  constraint observation_strength_check CHECK (((strength >= 1) AND (strength <= 3))),
  constraint observation_customer_id_contact_id_fkey FOREIGN KEY (customer_id, contact_id) REFERENCES contact(customer_id, id),
  constraint observation_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(customer_id),
  constraint observation_member_id_fkey FOREIGN KEY (member_id) REFERENCES member(id),
  constraint observation_product_id_fkey FOREIGN KEY (product_id) REFERENCES product(id),
  constraint observation_pkey PRIMARY KEY (customer_id, id)
);
CREATE INDEX observation_contact_id ON public.observation USING btree (customer_id, contact_id);
CREATE INDEX observation_external_id ON public.observation USING btree (customer_id, external_id);
CREATE INDEX observation_member_id ON public.observation USING btree (member_id);
CREATE INDEX observation_occurred_at ON public.observation USING btree (customer_id, kind, occurred_at DESC);
CREATE INDEX observation_product_id ON public.observation USING btree (product_id);
grant DELETE, INSERT, SELECT, UPDATE on observation to changke_app;

create table order_line (
  customer_id bigint not null,
  order_id uuid not null,
  product_id integer not null,
  occurrence integer not null,
  quantity numeric(18,4) not null,
  unit_price numeric(18,6) not null,
  amount bigint not null,
  promised_first_on date,
  promised_on date,
  delivered_on date,
  tax bigint,
  batch text,
  project text,
  site text,
  constraint order_line_customer_id_order_id_fkey FOREIGN KEY (customer_id, order_id) REFERENCES customer_order(customer_id, id),
  constraint order_line_product_id_fkey FOREIGN KEY (product_id) REFERENCES product(id),
  constraint order_line_pkey PRIMARY KEY (customer_id, order_id, product_id, occurrence)
);
CREATE INDEX order_line_batch ON public.order_line USING btree (batch, product_id) WHERE (batch IS NOT NULL);
CREATE INDEX order_line_product_id ON public.order_line USING btree (product_id);
grant DELETE, INSERT, SELECT, UPDATE on order_line to changke_app;

create table payment (
  customer_id bigint not null,
  id uuid not null,
  number text not null,
  paid_on date not null,
  amount bigint not null,
  method text,
  receivable_number text,
  fact_ids uuid[] not null default '{}'::uuid[],
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint payment_amount_check CHECK ((amount >= 0)),
  constraint payment_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(customer_id),
  constraint payment_pkey PRIMARY KEY (customer_id, id),
  constraint payment_number_key UNIQUE NULLS NOT DISTINCT (customer_id, number, receivable_number)
);
CREATE INDEX payment_paid_on ON public.payment USING btree (customer_id, paid_on DESC);
grant DELETE, INSERT, SELECT, UPDATE on payment to changke_app;

create table payment_allocation (
  customer_id bigint not null,
  receivable_id uuid not null,
  source_id uuid not null,
  source text not null,
  amount bigint not null,
  settled_on date not null,
  constraint payment_allocation_amount_check CHECK ((amount > 0)),
  constraint payment_allocation_source_check CHECK ((source = ANY (ARRAY['payment'::text, 'credit_note'::text]))),
  constraint payment_allocation_customer_id_receivable_id_fkey FOREIGN KEY (customer_id, receivable_id) REFERENCES receivable(customer_id, id),
  constraint payment_allocation_pkey PRIMARY KEY (customer_id, receivable_id, source_id)
);
CREATE INDEX payment_allocation_source_id ON public.payment_allocation USING btree (customer_id, source_id);
grant DELETE, INSERT, SELECT, UPDATE on payment_allocation to changke_app;

create table plan_activation (
  id uuid not null,
  version integer not null,
  activated_at timestamp with time zone not null,
  activated_by uuid,
  constraint plan_activation_activated_by_fkey FOREIGN KEY (activated_by) REFERENCES member(id),
  constraint plan_activation_version_fkey FOREIGN KEY (version) REFERENCES plan_version(version),
  constraint plan_activation_pkey PRIMARY KEY (id)
);
CREATE INDEX plan_activation_activated_at ON public.plan_activation USING btree (activated_at DESC);
CREATE INDEX plan_activation_activated_by ON public.plan_activation USING btree (activated_by);
CREATE INDEX plan_activation_version ON public.plan_activation USING btree (version);
grant INSERT, SELECT on plan_activation to changke_app;

create table plan_version (
  version integer not null,
  name text not null,
  text text not null,
  checksum text not null,
  author_id uuid,
  reason text not null,
  created_at timestamp with time zone not null,
  constraint plan_version_author_id_fkey FOREIGN KEY (author_id) REFERENCES member(id),
  constraint plan_version_pkey PRIMARY KEY (version)
);
CREATE INDEX plan_version_author_id ON public.plan_version USING btree (author_id);
grant INSERT, SELECT on plan_version to changke_app;

create table product (
  id integer not null,
  code text not null,
  name text not null,
  category_id integer,
  spec text,
  unit text,
  created_at timestamp with time zone not null,
  constraint product_category_id_fkey FOREIGN KEY (category_id) REFERENCES category(id),
  constraint product_pkey PRIMARY KEY (id),
  constraint product_code_key UNIQUE (code)
);
CREATE INDEX product_category_id ON public.product USING btree (category_id);
grant DELETE, INSERT, SELECT, UPDATE on product to changke_app;

create table product_lot (
  product_id integer not null,
  batch text not null,
  first_seen_on date not null,
  constraint product_lot_product_id_fkey FOREIGN KEY (product_id) REFERENCES product(id),
  constraint product_lot_pkey PRIMARY KEY (product_id, batch)
);
grant DELETE, INSERT, SELECT, UPDATE on product_lot to changke_app;

create table project (
  customer_id bigint not null,
  id uuid not null,
  name text not null,
  stage text not null,
  starts_on date,
  next_need_on date,
  expected_amount bigint,
  expected_volume text,
  address text,
  main_contractor text,
  site_id uuid,
  fact_ids uuid[] not null default '{}'::uuid[],
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint project_expected_amount_check CHECK ((expected_amount >= 0)),
  constraint project_stage_check CHECK ((stage = ANY (ARRAY['lead'::text, 'bidding'::text, 'won'::text, 'building'::text, 'done'::text, 'stopped'::text]))),
  constraint project_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(customer_id),
  constraint project_customer_id_site_id_fkey FOREIGN KEY (customer_id, site_id) REFERENCES site(customer_id, id),
  constraint project_pkey PRIMARY KEY (customer_id, id),
  constraint project_name_key UNIQUE (customer_id, name)
);
CREATE INDEX project_site_id ON public.project USING btree (customer_id, site_id);
grant DELETE, INSERT, SELECT, UPDATE on project to changke_app;

create table promise (
  customer_id bigint not null,
  id uuid not null,
  external_id text,
  need_id uuid,
  text text not null,
  made_at timestamp with time zone not null,
  first_due_on date not null,
  due_on date not null,
  owner_id uuid,
  contact_id uuid,
  technical_check text not null,
  checked_at timestamp with time zone,
  checked_by uuid,
  check_reason text not null default ''::text,
  ending text,
  ended_at timestamp with time zone,
  ended_by uuid,
  ending_text text not null default ''::text,
  overdue_due_on date,
  overdue_fact_ids uuid[] not null default '{}'::uuid[],
  task_id uuid,
  fact_ids uuid[] not null default '{}'::uuid[],
  created_at timestamp with time zone not null,
  created_by uuid,
  constraint promise_ending_check CHECK ((ending = ANY (ARRAY['kept'::text, 'broken'::text]))),
  constraint promise_ending_whole CHECK (((ending IS NULL) = (ended_at IS NULL))),
  constraint promise_technical_check_check CHECK ((technical_check = ANY (ARRAY['none'::text, 'needed'::text, 'passed'::text, 'failed'::text]))),
  constraint promise_checked_by_fkey FOREIGN KEY (checked_by) REFERENCES member(id),
  constraint promise_created_by_fkey FOREIGN KEY (created_by) REFERENCES member(id),
  constraint promise_customer_id_contact_id_fkey FOREIGN KEY (customer_id, contact_id) REFERENCES contact(customer_id, id),
  constraint promise_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(customer_id),
  constraint promise_customer_id_need_id_fkey FOREIGN KEY (customer_id, need_id) REFERENCES need(customer_id, id),
  constraint promise_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES member(id),
  constraint promise_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES member(id),
  constraint promise_pkey PRIMARY KEY (customer_id, id)
);
CREATE INDEX promise_checked_by ON public.promise USING btree (checked_by);
CREATE INDEX promise_contact_id ON public.promise USING btree (customer_id, contact_id);
CREATE INDEX promise_created_by ON public.promise USING btree (created_by);
CREATE INDEX promise_ended_by ON public.promise USING btree (ended_by);
CREATE INDEX promise_external_id ON public.promise USING btree (customer_id, external_id);
CREATE INDEX promise_made_at ON public.promise USING btree (customer_id, made_at DESC);
CREATE INDEX promise_need_id ON public.promise USING btree (customer_id, need_id);
CREATE INDEX promise_open ON public.promise USING btree (due_on) WHERE (ending IS NULL);
CREATE INDEX promise_owner_id ON public.promise USING btree (owner_id);
grant DELETE, INSERT, SELECT, UPDATE on promise to changke_app;

create table receivable (
  customer_id bigint not null,
  id uuid not null,
  number text not null,
  kind text not null,
  invoiced_on date not null,
  due_given date,
  due_on date not null,
  agreed_due_on date not null,
  amount bigint not null,
  withheld bigint not null default 0,
  tax bigint,
  order_number text,
  project text,
  corrects_number text,
  disputed_since date,
  dispute_reason text,
  fact_ids uuid[] not null default '{}'::uuid[],
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint receivable_amount_check CHECK ((amount >= 0)),
  constraint receivable_check CHECK (((withheld >= 0) AND (withheld <= amount))),
  constraint receivable_kind_check CHECK ((kind = ANY (ARRAY['invoice'::text, 'credit_note'::text, 'retention_money'::text]))),
  constraint receivable_tax_check CHECK ((tax >= 0)),
  constraint receivable_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(customer_id),
  constraint receivable_pkey PRIMARY KEY (customer_id, id),
  constraint receivable_number_key UNIQUE (customer_id, number)
);
CREATE INDEX receivable_invoiced_on ON public.receivable USING btree (customer_id, invoiced_on DESC);
grant DELETE, INSERT, SELECT, UPDATE on receivable to changke_app;

create table relation (
  customer_id bigint not null,
  id uuid not null,
  pair_id uuid not null,
  other_id bigint not null,
  kind text not null,
  side text not null,
  since date,
  until date,
  note text not null default ''::text,
  created_at timestamp with time zone not null,
  created_by uuid,
  constraint relation_kind_check CHECK ((kind = ANY (ARRAY['affiliate'::text, 'dealer_of'::text, 'referred_by'::text, 'household'::text]))),
  constraint relation_side_check CHECK ((side = ANY (ARRAY['from'::text, 'to'::text]))),
  constraint relation_created_by_fkey FOREIGN KEY (created_by) REFERENCES member(id),
  constraint relation_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(customer_id),
  constraint relation_pkey PRIMARY KEY (customer_id, id)
);
CREATE INDEX relation_created_by ON public.relation USING btree (created_by);
CREATE INDEX relation_other_id ON public.relation USING btree (other_id);
CREATE INDEX relation_pair_id ON public.relation USING btree (customer_id, pair_id);
grant DELETE, INSERT, SELECT, UPDATE on relation to changke_app;

create table shipment (
  customer_id bigint not null,
  id uuid not null,
  number text not null,
  shipped_at timestamp with time zone not null,
  amount bigint not null,
  fact_ids uuid[] not null default '{}'::uuid[],
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint shipment_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(customer_id),
  constraint shipment_pkey PRIMARY KEY (customer_id, id),
  constraint shipment_number_key UNIQUE (customer_id, number)
);
CREATE INDEX shipment_shipped_at ON public.shipment USING btree (customer_id, shipped_at DESC);
grant DELETE, INSERT, SELECT, UPDATE on shipment to changke_app;

create table shipment_line (
  customer_id bigint not null,
  shipment_id uuid not null,
  product_id integer not null,
  occurrence integer not null,
  order_number text,
  quantity numeric(18,4) not null,
  amount bigint not null,
  tax bigint,
  batch text,
  constraint shipment_line_customer_id_shipment_id_fkey FOREIGN KEY (customer_id, shipment_id) REFERENCES shipment(customer_id, id),
  constraint shipment_line_product_id_fkey FOREIGN KEY (product_id) REFERENCES product(id),
  constraint shipment_line_pkey PRIMARY KEY (customer_id, shipment_id, product_id, occurrence)
);
CREATE INDEX shipment_line_order_number ON public.shipment_line USING btree (customer_id, order_number, product_id) WHERE (order_number IS NOT NULL);
CREATE INDEX shipment_line_product_id ON public.shipment_line USING btree (product_id);
grant DELETE, INSERT, SELECT, UPDATE on shipment_line to changke_app;

create table site (
  customer_id bigint not null,
  id uuid not null,
  name text not null,
  address text,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint site_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(customer_id),
  constraint site_pkey PRIMARY KEY (customer_id, id),
  constraint site_name_key UNIQUE (customer_id, name)
);
grant DELETE, INSERT, SELECT, UPDATE on site to changke_app;

create table survey_answer (
  customer_id bigint not null,
  id uuid not null,
  external_id text,
  question text not null,
  scale text not null,
  given smallint not null,
  score smallint not null,
  comment text not null default ''::text,
  contact_id uuid,
  answered_at timestamp with time zone not null,
  fact_ids uuid[] not null default '{}'::uuid[],
  created_at timestamp with time zone not null,
  created_by uuid,
  constraint survey_answer_question_check CHECK ((question = ANY (ARRAY['nps'::text, 'csat'::text, 'ces'::text]))),
  constraint survey_answer_scale_check CHECK ((scale = ANY (ARRAY['0-10'::text, '1-5'::text, '1-7'::text, '0-100'::text]))),
  constraint survey_answer_created_by_fkey FOREIGN KEY (created_by) REFERENCES member(id),
  constraint survey_answer_customer_id_contact_id_fkey FOREIGN KEY (customer_id, contact_id) REFERENCES contact(customer_id, id),
  constraint survey_answer_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(customer_id),
  constraint survey_answer_pkey PRIMARY KEY (customer_id, id)
);
CREATE INDEX survey_answer_answered_at ON public.survey_answer USING btree (customer_id, answered_at DESC);
CREATE INDEX survey_answer_contact_id ON public.survey_answer USING btree (customer_id, contact_id);
CREATE INDEX survey_answer_created_by ON public.survey_answer USING btree (created_by);
CREATE INDEX survey_answer_external_id ON public.survey_answer USING btree (customer_id, external_id);
grant DELETE, INSERT, SELECT, UPDATE on survey_answer to changke_app;

create table tag (
  name text not null,
  code integer not null,
  created_at timestamp with time zone not null,
  constraint tag_pkey PRIMARY KEY (name),
  constraint tag_code_key UNIQUE (code)
);
grant DELETE, INSERT, SELECT, UPDATE on tag to changke_app;

create table task (
  customer_id bigint not null,
  id uuid not null,
  title text not null,
  why text not null default ''::text,
  minutes smallint not null default 15,
  owner_id uuid,
  due_at timestamp with time zone,
  created_at timestamp with time zone not null,
  created_by uuid,
  constraint task_created_by_fkey FOREIGN KEY (created_by) REFERENCES member(id),
  constraint task_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(customer_id),
  constraint task_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES member(id),
  constraint task_pkey PRIMARY KEY (customer_id, id)
);
CREATE INDEX task_created_by ON public.task USING btree (created_by);
CREATE INDEX task_owner_id ON public.task USING btree (owner_id, due_at);
grant DELETE, INSERT, SELECT, UPDATE on task to changke_app;

create table task_completion (
  customer_id bigint not null,
  task_id uuid not null,
  outcome text not null,
  completed_at timestamp with time zone not null,
  completed_by uuid,
  constraint task_completion_completed_by_fkey FOREIGN KEY (completed_by) REFERENCES member(id),
  constraint task_completion_customer_id_task_id_fkey FOREIGN KEY (customer_id, task_id) REFERENCES task(customer_id, id),
  constraint task_completion_pkey PRIMARY KEY (customer_id, task_id)
);
CREATE INDEX task_completion_completed_by ON public.task_completion USING btree (completed_by, completed_at DESC);
CREATE TRIGGER task_completion_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.task_completion FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant INSERT, SELECT on task_completion to changke_app;

create table team (
  id uuid not null,
  name text not null,
  created_at timestamp with time zone not null,
  constraint team_pkey PRIMARY KEY (id),
  constraint team_name_key UNIQUE (name)
);
grant DELETE, INSERT, SELECT, UPDATE on team to changke_app;

create table timeline_cut (
  id smallint not null,
  known_at timestamp with time zone not null,
  constraint timeline_cut_id_check CHECK ((id = 1)),
  constraint timeline_cut_pkey PRIMARY KEY (id)
);
grant INSERT, SELECT, UPDATE on timeline_cut to changke_app;

create table warning_case (
  customer_id bigint not null,
  id uuid not null,
  level smallint not null,
  risk text not null,
  owner_id uuid,
  stock boolean not null default false,
  opened_at timestamp with time zone not null,
  due_at timestamp with time zone,
  ended_at timestamp with time zone,
  constraint warning_case_level_check CHECK (((level >= 1) AND (level <= 3))),
  constraint warning_case_risk_check CHECK ((risk = ANY (ARRAY['need'::text, 'relation'::text, 'external'::text]))),
  constraint warning_case_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(customer_id),
  constraint warning_case_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES member(id),
  constraint warning_case_pkey PRIMARY KEY (customer_id, id)
);
CREATE UNIQUE INDEX warning_case_one_open ON public.warning_case USING btree (customer_id) WHERE (ended_at IS NULL);
CREATE INDEX warning_case_open ON public.warning_case USING btree (level, opened_at) WHERE (ended_at IS NULL);
CREATE INDEX warning_case_owner_id ON public.warning_case USING btree (owner_id, due_at);
grant DELETE, INSERT, SELECT, UPDATE on warning_case to changke_app;

create table warning_contact (
  customer_id bigint not null,
  id uuid not null,
  case_id uuid not null,
  interaction_id uuid not null,
  reason text not null,
  contacted_at timestamp with time zone not null,
  contacted_by uuid,
  constraint warning_contact_contacted_by_fkey FOREIGN KEY (contacted_by) REFERENCES member(id),
  constraint warning_contact_customer_id_case_id_fkey FOREIGN KEY (customer_id, case_id) REFERENCES warning_case(customer_id, id),
  constraint warning_contact_customer_id_interaction_id_fkey FOREIGN KEY (customer_id, interaction_id) REFERENCES interaction(customer_id, id),
  constraint warning_contact_pkey PRIMARY KEY (customer_id, id)
);
CREATE INDEX warning_contact_case_id ON public.warning_contact USING btree (customer_id, case_id);
CREATE INDEX warning_contact_contacted_by ON public.warning_contact USING btree (contacted_by);
CREATE INDEX warning_contact_interaction_id ON public.warning_contact USING btree (customer_id, interaction_id);
CREATE TRIGGER warning_contact_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.warning_contact FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant INSERT, SELECT on warning_contact to changke_app;

create table warning_ending (
  customer_id bigint not null,
  case_id uuid not null,
  outcome text not null,
  cause text not null,
  ended_at timestamp with time zone not null,
  ended_by uuid,
  constraint warning_ending_outcome_check CHECK ((outcome = ANY (ARRAY['recovered'::text, 'lost'::text, 'false_alarm'::text]))),
  constraint warning_ending_customer_id_case_id_fkey FOREIGN KEY (customer_id, case_id) REFERENCES warning_case(customer_id, id),
  constraint warning_ending_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES member(id),
  constraint warning_ending_pkey PRIMARY KEY (customer_id, case_id)
);
CREATE INDEX warning_ending_ended_by ON public.warning_ending USING btree (ended_by);
CREATE TRIGGER warning_ending_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.warning_ending FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant INSERT, SELECT on warning_ending to changke_app;

create table warning_signal (
  customer_id bigint not null,
  id uuid not null,
  case_id uuid not null,
  key text not null,
  level smallint not null,
  risk text not null,
  sentence jsonb not null default '{}'::jsonb,
  raised_at timestamp with time zone not null,
  raised_by uuid,
  cleared_at timestamp with time zone,
  constraint warning_signal_level_check CHECK (((level >= 1) AND (level <= 3))),
  constraint warning_signal_customer_id_case_id_fkey FOREIGN KEY (customer_id, case_id) REFERENCES warning_case(customer_id, id),
  constraint warning_signal_raised_by_fkey FOREIGN KEY (raised_by) REFERENCES member(id),
  constraint warning_signal_pkey PRIMARY KEY (customer_id, id)
);
CREATE INDEX warning_signal_case_id ON public.warning_signal USING btree (customer_id, case_id);
CREATE INDEX warning_signal_raised_by ON public.warning_signal USING btree (raised_by);
grant DELETE, INSERT, SELECT, UPDATE on warning_signal to changke_app;

create table auth.account (
  id uuid not null,
  user_id uuid not null,
  account_id text not null,
  provider_id text not null,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamp with time zone,
  refresh_token_expires_at timestamp with time zone,
  scope text,
  password text,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint account_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth."user"(id) ON DELETE CASCADE,
  constraint account_pkey PRIMARY KEY (id)
);
CREATE INDEX account_user_id ON auth.account USING btree (user_id);
grant DELETE, INSERT, SELECT, UPDATE on auth.account to changke_app;

create table auth.attempt (
  key text not null,
  id uuid not null,
  at timestamp with time zone not null,
  constraint attempt_pkey PRIMARY KEY (key, id)
);
CREATE INDEX attempt_at ON auth.attempt USING btree (at);
CREATE INDEX attempt_key_at ON auth.attempt USING btree (key, at);
grant DELETE, INSERT, SELECT, UPDATE on auth.attempt to changke_app;

create table auth.session (
  id uuid not null,
  user_id uuid not null,
  token text not null,
  expires_at timestamp with time zone not null,
  ip_address text,
  user_agent text,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint session_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth."user"(id) ON DELETE CASCADE,
  constraint session_pkey PRIMARY KEY (id),
  constraint session_token_key UNIQUE (token)
);
CREATE INDEX session_user_id ON auth.session USING btree (user_id);
grant DELETE, INSERT, SELECT, UPDATE on auth.session to changke_app;

create table auth.user (
  id uuid not null,
  name text not null,
  email text not null,
  email_verified boolean not null,
  image text,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint user_id_fkey FOREIGN KEY (id) REFERENCES member(id),
  constraint user_pkey PRIMARY KEY (id),
  constraint user_email_key UNIQUE (email)
);
grant DELETE, INSERT, SELECT, UPDATE on auth.user to changke_app;

create table auth.verification (
  id uuid not null,
  identifier text not null,
  value text not null,
  expires_at timestamp with time zone not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint verification_pkey PRIMARY KEY (id)
);
CREATE INDEX verification_identifier ON auth.verification USING btree (identifier);
grant DELETE, INSERT, SELECT, UPDATE on auth.verification to changke_app;
