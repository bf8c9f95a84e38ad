-- Tiers and people: every change of the tier that a customer holds with its reason; moves proposed and decided; what a
-- person decided against them; and the tags that a rule of the plan puts on.

-- A note of somebody who knows better: score = points, amount = the last local day on which it counts.
insert into fact_kind (code, name) values (60, 'manual_note');

-- way: first (nobody held one), settled (data was still coming in), automatic and approved (a proposal), override (a
-- person), given (brought in from before), merged (another customer became this one). said: why, in both languages.
-- measures: the figures of that day, with which the next proposal compares. number: the changes of one customer in order.
create table customer_tier_change (
  customer_id bigint not null references customer (customer_id),
  id uuid not null,
  number integer not null,
  from_tier text,
  to_tier text,
  way text not null check (way in ('first', 'settled', 'automatic', 'approved', 'override', 'given', 'merged')),
  reason text not null default '',
  said jsonb,
  measures jsonb,
  plan_version integer references plan_version (version),
  changed_at timestamptz not null,
  decided_by uuid references member (id),
  fact_ids uuid[] not null default '{}',
  primary key (customer_id, id)
);
create index customer_tier_change_number on customer_tier_change (customer_id, number desc);
create index customer_tier_change_changed_at on customer_tier_change (changed_at desc);
create index customer_tier_change_plan_version on customer_tier_change (plan_version);
create index customer_tier_change_decided_by on customer_tier_change (decided_by);

-- since: the day on which it was first judged so; ripe_at: when it had lasted as long as the plan wants. What ended it:
-- taken (automatically), approved, refused, overridden, withdrawn (no longer judged so).
create table tier_proposal (
  customer_id bigint not null references customer (customer_id),
  id uuid not null,
  from_tier text not null,
  to_tier text not null,
  direction text not null check (direction in ('up', 'down')),
  said jsonb not null,
  measures jsonb not null default '{}',
  plan_version integer not null references plan_version (version),
  since date not null,
  made_at timestamptz not null,
  ripe_at timestamptz,
  ended_at timestamptz,
  outcome text check (outcome in ('taken', 'approved', 'refused', 'overridden', 'withdrawn')),
  reason text not null default '',
  ended_by uuid references member (id),
  primary key (customer_id, id),
  constraint tier_proposal_ending_whole check ((ended_at is null) = (outcome is null))
);
create unique index tier_proposal_one_open on tier_proposal (customer_id) where ended_at is null;
create index tier_proposal_ripe on tier_proposal (ripe_at) where ended_at is null;
create index tier_proposal_plan_version on tier_proposal (plan_version);
create index tier_proposal_ended_by on tier_proposal (ended_by);

-- A person's word about the tier. Until review_on nothing is proposed; from then on task_id asks to look again.
create table tier_override (
  customer_id bigint not null references customer (customer_id),
  id uuid not null,
  from_tier text,
  tier text not null,
  reason text not null,
  review_on date not null,
  made_at timestamptz not null,
  made_by uuid references member (id),
  task_id uuid,
  ended_at timestamptz,
  end_reason text not null default '',
  ended_by uuid references member (id),
  primary key (customer_id, id)
);
create unique index tier_override_one_open on tier_override (customer_id) where ended_at is null;
create index tier_override_review_on on tier_override (review_on) where ended_at is null;
create index tier_override_made_by on tier_override (made_by);
create index tier_override_ended_by on tier_override (ended_by);

-- A tag with a rule_version was put on by the rule of that version of the plan, and goes with it; one without by a
-- person, and no rule takes it away. task_id: what the rule makes somebody do.
alter table customer_tag add column rule_version integer;
alter table customer_tag add column reason_en text;
alter table customer_tag add column task_id uuid;

-- What was thought of the merged-away customer's tier does not hold for the survivor; it is kept for the undoing.
insert into merge_rule (table_name, rule, column_name) values
  ('customer_tier_change', 'lift', ''),
  ('tier_proposal', 'lift', ''),
  ('tier_override', 'lift', '');

grant select, insert on customer_tier_change to changke_app;
grant select, insert, update, delete on tier_proposal, tier_override to changke_app;

-- What the program makes of a customer by itself goes with it when the import that brought the customer is taken back.
-- by_hand: which rows of the table `c` a person has made; while there is one, the customer stays. In the order of removal.
create function import_made_alone() returns table (of_table text, by_hand text)
language sql stable set search_path = public, pg_temp as $$
  select alone.of_table, alone.by_hand from (values
    ('warning_signal', 'c.raised_by is not null'), ('warning_case', 'false'), ('task', 'c.created_by is not null'),
    ('customer_tag', 'c.rule_version is null'), ('tier_proposal', 'c.ended_by is not null'),
    ('customer_tier_change', 'c.decided_by is not null'), ('segment_membership', 'false'), ('segment_change', 'false'),
    ('judgement', 'false'), ('judgement_history', 'false')) as alone (of_table, by_hand)
  where to_regclass(alone.of_table) is not null
$$;

-- A row whose head stays as it is stays too; a created row that something later points at stays.
create or replace function import_find_ties(run uuid, of_table text, is_created boolean, parts text[]) returns void
language plpgsql set search_path = public, pg_temp as $$
declare
  tie record;
begin
  for tie in
    select confrelid::regclass::text as head,
      string_agg(format('u.now -> %L', near.attname), ', ' order by nth) as near_values
    from pg_constraint c, unnest(c.conkey) with ordinality as pair (near_number, nth), pg_attribute near
    where c.contype = 'f' and c.conrelid = to_regclass(quote_ident(of_table)) and c.confrelid <> 'customer'::regclass
      and near.attrelid = c.conrelid and near.attnum = near_number
    group by c.oid, c.confrelid
  loop
    execute format(
      'update undo_row u set why = ''parent'' where why is null and now is not null and exists (
         select from import_conflict c where c.import_id = $1 and c.table_name = %L and c.key = jsonb_build_array(%s))', tie.head, tie.near_values)
    using run;
  end loop;
  if not is_created then return; end if;
  for tie in
    select c.conrelid::regclass::text as child,
      string_agg(format('c.%I = (u.now ->> %L)::%s', near.attname, far.attname, format_type(near.atttypid, near.atttypmod)), ' and ') as is_tied
    from pg_constraint c, unnest(c.conkey, c.confkey) as pair (near_number, far_number), pg_attribute near, pg_attribute far
    where c.contype = 'f' and c.confrelid = to_regclass(quote_ident(of_table)) and of_table <> 'customer'
      and near.attrelid = c.conrelid and near.attnum = near_number and far.attrelid = c.confrelid and far.attnum = far_number
    group by c.oid, c.conrelid
    union all
    -- Of a customer also what points at it without a key. What the plan alone made of it goes with it.
    select class.relname, 'c.customer_id = (u.now ->> ''customer_id'')::bigint' || coalesce(' and ' || alone.by_hand, '')
    from pg_class class join pg_attribute near on near.attrelid = class.oid and near.attname = 'customer_id' and not near.attisdropped
    left join import_made_alone() alone on alone.of_table = class.relname
    where import_find_ties.of_table = 'customer' and class.relkind in ('r', 'p') and class.relnamespace = 'public'::regnamespace
      and class.relname not in ('customer', 'fact') and coalesce(alone.by_hand, '') <> 'false'
  loop
    continue when tie.child = any(parts);
    execute format('update undo_row u set why = ''used'' where why is null and now is not null and exists (select from %s c where %s)', tie.child, tie.is_tied);
  end loop;
end $$;

create or replace function import_remove_rows(of_table text, key_columns text[], parts text[]) returns bigint
language plpgsql set search_path = public, pg_temp as $$
declare
  part text;
  link text;
  removed bigint;
begin
  foreach part in array parts || case when of_table = 'customer'
    then array(select alone.of_table from import_made_alone() alone) else '{}' end loop
    select string_agg(format('t.%I = (u.now ->> %L)::%s', near.attname, far.attname, format_type(near.atttypid, near.atttypmod)), ' and ') into link
    from pg_constraint c, unnest(c.conkey, c.confkey) as pair (near_number, far_number), pg_attribute near, pg_attribute far
    where c.contype = 'f' and c.conrelid = to_regclass(quote_ident(part)) and c.confrelid = to_regclass(quote_ident(of_table))
      and near.attrelid = c.conrelid and near.attnum = near_number and far.attrelid = c.confrelid and far.attnum = far_number;
    execute format('delete from %I t using undo_row u where u.why is null and u.now is not null and %s', part,
      coalesce(link, 't.customer_id = (u.now ->> ''customer_id'')::bigint'));
  end loop;
  execute format('delete from %I t using undo_row u where u.why is null and %s', of_table, import_same_row(of_table, key_columns));
  get diagnostics removed = row_count;
  return removed;
end $$;
