-- The ground storey: who we are, what happened, who changed what, what we promised ourselves.
-- The roles changke_owner and changke_app exist before the first migration (database/roles.ts); the app role gets
-- only what it needs, so that append-only is a grant and not a habit.

create table team (
  id uuid primary key,
  name text not null,
  created_at timestamptz not null,
  constraint team_name_key unique (name)
);

create table member (
  id uuid primary key,
  email text not null,
  name text not null,
  title text not null default '',
  role text not null check (role in ('administrator', 'retention_lead', 'account_manager', 'service_agent', 'executive', 'viewer')),
  team_id uuid references team (id),
  language text not null default 'zh-CN' check (language in ('zh-CN', 'en')),
  created_at timestamptz not null,
  left_at timestamptz,
  constraint member_email_key unique (email)
);
create index member_team_id on member (team_id);

-- The timeline. Narrow, because scoring streams it; details live in the owning module's tables.
create table fact_kind (
  code smallint primary key,
  name text not null,
  constraint fact_kind_name_key unique (name)
);

create table fact (
  customer_id bigint not null,
  id uuid not null,
  kind smallint not null references fact_kind (code),
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  amount bigint,
  category integer,
  score smallint,
  voids uuid,
  primary key (customer_id, id)
);
create index fact_customer_occurred_at on fact (customer_id, occurred_at);
create index fact_voids on fact (customer_id, voids) where voids is not null;
create index fact_kind_code on fact (kind);

insert into fact_kind (code, name) values
  (1, 'order'), (2, 'order_item'), (3, 'return'), (4, 'return_item'), (5, 'delivery'), (6, 'payment'),
  (7, 'interaction'), (8, 'complaint_opened'), (9, 'complaint_solved'), (10, 'complaint_reopened'),
  (11, 'survey_nps'), (12, 'survey_csat'), (13, 'enquiry_competitor'), (14, 'enquiry_product'), (15, 'enquiry_policy'),
  (16, 'receivable_due'), (17, 'referral_made'), (18, 'referral_won'), (19, 'visit'), (20, 'mention'),
  (21, 'tag_set'), (22, 'tag_removed'), (23, 'tier_changed'), (24, 'owner_changed'), (25, 'attribute_changed'),
  (26, 'consent_changed'), (27, 'note'), (28, 'contact_left'), (29, 'milestone'),
  (30, 'warning_signal_raised'), (31, 'warning_signal_cleared'), (32, 'next_need_stated'), (33, 'customer_created'),
  (34, 'credit_hold_set'), (35, 'credit_hold_lifted'), (36, 'supplier_change_threatened'), (37, 'complaint_limit_missed');

-- Who changed what; sign-ins and exports too. Insert only.
create table audit_entry (
  id uuid primary key,
  at timestamptz not null,
  member_id uuid references member (id),
  action text not null,
  subject text not null,
  subject_id text,
  customer_id bigint,
  address text,
  details jsonb not null default '{}'
);
create index audit_entry_at on audit_entry (at desc);
create index audit_entry_member_id on audit_entry (member_id, at desc);
create index audit_entry_customer_id on audit_entry (customer_id, at desc);

-- Every version of the plan, for ever. The active one is the newest activation.
create table plan_version (
  version integer primary key,
  name text not null,
  text text not null,
  checksum text not null,
  author_id uuid references member (id),
  reason text not null,
  created_at timestamptz not null
);
create index plan_version_author_id on plan_version (author_id);

create table plan_activation (
  id uuid primary key,
  version integer not null references plan_version (version),
  activated_at timestamptz not null,
  activated_by uuid references member (id)
);
create index plan_activation_version on plan_activation (version);
create index plan_activation_activated_by on plan_activation (activated_by);
create index plan_activation_activated_at on plan_activation (activated_at desc);

grant select, insert, update, delete on team, member to changke_app;
grant select on fact_kind to changke_app;
grant select, insert on fact, audit_entry, plan_version, plan_activation to changke_app;
