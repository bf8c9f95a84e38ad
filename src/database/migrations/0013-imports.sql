-- Taking an import back; folders that are read every night; lists that come back from Excel.

-- What an import did, so that it can be taken back: per set of rows their keys in the order of key_columns and, where they
-- changed, whole rows as they were. states: what each row looked like afterwards, as a hash, so that a later change shows;
-- null until the act that traced them ends. parts: tables whose rows go with a created row. unwatched: columns that change by
-- themselves, neither compared nor put back.
create table import_trace (
  import_id uuid not null references import_run (id),
  number bigint generated always as identity,
  table_name text not null,
  change text not null check (change in ('created', 'updated')),
  key_columns text[] not null,
  keys jsonb not null,
  befores jsonb,
  states bigint[],
  parts text[] not null default '{}',
  unwatched text[] not null default '{}',
  primary key (import_id, number)
);
create index import_trace_open on import_trace (import_id) where states is null;

-- The facts an import recorded, those that void others included.
create table import_trace_fact (
  import_id uuid not null references import_run (id),
  number bigint generated always as identity,
  customer_ids bigint[] not null,
  fact_ids uuid[] not null,
  primary key (import_id, number)
);

-- Rows that stayed as they are when their import was taken back: changed or gone since, used by something later, or part of
-- a row that stayed. fact_ids: the facts that stay with them.
create table import_conflict (
  import_id uuid not null references import_run (id),
  table_name text not null,
  key jsonb not null,
  reason text not null check (reason in ('changed', 'gone', 'used', 'parent')),
  customer_number bigint,
  fact_ids uuid[] not null default '{}',
  primary key (import_id, table_name, key)
);

-- feed_before: {dataThrough, updatedAt} of the feed before this run moved it, both null when there was none.
alter table import_run
  add column feed_before jsonb,
  add column undo_asked_at timestamptz,
  add column undone_at timestamptz,
  add column undone_by uuid references member (id),
  add column undone jsonb;

create function import_state(of_row jsonb, unwatched text[]) returns bigint language sql immutable as $$
  select hashtextextended((jsonb_strip_nulls(of_row) - unwatched - '{fact_ids,version}'::text[])::text, 0)
$$;

-- `t.a = (u.key ->> 0)::bigint and …`: a row of the table is the one whose key stands in undo_row.
create function import_same_row(in_table text, key_columns text[]) returns text language sql stable as $$
  select string_agg(format('t.%I = (u.key ->> %s)::%s', name, nth - 1, format_type(atttypid, atttypmod)), ' and ' order by nth)
  from unnest(key_columns) with ordinality as k (name, nth)
  join pg_attribute on attrelid = to_regclass(quote_ident(in_table)) and attname = name
$$;

-- Fills states of what a run has traced and not closed yet.
create function import_close_traces(run uuid) returns void language plpgsql set search_path = public, pg_temp as $$
declare
  trace record;
begin
  for trace in select number, table_name, key_columns from import_trace where import_id = run and states is null loop
    execute format(
      'update import_trace set states = array(
         select import_state(to_jsonb(t), unwatched)
         from jsonb_array_elements(keys) with ordinality as u (key, nth) left join %I t on %s order by nth)
       where import_id = $1 and number = $2',
      trace.table_name, import_same_row(trace.table_name, trace.key_columns))
    using run, trace.number;
  end loop;
end $$;

-- undo_row: the rows of one trace, as they were, as they are now, and why one stays as it is.
create function import_read_trace(run uuid, trace_number bigint) returns void
language plpgsql set search_path = public, pg_temp as $$
declare
  trace import_trace;
begin
  select * into strict trace from import_trace where import_id = run and number = trace_number;
  truncate undo_row;
  insert into undo_row (key, before, state)
  select u.key, trace.befores -> (nth - 1)::integer, trace.states[nth] from jsonb_array_elements(trace.keys) with ordinality as u (key, nth);
  execute format('update undo_row u set now = to_jsonb(t) from %I t where %s',
    trace.table_name, import_same_row(trace.table_name, trace.key_columns));
  analyze undo_row;
  -- Rows of a customer that was merged away since lie with the survivor: they stay there, and so do their facts.
  update undo_row set why = case
    when now is null and (before is not null or exists (select from customer_merge
      where undone_at is null and merged_id = (key ->> (array_position(trace.key_columns, 'customer_id') - 1))::bigint)) then 'gone'
    when now is not null and import_state(now, trace.unwatched) <> state then 'changed' end;
end $$;

-- A row whose head stays as it is stays too; a created row that something later points at stays.
create function import_find_ties(run uuid, of_table text, is_created boolean, parts text[]) returns void
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
    select class.relname, 'c.customer_id = (u.now ->> ''customer_id'')::bigint' || case class.relname
        when 'warning_signal' then ' and c.raised_by is not null' when 'task' then ' and c.created_by is not null' else '' end
    from pg_class class join pg_attribute near on near.attrelid = class.oid and near.attname = 'customer_id' and not near.attisdropped
    where of_table = 'customer' and class.relkind in ('r', 'p') and class.relnamespace = 'public'::regnamespace
      and class.relname not in ('customer', 'fact', 'judgement', 'judgement_history', 'warning_case')
  loop
    continue when tie.child = any(parts);
    execute format('update undo_row u set why = ''used'' where why is null and now is not null and exists (select from %s c where %s)', tie.child, tie.is_tied);
  end loop;
end $$;

create function import_remove_rows(of_table text, key_columns text[], parts text[]) returns bigint
language plpgsql set search_path = public, pg_temp as $$
declare
  part text;
  link text;
  removed bigint;
begin
  foreach part in array parts || case when of_table = 'customer' then '{warning_signal,warning_case,task,judgement,judgement_history}'::text[] else '{}' end loop
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

-- Facts that the import voided stand again under new ids, so rows that are put back name those.
create function import_put_back(of_table text, key_columns text[]) returns bigint
language plpgsql set search_path = public, pg_temp as $$
declare
  put_back bigint;
begin
  update undo_row u set before = jsonb_set(u.before, '{fact_ids}', (
    select coalesce(jsonb_agg(coalesce(anew.id, given.id) order by given.nth), '[]')
    from (select id::uuid as id, nth from jsonb_array_elements_text(u.before -> 'fact_ids') with ordinality as x (id, nth)) as given
    left join undo_anew anew on anew.customer_id = (u.before ->> 'customer_id')::bigint and anew.voided = given.id))
  where u.why is null and u.before ? 'fact_ids';
  execute (
    select format('update %1$I t set %2$s from undo_row u cross join lateral jsonb_populate_record(null::%1$I, u.before) p where u.why is null and %3$s',
      of_table, string_agg(case attname when 'version' then 'version = t.version + 1' else format('%1$I = p.%1$I', attname) end, ', '),
      import_same_row(of_table, key_columns))
    from pg_attribute
    where attrelid = to_regclass(quote_ident(of_table)) and attnum > 0 and not attisdropped and attname <> all(key_columns)
      and attgenerated = '' and (attname = 'version' or (select before ? attname::text from undo_row limit 1)));
  get diagnostics put_back = row_count;
  return put_back;
end $$;

-- Takes the rows of an import back, last first, as the owner, because some of them are append-only. Answers {removed,
-- restored, left, customers}; leaves in `undo_fact` what the timeline has to be told: voids is a fact that no longer counts, without it the
-- fact counts again. The caller holds the run and sees to the facts in the same transaction.
create function import_take_back(run uuid) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  trace record;
  removed bigint := 0;
  restored bigint := 0;
begin
  if not exists (select from import_run where id = run and finished_at is not null and failure is null and not dry_run and undone_at is null) then
    raise exception 'import % cannot be taken back', run;
  end if;
  if exists (
    select from import_trace where import_id = run and (
      table_name in ('fact', 'judgement', 'judgement_history') or table_name not in (
        select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and (
          relname in ('product', 'category', 'customer_group', 'tag')
          or exists (select from pg_attribute where attrelid = pg_class.oid and attname = 'customer_id'))))) then
    raise exception 'import % traced a table that holds nothing of a customer', run;
  end if;
  perform set_config('changke.merging', 'on', true);
  create temp table if not exists undo_row (key jsonb, before jsonb, state bigint, now jsonb, why text) on commit drop;
  create temp table if not exists undo_own (customer_id bigint, id uuid, primary key (customer_id, id)) on commit drop;
  create temp table if not exists undo_anew (customer_id bigint, voided uuid, id uuid, primary key (customer_id, voided)) on commit drop;
  create temp table if not exists undo_removed (customer_id bigint primary key) on commit drop;
  create temp table if not exists undo_fact (customer_id bigint, id uuid, kind smallint, occurred_at timestamptz, amount bigint,
    category integer, score smallint, voids uuid) on commit drop;
  grant select on undo_fact to public;
  insert into undo_own select distinct customer_id, id from import_trace_fact, unnest(customer_ids, fact_ids) as f (customer_id, id) where import_id = run;
  analyze undo_own;
  insert into undo_anew
  select fact.customer_id, fact.voids, md5(fact.voids::text || run::text)::uuid from undo_own join fact using (customer_id, id)
  where fact.voids is not null and not exists (select from undo_own own where own.customer_id = fact.customer_id and own.id = fact.voids);
  for trace in select number, table_name, change, key_columns, parts from import_trace where import_id = run order by number desc loop
    perform import_read_trace(run, trace.number);
    perform import_find_ties(run, trace.table_name, trace.change = 'created', trace.parts);
    insert into import_conflict (import_id, table_name, key, reason, customer_number, fact_ids)
    select run, trace.table_name, key, why,
      coalesce(coalesce(now, before) ->> 'customer_id', key ->> (array_position(trace.key_columns, 'customer_id') - 1))::bigint, array(
      select id::uuid from jsonb_array_elements_text(coalesce(now -> 'fact_ids', '[]') || coalesce(before -> 'fact_ids', '[]')) as id)
    from undo_row where why is not null on conflict do nothing;
    if trace.change = 'created' then
      removed := removed + import_remove_rows(trace.table_name, trace.key_columns, trace.parts);
      -- The task that the clock made of a promise goes with it, unless somebody has worked on it.
      if trace.table_name = 'promise' then
        delete from task using undo_row u
        where u.why is null and task.customer_id = (u.now ->> 'customer_id')::bigint and task.id = (u.now ->> 'task_id')::uuid
          and task.created_by is null
          and not exists (select from task_completion done where done.customer_id = task.customer_id and done.task_id = task.id)
          and not exists (select from interaction where interaction.customer_id = task.customer_id and interaction.task_id = task.id);
      end if;
      if trace.table_name = 'customer' then
        insert into undo_removed select (key ->> 0)::bigint from undo_row where why is null and now is not null on conflict do nothing;
      end if;
    else
      restored := restored + import_put_back(trace.table_name, trace.key_columns);
    end if;
    -- What a row said last goes with it, also where that was told anew since: by another import that was taken back, by hand
    -- and back again, or by the clock.
    insert into undo_own
    select (now ->> 'customer_id')::bigint, said.id::uuid
    from undo_row, unnest(case trace.change when 'created' then '{fact_ids,overdue_fact_ids}' else '{fact_ids}' end::text[]) as named (name),
      jsonb_array_elements_text(case jsonb_typeof(now -> named.name) when 'array' then now -> named.name else '[]' end) as said (id)
    where why is null
      and not (trace.change = 'updated' and coalesce(before -> 'fact_ids' ? said.id, false))
    on conflict do nothing;
  end loop;
  perform set_config('changke.merging', '', true);
  insert into undo_fact (customer_id, id, kind, occurred_at, voids)
  select fact.customer_id, gen_random_uuid(), fact.kind, fact.occurred_at, fact.id
  from (
    select customer_id, id from undo_own own where not exists (
      select from import_conflict c where c.import_id = run and c.customer_number = own.customer_id and own.id = any(c.fact_ids))
    union
    select customer_id, id from fact join undo_removed using (customer_id)) as gone
  join fact using (customer_id, id)
  where fact.voids is null
    and not exists (select from fact voiding where voiding.customer_id = fact.customer_id and voiding.voids = fact.id)
    and not (fact.kind in (24, 25, 33) and exists (
      select from import_conflict c where c.import_id = run and c.table_name = 'customer' and c.customer_number = fact.customer_id));
  insert into undo_fact (customer_id, id, kind, occurred_at, amount, category, score)
  select fact.customer_id, anew.id, fact.kind, fact.occurred_at, fact.amount, fact.category, fact.score
  from undo_anew anew join fact on fact.customer_id = anew.customer_id and fact.id = anew.voided
  where not exists (
    select from import_conflict c where c.import_id = run and c.customer_number = anew.customer_id and anew.voided = any(c.fact_ids));
  return jsonb_build_object('removed', removed, 'restored', restored,
    'left', (select count(*) from import_conflict where import_id = run and reason <> 'parent'),
    'customers', (select count(*) from undo_removed));
end $$;

-- A tag that customers carry is not taken away with the import that first said it.
alter table customer_tag add constraint customer_tag_tag_fkey foreign key (tag) references tag (name) not valid;

-- Folders whose new files are brought in every night. folder: below the one the server allows. days_max: so many days without
-- a new file are nothing unusual.
create table import_folder (
  name text primary key,
  kind text not null,
  folder text not null,
  pattern text not null,
  map_name text references import_map (name),
  at_minute smallint not null check (at_minute between 0 and 1439),
  days_max smallint not null check (days_max between 1 and 366),
  created_at timestamptz not null,
  created_by uuid references member (id),
  checked_at timestamptz,
  failure jsonb,
  last_file_at timestamptz
);
create index import_folder_map_name on import_folder (map_name);
create index import_folder_created_by on import_folder (created_by);

-- Every state of a file that was seen, so that none is brought in twice. Without import_id and failure it was known already
-- under another name.
create table import_folder_file (
  folder_name text not null references import_folder (name) on delete cascade,
  path text not null,
  bytes bigint not null,
  modified_at timestamptz not null,
  hash text not null,
  seen_at timestamptz not null,
  import_id uuid references import_run (id),
  failure jsonb,
  primary key (folder_name, path, bytes, modified_at)
);
create index import_folder_file_hash on import_folder_file (folder_name, hash);
create index import_folder_file_import_id on import_folder_file (import_id);

revoke execute on function import_take_back(uuid) from public;
grant execute on function import_take_back(uuid) to changke_app;
grant select, insert, update, delete on import_trace, import_trace_fact, import_conflict, import_folder, import_folder_file to changke_app;
