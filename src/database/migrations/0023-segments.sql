-- Segments: those of the company's own beside the plan's, who is in which, and what is planned for each.

-- Own segments as people write them: a change is a new version, a version without an expression withdraws it. The slot is
-- its place behind the plan's segments and never changes, so that bits of before keep their meaning.
create table own_segment (
  key text not null check (key ~ '^own_[1-9][0-9]*$'),
  version integer not null,
  slot integer not null,
  name text not null,
  name_en text not null,
  description text not null default '',
  expression text,
  reason text not null,
  author_id uuid references member (id),
  since timestamptz not null,
  primary key (key, version)
);
create unique index own_segment_slot on own_segment (slot, version);
create index own_segment_author_id on own_segment (author_id);

-- Which segments a run judged, in the order of their bits, with what each said then.
create table segment_layout (
  id integer primary key,
  plan_version integer not null references plan_version (version),
  keys text[] not null,
  expressions text[] not null,
  since timestamptz not null
);
create index segment_layout_plan_version on segment_layout (plan_version);

-- Who is in which segment, as last judged: a narrow copy that lists are filtered by, and that tells who came and went.
create table segment_membership (
  customer_id bigint primary key,
  layout integer not null,
  bits bit varying not null
);

-- Came in (1) or went out (-1) on a day. Who is in a segment when it is judged for the first time has not come in.
create table segment_change (
  customer_id bigint not null,
  segment_key text not null,
  day date not null,
  change smallint not null check (change in (-1, 1)),
  primary key (customer_id, segment_key, day)
);
create index segment_change_segment_key on segment_change (segment_key, day);

-- The figures of a segment on a day, and of the whole book beside it. worked_out: looked at afterwards, from what is known now.
create table segment_day (
  segment_key text not null,
  day date not null,
  members integer not null,
  amount_year bigint not null,
  book_customers integer not null,
  book_amount_year bigint not null,
  worked_out boolean not null default false,
  computed_at timestamptz not null,
  primary key (segment_key, day)
);

-- What we do for the customers of a segment; the newest is what holds, an empty one takes it back.
create table segment_strategy (
  segment_key text not null,
  id uuid not null,
  text text not null,
  author_id uuid references member (id),
  since timestamptz not null,
  primary key (segment_key, id)
);
create index segment_strategy_author_id on segment_strategy (author_id);

-- A segment we mean to work on.
create table segment_target (
  segment_key text primary key,
  reason text not null,
  marked_by uuid references member (id),
  marked_at timestamptz not null
);
create index segment_target_marked_by on segment_target (marked_by);

grant select, insert on own_segment, segment_layout, segment_strategy to changke_app;
grant select, insert, update, delete on segment_membership, segment_change, segment_day, segment_target to changke_app;

insert into merge_rule (table_name, rule) values ('segment_membership', 'lift'), ('segment_change', 'lift');
