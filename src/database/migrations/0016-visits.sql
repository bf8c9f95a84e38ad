-- Visits: where and when we were, what they came to; and contacts that close a task.

-- The task that this contact closed: closing is the contact record, nobody writes it twice.
alter table interaction add column task_id uuid;
alter table interaction add constraint interaction_task_fk foreign key (customer_id, task_id) references task (customer_id, id) not valid;

-- checked_in_at is the server's clock when it heard of the visit, claimed_at the phone's, where it had no signal then;
-- occurred_at is what counts. The place is the visit's, taken once at check-in; people are not followed.
-- A visit without an interaction is not written up yet and counts nowhere.
create table visit (
  customer_id bigint not null references customer (customer_id),
  id uuid not null,
  interaction_id uuid,
  checked_in_by uuid references member (id),
  checked_in_at timestamptz not null,
  claimed_at timestamptz,
  occurred_at timestamptz not null,
  latitude double precision check (latitude between -90 and 90),
  longitude double precision check (longitude between -180 and 180),
  accuracy_metres integer check (accuracy_metres >= 0),
  site_id uuid,
  place text,
  purpose text,
  came_for text not null default '',
  heard text not null default '',
  promised text not null default '',
  promise_due date,
  fact_ids uuid[] not null default '{}',
  updated_at timestamptz not null,
  primary key (customer_id, id),
  foreign key (customer_id, interaction_id) references interaction (customer_id, id),
  foreign key (customer_id, site_id) references site (customer_id, id),
  check ((latitude is null) = (longitude is null))
);
create index visit_occurred_at on visit (customer_id, occurred_at desc);
create index visit_interaction_id on visit (customer_id, interaction_id);
create index visit_site_id on visit (customer_id, site_id);
create index visit_checked_in_by on visit (checked_in_by);

-- Who of us was there.
create table visit_visitor (
  customer_id bigint not null references customer (customer_id),
  visit_id uuid not null,
  member_id uuid not null references member (id),
  primary key (customer_id, visit_id, member_id),
  foreign key (customer_id, visit_id) references visit (customer_id, id)
);
create index visit_visitor_member_id on visit_visitor (member_id);

-- Whom of theirs we met.
create table visit_contact (
  customer_id bigint not null references customer (customer_id),
  visit_id uuid not null,
  contact_id uuid not null,
  primary key (customer_id, visit_id, contact_id),
  foreign key (customer_id, visit_id) references visit (customer_id, id),
  foreign key (customer_id, contact_id) references contact (customer_id, id)
);
create index visit_contact_contact_id on visit_contact (customer_id, contact_id);

create table visit_photo (
  customer_id bigint not null references customer (customer_id),
  id uuid not null,
  visit_id uuid not null,
  kind text not null check (kind in ('jpeg', 'png', 'webp')),
  width integer not null check (width > 0),
  height integer not null check (height > 0),
  bytes bytea not null check (octet_length(bytes) <= 400000),
  added_at timestamptz not null,
  added_by uuid references member (id),
  primary key (customer_id, id),
  foreign key (customer_id, visit_id) references visit (customer_id, id)
);
create index visit_photo_visit_id on visit_photo (customer_id, visit_id);
create index visit_photo_added_by on visit_photo (added_by);
-- Pictures are compressed already.
alter table visit_photo alter column bytes set storage external;

grant select, insert, update on visit to changke_app;
grant select, insert, delete on visit_visitor, visit_contact to changke_app;
grant select, insert on visit_photo to changke_app;
