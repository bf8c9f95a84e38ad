-- What the plan makes of the facts: today's judgement per customer, its history, and the cases made of signals.

-- One run over the whole book; summary holds counts and amounts by tier and colour.
create table book_run (
  id uuid primary key,
  as_of date not null,
  known_at timestamptz not null,
  plan_version integer not null references plan_version (version),
  customers integer not null,
  facts integer not null,
  started_at timestamptz not null,
  seconds double precision not null,
  cut_points jsonb not null default '{}',
  summary jsonb not null
);
create index book_run_started_at on book_run (started_at desc);
create index book_run_plan_version on book_run (plan_version);

-- colour: 0 unknown, 1 red, 2 yellow, 3 green. score in tenths of a point. values and points stand in the plan's order of
-- indicators; a missing one is null.
create table judgement (
  customer_id bigint not null,
  book_id uuid,
  as_of date not null,
  known_at timestamptz not null,
  judged_at timestamptz not null,
  plan_version integer not null references plan_version (version),
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
  segments bit varying not null default b'',
  signals bit varying not null default b'',
  cause jsonb,
  state jsonb not null default '{}',
  primary key (customer_id)
);
create index judgement_colour on judgement (colour, score);
create index judgement_plan_version on judgement (plan_version);
-- Lists of many customers are read in the order of one of these, and counted from the narrow copy of what they may be
-- narrowed by: the rows themselves are wide.
create index judgement_amount_year on judgement (amount_year, customer_id);
create index judgement_score on judgement (score, customer_id);
create index judgement_last_order_on on judgement (last_order_on, customer_id);
create index judgement_narrow on judgement (customer_id) include (tier, colour, stage, amount_year, score, last_order_on);

-- A row only where colour, tier, score by a point or more, or membership changed; plus the monthly cut.
create table judgement_history (
  customer_id bigint not null,
  as_of date not null,
  known_at timestamptz not null,
  plan_version integer not null references plan_version (version),
  score smallint,
  colour smallint not null,
  coverage smallint not null,
  tier text not null,
  amount_year bigint not null default 0,
  indicator_points real[] not null,
  cause jsonb,
  primary key (customer_id, as_of)
);
create index judgement_history_as_of on judgement_history (as_of);
create index judgement_history_plan_version on judgement_history (plan_version);

-- One open case per customer; a case that ended has an ending.
create table warning_case (
  customer_id bigint not null references customer (customer_id),
  id uuid not null,
  level smallint not null check (level between 1 and 3),
  risk text not null check (risk in ('need', 'relation', 'external')),
  owner_id uuid references member (id),
  stock boolean not null default false,
  opened_at timestamptz not null,
  due_at timestamptz,
  ended_at timestamptz,
  primary key (customer_id, id)
);
create unique index warning_case_one_open on warning_case (customer_id) where ended_at is null;
create index warning_case_owner_id on warning_case (owner_id, due_at);
create index warning_case_open on warning_case (level, opened_at) where ended_at is null;

create table warning_signal (
  customer_id bigint not null,
  id uuid not null,
  case_id uuid not null,
  key text not null,
  level smallint not null check (level between 1 and 3),
  risk text not null,
  sentence jsonb not null default '{}',
  raised_at timestamptz not null,
  raised_by uuid references member (id),
  cleared_at timestamptz,
  primary key (customer_id, id),
  foreign key (customer_id, case_id) references warning_case (customer_id, id)
);
create index warning_signal_case_id on warning_signal (customer_id, case_id);
create index warning_signal_raised_by on warning_signal (raised_by);

create table warning_contact (
  customer_id bigint not null,
  id uuid not null,
  case_id uuid not null,
  interaction_id uuid not null,
  reason text not null,
  contacted_at timestamptz not null,
  contacted_by uuid references member (id),
  primary key (customer_id, id),
  foreign key (customer_id, case_id) references warning_case (customer_id, id),
  foreign key (customer_id, interaction_id) references interaction (customer_id, id)
);
create index warning_contact_case_id on warning_contact (customer_id, case_id);
create index warning_contact_interaction_id on warning_contact (customer_id, interaction_id);
create index warning_contact_contacted_by on warning_contact (contacted_by);

create table warning_ending (
  customer_id bigint not null,
  case_id uuid not null,
  outcome text not null check (outcome in ('recovered', 'lost', 'false_alarm')),
  cause text not null,
  ended_at timestamptz not null,
  ended_by uuid references member (id),
  primary key (customer_id, case_id),
  foreign key (customer_id, case_id) references warning_case (customer_id, id)
);
create index warning_ending_ended_by on warning_ending (ended_by);

grant select, insert on book_run, warning_contact, warning_ending to changke_app;
grant select, insert, update, delete on judgement, judgement_history, warning_case, warning_signal to changke_app;
