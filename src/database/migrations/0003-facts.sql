-- What happened with a customer, in detail; every row here has its fact on the timeline.

-- The latest moment at which a run fixed what it knows. Facts recorded later get a later moment, whatever their clock says.
create table timeline_cut (
  id smallint primary key check (id = 1),
  known_at timestamptz not null
);

-- fact_ids: the facts on the timeline that now stand for the row; a change voids those it makes wrong.
create table customer_order (
  customer_id bigint not null references customer (customer_id),
  id uuid not null,
  number text not null,
  kind text not null check (kind in ('order', 'return')),
  ordered_at timestamptz not null,
  amount bigint not null,
  project text,
  site text,
  fact_ids uuid[] not null default '{}',
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (customer_id, id),
  constraint customer_order_number_key unique (customer_id, number, kind)
);
create index customer_order_ordered_at on customer_order (customer_id, ordered_at desc);

-- line identity: order, product, n-th occurrence of that product in the order. Delay is counted from the first promise.
create table order_line (
  customer_id bigint not null,
  order_id uuid not null,
  product_id integer not null references product (id),
  occurrence integer not null,
  quantity numeric(18, 4) not null,
  unit_price numeric(18, 6) not null,
  amount bigint not null,
  promised_first_on date,
  promised_on date,
  delivered_on date,
  primary key (customer_id, order_id, product_id, occurrence),
  foreign key (customer_id, order_id) references customer_order (customer_id, id)
);
create index order_line_product_id on order_line (product_id);

-- The contact ledger: every contact, in or out.
create table interaction (
  customer_id bigint not null references customer (customer_id),
  id uuid not null,
  external_id text,
  channel text not null check (channel in ('phone', 'visit', 'wecom', 'email', 'sms', 'meeting', 'portal', 'other')),
  direction text not null check (direction in ('out', 'in')),
  two_way boolean not null,
  outcome text not null check (outcome in ('talked', 'no_answer', 'price_asked', 'delivery_pressed', 'complained', 'small_talk', 'other')),
  summary text not null default '',
  contact_id uuid,
  member_id uuid references member (id),
  competitor_signal smallint check (competitor_signal between 1 and 3),
  competitor text,
  supplier_change_threatened boolean not null default false,
  fact_ids uuid[] not null default '{}',
  occurred_at timestamptz not null,
  created_at timestamptz not null,
  primary key (customer_id, id),
  foreign key (customer_id, contact_id) references contact (customer_id, id)
);
create index interaction_occurred_at on interaction (customer_id, occurred_at desc);
create index interaction_contact_id on interaction (customer_id, contact_id);
create index interaction_member_id on interaction (member_id, occurred_at desc);
create index interaction_external_id on interaction (customer_id, external_id);

create table complaint (
  customer_id bigint not null references customer (customer_id),
  id uuid not null,
  external_id text,
  nature text not null check (nature in ('quality', 'logistics', 'service', 'price', 'other')),
  severity text not null check (severity in ('general', 'important', 'major')),
  summary text not null,
  contact_id uuid,
  opened_at timestamptz not null,
  opened_by uuid references member (id),
  fact_ids uuid[] not null default '{}',
  created_at timestamptz not null,
  primary key (customer_id, id),
  foreign key (customer_id, contact_id) references contact (customer_id, id)
);
create index complaint_opened_at on complaint (customer_id, opened_at desc);
create index complaint_contact_id on complaint (customer_id, contact_id);
create index complaint_opened_by on complaint (opened_by);
create index complaint_external_id on complaint (customer_id, external_id);

-- A resolved complaint has a resolution; a reopened one has a later reopening. The newest row of the two decides.
create table complaint_resolution (
  customer_id bigint not null,
  id uuid not null,
  complaint_id uuid not null,
  solution text not null,
  confirmed boolean not null,
  resolved_at timestamptz not null,
  resolved_by uuid references member (id),
  primary key (customer_id, id),
  foreign key (customer_id, complaint_id) references complaint (customer_id, id)
);
create index complaint_resolution_complaint_id on complaint_resolution (customer_id, complaint_id, resolved_at desc);
create index complaint_resolution_resolved_by on complaint_resolution (resolved_by);

create table complaint_reopening (
  customer_id bigint not null,
  id uuid not null,
  complaint_id uuid not null,
  reason text not null,
  reopened_at timestamptz not null,
  reopened_by uuid references member (id),
  primary key (customer_id, id),
  foreign key (customer_id, complaint_id) references complaint (customer_id, id)
);
create index complaint_reopening_complaint_id on complaint_reopening (customer_id, complaint_id, reopened_at desc);
create index complaint_reopening_reopened_by on complaint_reopening (reopened_by);

create table task (
  customer_id bigint not null references customer (customer_id),
  id uuid not null,
  title text not null,
  why text not null default '',
  minutes smallint not null default 15,
  owner_id uuid references member (id),
  due_at timestamptz,
  created_at timestamptz not null,
  created_by uuid references member (id),
  primary key (customer_id, id)
);
create index task_owner_id on task (owner_id, due_at);
create index task_created_by on task (created_by);

create table task_completion (
  customer_id bigint not null,
  task_id uuid not null,
  outcome text not null,
  completed_at timestamptz not null,
  completed_by uuid references member (id),
  primary key (customer_id, task_id),
  foreign key (customer_id, task_id) references task (customer_id, id)
);
create index task_completion_completed_by on task_completion (completed_by, completed_at desc);

grant select, insert, update on timeline_cut to changke_app;
grant select, insert, update, delete on customer_order, order_line, interaction, complaint, task to changke_app;
grant select, insert on complaint_resolution, complaint_reopening, task_completion to changke_app;
