-- When people work, and how much a day counts for trade. The public arrangement that comes with the program is the base;
-- what stands here wins: the company's own day over the announced one, the announced one over the base.

-- source: announced, from the State Council's notice of the year; company, the house's own.
create table working_day (
  day date not null,
  source text not null check (source in ('announced', 'company')),
  works boolean not null,
  name text not null default '',
  entered_at timestamptz not null,
  entered_by uuid references member (id),
  primary key (day, source)
);
create index working_day_entered_by on working_day (entered_by);

-- A year whose holidays are known; any other one that the program does not know either is provisional.
create table working_year (
  year smallint primary key check (year between 1990 and 2100),
  announced_at timestamptz not null,
  announced_by uuid references member (id)
);
create index working_year_announced_by on working_year (announced_by);

-- In minutes since midnight; a period through the night ends beyond 1,440. weekday: 0 Monday to 6 Sunday, 7 every day that
-- has no periods of its own. Without rows the office's hours of the program hold.
create table working_period (
  weekday smallint not null check (weekday between 0 and 7),
  from_minute smallint not null check (from_minute between 0 and 1439),
  to_minute smallint not null,
  primary key (weekday, from_minute),
  check (to_minute > from_minute and to_minute <= from_minute + 1440)
);

-- A stretch in which trade is slow: 高考, 两会, 环保限产. No regions: everywhere. What was once known stays, so that a score
-- of the past can be computed again; a span is withdrawn by a row of its own.
create table season_span (
  id uuid primary key,
  name text not null,
  from_on date not null,
  to_on date not null,
  weight double precision not null check (weight between 0 and 1),
  regions text[] not null default '{}',
  recorded_at timestamptz not null,
  recorded_by uuid references member (id),
  check (to_on >= from_on)
);
create index season_span_recorded_by on season_span (recorded_by);

create table season_span_withdrawal (
  span_id uuid primary key references season_span (id),
  withdrawn_at timestamptz not null,
  withdrawn_by uuid references member (id)
);
create index season_span_withdrawal_withdrawn_by on season_span_withdrawal (withdrawn_by);

-- What a case's limit was and from when it runs, so that an edited calendar can compute it again.
alter table warning_case add column due_from timestamptz;
alter table warning_case add column due_count smallint;
alter table warning_case add column due_unit text check (due_unit in ('elapsed_hours', 'working_hours', 'working_days'));
alter table warning_case add column due_provisional boolean not null default false;

grant select, insert, update, delete on working_day, working_year, working_period to changke_app;
grant select, insert on season_span, season_span_withdrawal to changke_app;

-- Somebody looked at what is known of a customer and found it true, though nothing had to be changed.
alter table customer add column confirmed_at timestamptz;
alter table customer add column confirmed_by uuid references member (id);
