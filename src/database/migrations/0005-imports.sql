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

-- files: [{name, bytes}]; progress: {rows, rowsTotal, chunks, chunksTotal}; reply: what the command prints.
-- Not started: only uploaded. Started and not finished: running, or cut off and to be continued by the same fingerprint.
create table import_run (
  id uuid primary key,
  kind text not null,
  files jsonb not null,
  map text not null,
  options jsonb not null default '{}',
  dry_run boolean not null,
  created_at timestamptz not null,
  created_by uuid references member (id),
  started_at timestamptz,
  fingerprint text,
  progress jsonb not null default '{}',
  finished_at timestamptz,
  failure jsonb,
  reply jsonb
);
create index import_run_created_at on import_run (created_at desc);
create index import_run_created_by on import_run (created_by);
create index import_run_fingerprint on import_run (fingerprint) where finished_at is null;

-- Uploaded bytes in pieces, so that any node can read what another received; gone when the import is done.
create table import_upload (
  import_id uuid not null references import_run (id),
  file integer not null,
  part integer not null,
  bytes bytea not null,
  primary key (import_id, file, part)
);

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
  row_no bigint not null,
  file integer not null,
  line integer not null,
  col text,
  code text not null,
  outcome text not null check (outcome in ('failed', 'skipped', 'notice')),
  params jsonb not null default '{}',
  cells text[],
  primary key (import_id, id)
);

-- Rows that were read and wait to be applied. Unlogged: after a crash the file is simply read again.
create unlogged table import_staging (
  import_id uuid not null,
  bucket smallint not null,
  row_no bigint not null,
  file integer not null,
  line integer not null,
  key text not null,
  number text,
  kind text,
  product text,
  at timestamptz,
  quantity numeric(18, 4),
  unit_price numeric(18, 6),
  amount bigint,
  customer_details jsonb,
  product_details jsonb,
  details jsonb,
  cells text[],
  primary key (import_id, bucket, row_no)
);

grant select, insert, update, delete on feed, import_map, import_run, import_upload, import_chunk, import_problem, import_staging to changke_app;
grant truncate on import_staging to changke_app;
