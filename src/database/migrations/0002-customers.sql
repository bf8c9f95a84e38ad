-- What we sell and who they are. A customer is the unit that decides to buy and is scored; a group is an ordinary column.

-- Two levels: parent_id is null for the first, set for the second.
create table category (
  id integer primary key,
  parent_id integer references category (id),
  name text not null,
  constraint category_parent_name_key unique nulls not distinct (parent_id, name)
);
create index category_parent_id on category (parent_id);

create table product (
  id integer primary key,
  code text not null,
  name text not null,
  category_id integer references category (id),
  spec text,
  unit text,
  created_at timestamptz not null,
  constraint product_code_key unique (code)
);
create index product_category_id on product (category_id);

-- A group (集团) is a parent of customers; never scored alone.
create table customer_group (
  id uuid primary key,
  name text not null,
  created_at timestamptz not null,
  constraint customer_group_name_key unique (name)
);

create sequence customer_number as bigint;
create sequence category_number as integer;
create sequence product_number as integer;
create sequence tag_number as integer;

create table customer (
  customer_id bigint not null default nextval('customer_number'),
  public_id uuid not null,
  kind text not null check (kind in ('company', 'person')),
  name text not null,
  short_name text,
  group_id uuid references customer_group (id),
  industry text,
  region text,
  city text,
  country text,
  since date,
  pattern text check (pattern in ('monthly', 'project', 'dealer', 'seasonal')),
  terms text,
  tier text,
  tier_set_at timestamptz,
  owner_a uuid references member (id),
  owner_b uuid references member (id),
  pinyin text not null default '',
  search_grams text[] not null default '{}',
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (customer_id)
);
create index customer_public_id on customer (public_id);
create index customer_name on customer (name);
create index customer_group_id on customer (group_id);
create index customer_owner_a on customer (owner_a);
create index customer_owner_b on customer (owner_b);
create index customer_search_grams on customer using gin (search_grams);
create index customer_pinyin on customer (left(pinyin, 60), customer_id);
create index customer_narrow on customer (customer_id) include (tier, owner_a, owner_b, region);

-- External keys (ERP number, phone, our own public id) lead to the customer; distributed by the key itself.
create table customer_identity (
  key text not null,
  scheme text not null,
  customer_id bigint not null,
  created_at timestamptz not null,
  primary key (key, scheme)
);
create index customer_identity_customer_id on customer_identity (customer_id);
-- A search finds customers by the beginning of an external number, which the index of the primary key cannot where the
-- database sorts by a language.
create index customer_identity_prefix on customer_identity (key text_pattern_ops);

create table customer_owner_change (
  customer_id bigint not null references customer (customer_id),
  id uuid not null,
  part text not null check (part in ('a', 'b')),
  from_member uuid references member (id),
  to_member uuid references member (id),
  reason text not null,
  changed_at timestamptz not null,
  changed_by uuid references member (id),
  primary key (customer_id, id)
);
create index customer_owner_change_from_member on customer_owner_change (from_member);
create index customer_owner_change_to_member on customer_owner_change (to_member);
create index customer_owner_change_changed_by on customer_owner_change (changed_by);

-- The number under which a tag stands on the timeline (the category of its facts).
create table tag (
  name text primary key,
  code integer not null,
  created_at timestamptz not null,
  constraint tag_code_key unique (code)
);

create table customer_tag (
  customer_id bigint not null references customer (customer_id),
  tag text not null,
  reason text not null default '',
  set_at timestamptz not null,
  set_by uuid references member (id),
  primary key (customer_id, tag)
);
create index customer_tag_tag on customer_tag (tag);
create index customer_tag_set_by on customer_tag (set_by);

create table contact (
  customer_id bigint not null references customer (customer_id),
  id uuid not null,
  name text not null,
  post text,
  role text check (role in ('decider', 'buyer', 'user', 'payer', 'influencer')),
  phone text,
  email text,
  wecom text,
  birthday date,
  created_at timestamptz not null,
  left_at timestamptz,
  primary key (customer_id, id)
);

-- The newest row per contact and channel counts.
create table contact_consent (
  customer_id bigint not null,
  id uuid not null,
  contact_id uuid not null,
  channel text not null check (channel in ('phone', 'sms', 'email', 'wecom', 'portal')),
  given boolean not null,
  source text not null,
  changed_at timestamptz not null,
  changed_by uuid references member (id),
  primary key (customer_id, id),
  foreign key (customer_id, contact_id) references contact (customer_id, id)
);
create index contact_consent_contact_id on contact_consent (customer_id, contact_id, channel, changed_at desc);
create index contact_consent_changed_by on contact_consent (changed_by);

grant usage on sequence customer_number, category_number, product_number, tag_number to changke_app;
grant select, insert, update, delete on category, product, customer_group, tag, customer, customer_identity, customer_tag, contact to changke_app;
grant select, insert on customer_owner_change, contact_consent to changke_app;
