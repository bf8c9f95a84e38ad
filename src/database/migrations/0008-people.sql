-- Who stands behind a customer and around it: persons and their posts, roles of ours, relations, projects, sites, dates.

-- A contact is a post (任职): one person at one customer. The same person elsewhere is another row with the same
-- person_id, so that consent and birthday can follow the person while every row stays with its customer.
alter table contact add column person_id uuid;
-- A program of before, still running during the upgrade, writes none; those of before are filled in batches afterwards.
alter table contact alter column person_id set default gen_random_uuid();
alter table contact add column from_on date;
alter table contact add column left_on date;
-- fact_ids: the facts of joining and leaving that now stand for the post; a correction voids them.
alter table contact add column fact_ids uuid[] not null default '{}';
alter table contact add column successor_id uuid;
alter table contact add column attitude text check (attitude in ('supporter', 'neutral', 'critic'));
alter table contact add column preferred_channel text
  check (preferred_channel in ('phone', 'wecom', 'email', 'sms', 'portal', 'visit'));
alter table contact add constraint contact_successor_id_fkey
  foreign key (customer_id, successor_id) references contact (customer_id, id) not valid;
-- A file names the same person at two customers by name and phone.

alter table customer add column tax_number text;
alter table customer add column address text;
alter table customer add column phone text;

-- A group may lie in a group, to any depth; the act refuses a circle.
alter table customer_group add column parent_id uuid references customer_group (id);

alter table customer_owner_change add column commission_note text not null default '';

-- Who of us has a part in a customer besides A and B: the sponsor, the experts of the 1+3 team, the owner of a product
-- line or region, and whoever was invited for a time and a purpose. Nobody is removed: a role ends.
create table customer_role (
  customer_id bigint not null references customer (customer_id),
  id uuid not null,
  role text not null check (role in (
    'sponsor', 'expert_sales', 'expert_technical', 'expert_supply', 'line_owner', 'region_owner', 'collaborator')),
  member_id uuid not null references member (id),
  category_id integer references category (id),
  region text,
  purpose text,
  reason text not null default '',
  commission_note text not null default '',
  starts_at timestamptz not null,
  ends_at timestamptz,
  created_at timestamptz not null,
  created_by uuid references member (id),
  ended_at timestamptz,
  ended_by uuid references member (id),
  end_reason text,
  primary key (customer_id, id),
  check ((role = 'line_owner') = (category_id is not null)),
  check ((role = 'region_owner') = (region is not null)),
  check ((role = 'collaborator') = (purpose is not null))
);
create index customer_role_member_id on customer_role (member_id, role);
create index customer_role_category_id on customer_role (category_id);
create index customer_role_created_by on customer_role (created_by);
create index customer_role_ended_by on customer_role (ended_by);

-- Two customers and how they belong together, written down on both sides with the same pair_id. The side says at which
-- end this customer stands: who deals, who was referred, is `from`; the end customer, who referred, is `to`.
create table relation (
  customer_id bigint not null references customer (customer_id),
  id uuid not null,
  pair_id uuid not null,
  other_id bigint not null,
  kind text not null check (kind in ('affiliate', 'dealer_of', 'referred_by', 'household')),
  side text not null check (side in ('from', 'to')),
  since date,
  until date,
  note text not null default '',
  created_at timestamptz not null,
  created_by uuid references member (id),
  primary key (customer_id, id)
);
create index relation_pair_id on relation (customer_id, pair_id);
create index relation_other_id on relation (other_id);
create index relation_created_by on relation (created_by);

-- Where goods are received (收货点).
create table site (
  customer_id bigint not null references customer (customer_id),
  id uuid not null,
  name text not null,
  address text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (customer_id, id),
  constraint site_name_key unique (customer_id, name)
);

-- fact_ids: the statement of the next need that now stands for the project; a change voids it.
create table project (
  customer_id bigint not null references customer (customer_id),
  id uuid not null,
  name text not null,
  stage text not null check (stage in ('lead', 'bidding', 'won', 'building', 'done', 'stopped')),
  starts_on date,
  next_need_on date,
  expected_amount bigint check (expected_amount >= 0),
  expected_volume text,
  address text,
  main_contractor text,
  site_id uuid,
  fact_ids uuid[] not null default '{}',
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (customer_id, id),
  constraint project_name_key unique (customer_id, name),
  foreign key (customer_id, site_id) references site (customer_id, id)
);
create index project_site_id on project (customer_id, site_id);

-- A day to think of. Those of a family or a child are kept only with a consent of their own, that names the purpose, and
-- no longer than it says (PIPL 28–31): the guardian's where it is about a child under 14.
create table important_date (
  customer_id bigint not null references customer (customer_id),
  id uuid not null,
  contact_id uuid,
  kind text not null check (kind in (
    'cooperation_anniversary', 'company_anniversary', 'birthday', 'wedding', 'wedding_anniversary', 'childbirth',
    'baby_birthday', 'other')),
  day date not null,
  yearly boolean not null,
  lead_days smallint not null check (lead_days between 0 and 90),
  note text not null default '',
  consent_purpose text,
  consent_by text check (consent_by in ('person', 'guardian')),
  consent_source text,
  consent_given_on date,
  keep_until date,
  created_at timestamptz not null,
  created_by uuid references member (id),
  primary key (customer_id, id),
  foreign key (customer_id, contact_id) references contact (customer_id, id),
  check (kind not in ('wedding', 'wedding_anniversary', 'childbirth', 'baby_birthday') or (
    contact_id is not null and consent_purpose is not null and consent_by is not null and consent_source is not null
    and consent_given_on is not null and keep_until is not null)),
  check (kind not in ('childbirth', 'baby_birthday') or consent_by = 'guardian')
);
create index important_date_contact_id on important_date (customer_id, contact_id);
create index important_date_created_by on important_date (created_by);

grant select, insert, update, delete on customer_role, relation, site, project, important_date to changke_app;
