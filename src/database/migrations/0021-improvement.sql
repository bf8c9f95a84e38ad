-- The life of the plan: who asked that a version come into force, who agreed, how it ended. What a version began from is
-- kept beside it; versions of before began from nothing that is known.
alter table plan_version add column based_on integer;

-- activate_at null: at once. over_version: the version in force when it was asked; if another one comes into force first,
-- what people agreed to is no longer what would happen.
create table plan_request (
  id uuid primary key,
  version integer not null references plan_version (version),
  over_version integer references plan_version (version),
  is_rollback boolean not null default false,
  reason text not null,
  activate_at timestamptz,
  asked_at timestamptz not null,
  asked_by uuid references member (id)
);
create index plan_request_version on plan_request (version);
create index plan_request_over_version on plan_request (over_version);
create index plan_request_asked_by on plan_request (asked_by);
create index plan_request_asked_at on plan_request (asked_at desc);

create table plan_request_approval (
  request_id uuid primary key references plan_request (id),
  approved_at timestamptz not null,
  approved_by uuid not null references member (id),
  note text not null default ''
);
create index plan_request_approval_approved_by on plan_request_approval (approved_by);

-- One ending per request, so that a version comes into force once however often its job runs.
create table plan_request_ending (
  request_id uuid primary key references plan_request (id),
  kind text not null check (kind in ('activated', 'refused', 'withdrawn', 'overtaken', 'failed')),
  ended_at timestamptz not null,
  ended_by uuid references member (id),
  reason text not null default '',
  activation_id uuid unique references plan_activation (id),
  check ((kind = 'activated') = (activation_id is not null))
);
create index plan_request_ending_ended_by on plan_request_ending (ended_by);

-- What a text or version would change, worked out beside the work of the day and kept for a day for who asked. Customers
-- stand in it by number only, their names are looked up by whoever reads.
create table plan_dry_run (
  id uuid primary key,
  version integer references plan_version (version),
  text text not null,
  asked_at timestamptz not null,
  asked_by uuid references member (id),
  customers_done integer not null default 0,
  customers_total integer not null default 0,
  finished_at timestamptz,
  result jsonb,
  failure jsonb,
  check ((finished_at is not null) = (result is not null or failure is not null))
);
create index plan_dry_run_version on plan_dry_run (version);
create index plan_dry_run_asked_by on plan_dry_run (asked_by);
create index plan_dry_run_asked_at on plan_dry_run (asked_at);

grant select, insert on plan_request, plan_request_approval, plan_request_ending to changke_app;
grant select, insert, update, delete on plan_dry_run to changke_app;
