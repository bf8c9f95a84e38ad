-- How facts come in, and up to which date each feed is complete.

create table feed (
  kind text primary key,
  data_through date not null,
  updated_at timestamptz not null
);

create table import_map (
  name text primary key,
  kind text not null,
  text text not null,
  saved_at timestamptz not null,
  saved_by uuid references member (id)
);
create index import_map_saved_by on import_map (saved_by);

create table import_run (
  id uuid primary key,
  kind text not null,
  files jsonb not null,
  map text not null,
  dry_run boolean not null,
  started_at timestamptz not null,
  started_by uuid references member (id),
  finished_at timestamptz,
  failure jsonb,
  reply jsonb
);
create index import_run_started_at on import_run (started_at desc);
create index import_run_started_by on import_run (started_by);

create table import_chunk (
  import_id uuid not null references import_run (id),
  number integer not null,
  counts jsonb not null,
  finished_at timestamptz not null,
  primary key (import_id, number)
);

create table import_problem (
  import_id uuid not null references import_run (id),
  id bigint not null,
  file integer not null,
  line integer not null,
  col text,
  code text not null,
  outcome text not null check (outcome in ('failed', 'skipped', 'notice')),
  params jsonb not null default '{}',
  cells jsonb,
  primary key (import_id, id)
);

grant select, insert, update, delete on feed, import_map, import_run, import_chunk, import_problem to changke_app;
