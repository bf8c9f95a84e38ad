-- Duplicates: finding them, merging them without losing anything, and taking a merge back. The book holds living
-- customers only: the merged-away customer's row is lifted out and kept whole, so no list, run or search needs a condition.

-- What happens to rows of the merged-away customer that cannot simply stand beside the survivor's. Every table whose
-- primary key holds customer_id moves by itself; a line here says what its own keys need.
-- keep_mine: where both have the same, the survivor's stays and theirs is kept for the undoing; what hung on theirs hangs
-- on the survivor's. lift: theirs are all kept aside, the survivor's own are worked out anew. renumber: theirs gets a
-- number that shows it. finish: theirs ends at the moment of the merge (of two open cases one stays open). follow: text
-- that names a renumbered row takes the new number. point: another customer by its number, in a column of another name.
create table merge_rule (
  table_name text not null,
  rule text not null check (rule in ('keep_mine', 'lift', 'renumber', 'finish', 'follow', 'point')),
  column_name text not null default '',
  followed_table text,
  followed_column text,
  primary key (table_name, rule, column_name),
  check ((rule = 'follow') = (followed_table is not null and followed_column is not null))
);

insert into merge_rule (table_name, rule, column_name) values
  ('customer_tag', 'keep_mine', ''),
  ('customer_order', 'renumber', 'number'),
  ('judgement', 'lift', ''),
  ('judgement_history', 'lift', ''),
  ('warning_case', 'finish', 'ended_at'),
  ('site', 'keep_mine', ''),
  ('project', 'keep_mine', ''),
  ('relation', 'point', 'other_id'),
  ('receivable', 'renumber', 'number'),
  ('payment', 'renumber', 'number'),
  ('shipment', 'renumber', 'number');
insert into merge_rule (table_name, rule, column_name, followed_table, followed_column) values
  ('customer_order', 'follow', 'original_number', 'customer_order', 'number'),
  ('shipment_line', 'follow', 'order_number', 'customer_order', 'number'),
  ('receivable', 'follow', 'order_number', 'customer_order', 'number'),
  ('receivable', 'follow', 'corrects_number', 'receivable', 'number'),
  ('payment', 'follow', 'receivable_number', 'receivable', 'number');

-- One merge, and all that takes it back. moved: per table the keys of the rows that changed hands. lifted: per table whole
-- rows that could not stand beside the survivor's; survivor_lifted: the survivor's own of that kind. changed: columns that
-- had to change. identities: what leads to the survivor since. chosen: values that a person took over, before and after.
-- left_over: rows that came after the merge and, at the undoing, could stand with neither.
create sequence merge_number as bigint;
create table customer_merge (
  id uuid primary key,
  number bigint not null default nextval('merge_number'),
  survivor_id bigint not null,
  merged_id bigint not null,
  survivor_public_id uuid not null,
  merged_public_id uuid not null,
  survivor_name text not null,
  merged_name text not null,
  reason text not null,
  merged_at timestamptz not null,
  merged_by uuid references member (id),
  customer jsonb not null,
  moved jsonb not null,
  lifted jsonb not null,
  survivor_lifted jsonb not null,
  changed jsonb not null,
  identities jsonb not null,
  chosen jsonb not null default '{}',
  counts jsonb not null,
  undone_at timestamptz,
  undone_by uuid references member (id),
  left_over jsonb
);
create index customer_merge_survivor_id on customer_merge (survivor_id, number);
create index customer_merge_merged_id on customer_merge (merged_id, number);
create index customer_merge_number on customer_merge (number desc);
create index customer_merge_merged_by on customer_merge (merged_by);
create index customer_merge_undone_by on customer_merge (undone_by);

-- Two customers that look like one. Pairs hang together as groups; a dismissed pair is never proposed again.
create table duplicate_candidate (
  low_id bigint not null,
  high_id bigint not null,
  group_id uuid not null,
  score smallint not null check (score between 0 and 100),
  reasons text[] not null,
  found_at timestamptz not null,
  dismissed_at timestamptz,
  dismissed_by uuid references member (id),
  dismissed_because text,
  primary key (low_id, high_id),
  check (low_id < high_id)
);
create index duplicate_candidate_high_id on duplicate_candidate (high_id);
create index duplicate_candidate_group_id on duplicate_candidate (group_id);
create index duplicate_candidate_dismissed_by on duplicate_candidate (dismissed_by);

create table duplicate_run (
  id uuid primary key,
  started_at timestamptz not null,
  finished_at timestamptz not null,
  customers integer not null,
  pairs integer not null,
  groups integer not null
);
create index duplicate_run_started_at on duplicate_run (started_at desc);

-- The tables whose rows belong to a customer, parents before children and what follows a number after it. key_columns: the primary key without customer_id.
-- has_keys: some key of it could be taken at the survivor's; an id cannot, nor what belongs to a row with an id.
create function merge_tables() returns table (place integer, name text, columns text[], key_columns text[], has_keys boolean)
language sql stable set search_path = pg_catalog, public, pg_temp as $$
  with recursive held as (
    select class.oid, class.relname::text as name, key.conkey
    from pg_constraint key
    join pg_class class on class.oid = key.conrelid
    join pg_attribute attribute on attribute.attrelid = class.oid and attribute.attname = 'customer_id'
    where key.contype = 'p' and attribute.attnum = any(key.conkey)
      and class.relnamespace = 'public'::regnamespace and class.relname <> 'customer'
  ), edge as (
    select distinct conrelid as child, confrelid as parent from pg_constraint
    where contype = 'f' and conrelid <> confrelid
      and conrelid in (select oid from held) and confrelid in (select oid from held)
    union
    select child.oid, parent.oid from merge_rule
    join held child on child.name = table_name join held parent on parent.name = followed_table and parent.oid <> child.oid
  ), storey as (
    select oid, 0 as place from held
    union
    select edge.child, storey.place + 1 from storey join edge on edge.parent = storey.oid where storey.place < 30
  )
  select max(storey.place), held.name,
    array(select attname::text from pg_attribute
      where attrelid = held.oid and attnum > 0 and not attisdropped and attgenerated = '' and attname <> 'customer_id'
      order by attnum),
    array(select attname::text from pg_attribute
      where attrelid = held.oid and attnum = any(held.conkey) and attname <> 'customer_id' order by attnum),
    exists (select from pg_index
      where indrelid = held.oid and indisunique
        and array(select attname::text from pg_attribute
          where attrelid = held.oid and attnum = any(indkey::smallint[]) and attname <> 'customer_id') <> '{id}'
        and not exists (select from pg_constraint key
          where key.conrelid = held.oid and key.contype = 'f' and key.confrelid in (select oid from held)
            and key.conkey <@ indkey::smallint[]))
  from storey join held using (oid)
  group by held.oid, held.name, held.conkey
  order by 1, 2
$$;

-- Which rows of a customer point at which others of the same customer, customer_id left out on both sides.
create function merge_references() returns table (
  child text, child_columns text[], parent text, parent_columns text[], clearable text[])
language sql stable set search_path = pg_catalog, public, pg_temp as $$
  select child.relname::text,
    array_agg(near.attname::text order by pair.nth), parent.relname::text,
    array_agg(far.attname::text order by pair.nth),
    coalesce(array_agg(near.attname::text order by pair.nth) filter (where not near.attnotnull), '{}')
  from pg_constraint key
  join pg_class child on child.oid = key.conrelid and child.relnamespace = 'public'::regnamespace
  join pg_class parent on parent.oid = key.confrelid and parent.relname <> 'customer'
  cross join lateral unnest(key.conkey, key.confkey) with ordinality as pair (near, far, nth)
  join pg_attribute near on near.attrelid = child.oid and near.attnum = pair.near
  join pg_attribute far on far.attrelid = parent.oid and far.attnum = pair.far
  where key.contype = 'f' and far.attname <> 'customer_id'
    and exists (select from unnest(key.conkey) as number
      join pg_attribute on attrelid = child.oid and attnum = number where attname = 'customer_id')
  group by key.oid, child.relname, parent.relname
$$;

-- The values of some columns of a row, as one list that compares.
create function merge_values(of_row jsonb, columns text[]) returns jsonb
language sql immutable as $$
  select coalesce(jsonb_agg(of_row -> name order by nth), '[]') from unnest(columns) with ordinality as given (name, nth)
$$;

-- Puts rows that were kept as JSON back into a table, for one customer. Columns that came later keep their default.
create function merge_insert(into_table text, customer bigint, given jsonb) returns void
language plpgsql set search_path = public, pg_temp as $$
declare
  names text;
begin
  if jsonb_array_length(given) = 0 then return; end if;
  select string_agg(quote_ident(attname), ', ' order by attnum) into names from pg_attribute
  where attrelid = into_table::regclass and attnum > 0 and not attisdropped and attgenerated = ''
    and attname <> 'customer_id' and given -> 0 ? attname::text;
  execute format('insert into %I (customer_id, %s) select $1, %s from jsonb_populate_recordset(null::%I, $2)',
    into_table, names, names, into_table) using customer, given;
end $$;

-- Rows about to come to a customer that cannot stand beside its own: each with the own row it meets.
create function merge_collisions(in_table text, survivor bigint, given jsonb) returns table (theirs jsonb, mine jsonb)
language plpgsql set search_path = public, pg_temp as $$
declare
  key record;
begin
  for key in
    select 'jsonb_build_array(' || string_agg(pg_get_indexdef(indexrelid, number, true), ', ' order by number) || ')' as value,
      coalesce(pg_get_expr(indpred, indrelid), 'true') as condition, indnullsnotdistinct
    from pg_index cross join lateral generate_series(1, indnkeyatts) as number
    where indrelid = in_table::regclass and indisunique
      and pg_get_indexdef(indexrelid, number, true) <> 'customer_id'
    group by indexrelid, indrelid, indpred, indnullsnotdistinct
    union all
    select '''[]''::jsonb', pg_get_expr(indpred, indrelid), true from pg_index
    where indrelid = in_table::regclass and indisunique and indnkeyatts = 1
  loop
    return query execute format(
      'select theirs.whole, mine.whole
       from (select to_jsonb(each) as whole, %2$s as value from jsonb_populate_recordset(null::%1$I, $2) each where %3$s) theirs
       join (select to_jsonb(each) as whole, %2$s as value from %1$I each where customer_id = $1 and %3$s) mine using (value)
       where $3 or not mine.value @> ''[null]''', in_table, key.value, coalesce(key.condition, 'true'))
      using survivor, given, key.indnullsnotdistinct;
  end loop;
end $$;

-- Fits rows to the survivor by the rules of their table; state gathers what was lifted, changed and renumbered.
create function merge_fit(in_table text, keys text[], survivor bigint, given jsonb, at timestamptz, state jsonb)
returns jsonb language plpgsql set search_path = public, pg_temp as $$
declare
  rule record;
  reference record;
  clash record;
  entry jsonb;
  fitted jsonb := given;
  wanted jsonb;
  taken integer;
  changed jsonb;
begin
  -- What hung on a row that was lifted hangs on the survivor's row of the same name.
  for reference in
    select * from merge_references() where state -> 'instead' <> '{}' and child = in_table and state -> 'instead' ? parent
  loop
    select jsonb_agg(coalesce(moved.whole, original.whole) order by original.nth),
      coalesce(jsonb_agg(jsonb_build_object('table', in_table, 'key', merge_values(original.whole, keys), 'side', 'theirs',
          'before', (select jsonb_object_agg(name, original.whole -> name) from unnest(reference.child_columns) as name),
          'after', (select jsonb_object_agg(name, moved.whole -> name) from unnest(reference.child_columns) as name)))
        filter (where moved.whole is not null), '[]')
    into fitted, changed
    from jsonb_array_elements(fitted) with ordinality as original (whole, nth)
    left join lateral (
      select original.whole || (
        select jsonb_object_agg(near, swap -> 'mine' -> far)
        from unnest(reference.child_columns, reference.parent_columns) as pair (near, far)) as whole
      from jsonb_array_elements(state -> 'instead' -> reference.parent) as swap
      where merge_values(swap -> 'theirs', reference.parent_columns) = merge_values(original.whole, reference.child_columns)
      limit 1
    ) moved on true;
    state := jsonb_set(state, '{changed}', (state -> 'changed') || changed);
  end loop;

  for rule in select * from merge_rule where table_name = in_table and merge_rule.rule in ('lift', 'finish', 'renumber', 'follow')
    order by array_position(array['lift', 'finish', 'renumber', 'follow'], merge_rule.rule)
  loop
    if rule.rule = 'lift' then
      state := jsonb_set(state, array['lifted', in_table], fitted);
      return jsonb_build_object('rows', '[]'::jsonb, 'state', state);
    elsif rule.rule = 'follow' then
      for entry in
        select * from jsonb_array_elements(fitted) as each
        where state -> 'renumbered' -> rule.followed_table ? (each ->> rule.column_name)
      loop
        wanted := state -> 'renumbered' -> rule.followed_table -> (entry ->> rule.column_name);
        select jsonb_agg(case when each = entry then jsonb_set(each, array[rule.column_name], wanted) else each end)
        into fitted from jsonb_array_elements(fitted) as each;
        state := merge_change(state, in_table, merge_values(entry, keys), rule.column_name, entry -> rule.column_name, wanted);
      end loop;
    else
      for clash in select * from merge_collisions(in_table, survivor, fitted) loop
        if rule.rule = 'finish' then
          wanted := to_jsonb(at);
          state := jsonb_set(state, array['finished', in_table], jsonb_build_object('theirs', clash.theirs, 'mine', clash.mine), true);
        else
          taken := 2;
          loop
            wanted := to_jsonb((clash.theirs ->> rule.column_name) || ' (' || taken || ')');
            exit when not exists (
              select from jsonb_array_elements(fitted) as each where each -> rule.column_name = wanted)
              and not exists (select from merge_collisions(in_table, survivor,
                jsonb_build_array(jsonb_set(clash.theirs, array[rule.column_name], wanted))));
            taken := taken + 1;
          end loop;
          state := jsonb_set(state, array['renumbered', in_table],
            coalesce(state -> 'renumbered' -> in_table, '{}') || jsonb_build_object(clash.theirs ->> rule.column_name, wanted), true);
        end if;
        select jsonb_agg(case when each = clash.theirs then jsonb_set(each, array[rule.column_name], wanted) else each end)
        into fitted from jsonb_array_elements(fitted) as each;
        state := merge_change(state, in_table, merge_values(clash.theirs, keys), rule.column_name,
          clash.theirs -> rule.column_name, wanted);
      end loop;
    end if;
  end loop;

  -- Whatever still cannot stand beside the survivor's is kept aside whole.
  for clash in select distinct on (collision.theirs) * from merge_collisions(in_table, survivor, fitted) collision loop
    select coalesce(jsonb_agg(each), '[]') into fitted from jsonb_array_elements(fitted) as each where each <> clash.theirs;
    select each into entry from jsonb_array_elements(given) as each
    where merge_values(each, keys) = merge_values(clash.theirs, keys) limit 1;
    state := jsonb_set(state, array['lifted', in_table], coalesce(state -> 'lifted' -> in_table, '[]') || entry, true);
    state := jsonb_set(state, array['instead', in_table], coalesce(state -> 'instead' -> in_table, '[]')
      || jsonb_build_object('theirs', entry, 'mine', clash.mine), true);
  end loop;
  return jsonb_build_object('rows', fitted, 'state', state);
end $$;

create function merge_change(state jsonb, in_table text, key jsonb, column_name text, before jsonb, after jsonb) returns jsonb
language sql immutable as $$
  select jsonb_set(state, '{changed}', (state -> 'changed') || jsonb_build_object('table', in_table, 'key', key,
    'side', 'theirs', 'before', jsonb_build_object(column_name, before), 'after', jsonb_build_object(column_name, after)))
$$;

-- Of two open cases the survivor's stays open: it takes the higher level and the signals that it did not know.
create function merge_cases(survivor bigint, both_cases jsonb, at timestamptz) returns jsonb
language plpgsql set search_path = public, pg_temp as $$
declare
  mine uuid := both_cases -> 'mine' ->> 'id';
  theirs uuid := both_cases -> 'theirs' ->> 'id';
  changed jsonb;
  signals jsonb;
begin
  with doubtful as (
    select id, key, exists (select from warning_signal other where other.customer_id = survivor and other.case_id = mine
      and other.cleared_at is null and other.key = warning_signal.key) as known
    from warning_signal where customer_id = survivor and case_id = theirs and cleared_at is null
  ), told as (
    update warning_signal set case_id = case when known then case_id else mine end,
      cleared_at = case when known then at end
    from doubtful where warning_signal.customer_id = survivor and warning_signal.id = doubtful.id
    returning warning_signal.id, known
  )
  select coalesce(jsonb_agg(jsonb_build_object('table', 'warning_signal', 'key', jsonb_build_array(id), 'side', 'theirs',
    'before', case when known then jsonb_build_object('cleared_at', null) else jsonb_build_object('case_id', theirs) end,
    'after', case when known then jsonb_build_object('cleared_at', at) else jsonb_build_object('case_id', mine) end)), '[]')
  into signals from told;

  update warning_case held set level = given.level, risk = given.risk, due_at = given.due_at, stock = given.stock
  from jsonb_populate_record(null::warning_case, both_cases -> 'theirs') given
  where held.customer_id = survivor and held.id = mine and given.level > held.level
  returning jsonb_build_array(jsonb_build_object('table', 'warning_case', 'key', jsonb_build_array(held.id), 'side', 'mine',
    'before', jsonb_build_object('level', both_cases -> 'mine' -> 'level', 'risk', both_cases -> 'mine' -> 'risk',
      'due_at', both_cases -> 'mine' -> 'due_at', 'stock', both_cases -> 'mine' -> 'stock'),
    'after', jsonb_build_object('level', held.level, 'risk', held.risk, 'due_at', held.due_at, 'stock', held.stock)))
  into changed;
  return signals || coalesce(changed, '[]');
end $$;

-- Makes one customer of two. Runs as the owner, because what is append-only changes hands; refuse_change lets exactly
-- this pass. Never updates customer_id: rows are inserted for the survivor, parents first, then deleted, children first.
-- Answers the counts of what moved per table.
create function merge_customers(
  merge_id uuid, survivor bigint, gone bigint, at timestamptz, member uuid, because text, chosen_values jsonb)
returns jsonb language plpgsql security definer set search_path = public, pg_temp as $$
declare
  part record;
  rule record;
  rows jsonb;
  fitted jsonb;
  names text;
  moved jsonb := '{}';
  survivor_lifted jsonb := '{}';
  pointed jsonb := '[]';
  counts jsonb := '{}';
  filled text[] := '{}';
  as_they_are boolean;
  state jsonb := '{"lifted": {}, "instead": {}, "renumbered": {}, "finished": {}, "changed": []}';
  lost customer;
  kept customer;
begin
  perform set_config('changke.merging', 'on', true);
  select * into kept from customer where customer_id = survivor;
  select * into lost from customer where customer_id = gone;
  if kept.customer_id is null or lost.customer_id is null or survivor = gone then
    raise exception 'a merge needs two customers of the book' using errcode = 'invalid_parameter_value';
  end if;

  -- Who points at the merged-away customer points at the survivor; what the two said of each other is kept aside.
  for rule in select * from merge_rule where merge_rule.rule = 'point' and to_regclass(table_name) is not null loop
    execute format('select coalesce(jsonb_agg(to_jsonb(each)), ''[]'') from %I each where customer_id = $1 and %I = $2',
      rule.table_name, rule.column_name) into rows using survivor, gone;
    survivor_lifted := survivor_lifted || jsonb_build_object(rule.table_name, rows);
    execute format('select coalesce(jsonb_agg(to_jsonb(each)), ''[]'') from %I each where customer_id = $1 and %I = $2',
      rule.table_name, rule.column_name) into rows using gone, survivor;
    state := jsonb_set(state, array['lifted', rule.table_name], rows);
    execute format('delete from %1$I where customer_id = $1 and %2$I = $2 or customer_id = $2 and %2$I = $1',
      rule.table_name, rule.column_name) using survivor, gone;
    execute format('with told as (update %1$I each set %2$I = $1 where %2$I = $2 returning to_jsonb(each) as whole)
        select coalesce(jsonb_agg(jsonb_build_object(''table'', %1$L, ''column'', %2$L, ''row'', whole)), ''[]'') from told',
      rule.table_name, rule.column_name) into rows using survivor, gone;
    pointed := pointed || rows;
  end loop;

  for part in select * from merge_tables() order by place, name loop
    execute format('select jsonb_agg(jsonb_build_array(%s)) from %I where customer_id = $1',
      (select coalesce(string_agg(quote_ident(name), ', '), '') from unnest(part.key_columns) as name), part.name)
      into rows using gone;
    continue when rows is null;
    filled := filled || part.name;
    names := (select string_agg(quote_ident(name), ', ') from unnest(part.columns) as name);
    as_they_are := not part.has_keys and not exists (select from merge_rule where table_name = part.name)
      and (state -> 'instead' = '{}' or not exists (
        select from merge_references() where child = part.name and state -> 'instead' ? parent));
    if as_they_are then
      begin
        execute format('insert into %I (customer_id, %s) select $1, %s from %I where customer_id = $2',
          part.name, names, names, part.name) using survivor, gone;
      exception when unique_violation then
        -- A phone chooses the ids of what it writes: the same one may lie with both.
        as_they_are := false;
      end;
    end if;
    if not as_they_are then
      execute format('select jsonb_agg(to_jsonb(each)) from %I each where customer_id = $1', part.name) into rows using gone;
      fitted := merge_fit(part.name, part.key_columns, survivor, rows, at, state);
      state := fitted -> 'state';
      perform merge_insert(part.name, survivor, fitted -> 'rows');
      select coalesce(jsonb_agg(merge_values(each, part.key_columns)), '[]') into rows
      from jsonb_array_elements(fitted -> 'rows') as each;
    end if;
    moved := moved || jsonb_build_object(part.name, rows);
    counts := counts || jsonb_build_object(part.name, jsonb_array_length(rows));
  end loop;
  if state -> 'finished' ? 'warning_case' then
    state := jsonb_set(state, '{changed}', (state -> 'changed') || merge_cases(survivor, state -> 'finished' -> 'warning_case', at));
  end if;

  for part in select name from unnest(filled) with ordinality as given (name, nth) order by nth desc loop
    execute format('delete from %I where customer_id = $1', part.name) using gone;
  end loop;
  with told as (update customer_identity set customer_id = survivor where customer_id = gone returning key, scheme)
  select coalesce(jsonb_agg(jsonb_build_array(key, scheme)), '[]') into rows from told;
  delete from customer where customer_id = gone;

  insert into customer_merge (id, survivor_id, merged_id, survivor_public_id, merged_public_id, survivor_name, merged_name,
    reason, merged_at, merged_by, customer, moved, lifted, survivor_lifted, changed, identities, chosen, counts)
  values (merge_id, survivor, gone, kept.public_id, lost.public_id, kept.name, lost.name,
    because, at, member, to_jsonb(lost), moved, state -> 'lifted', survivor_lifted,
    (state -> 'changed') || pointed, rows, chosen_values, counts);
  perform set_config('changke.merging', '', true);
  return counts;
end $$;

-- A row as it was before the merge, where nobody changed it since.
create function merge_restored(of_row jsonb, changes jsonb) returns jsonb
language plpgsql immutable as $$
declare
  change jsonb;
  name text;
begin
  for change in select value from jsonb_array_elements(changes) with ordinality as each (value, nth) order by nth desc loop
    for name in select jsonb_object_keys(change -> 'before') loop
      if of_row -> name = change -> 'after' -> name then
        of_row := jsonb_set(of_row, array[name], change -> 'before' -> name);
      end if;
    end loop;
  end loop;
  return of_row;
end $$;

-- Which rows of the survivor go back: those that came with the merge, and what was hung on them since.
create function merge_returning(in_table text, keys text[], held customer_merge, back jsonb, refs jsonb) returns jsonb
language plpgsql set search_path = public, pg_temp as $$
declare
  reference record;
  condition text;
  youth text := 'false';
  rows jsonb;
begin
  condition := format('jsonb_build_array(%s) in (select jsonb_array_elements($2))',
    (select string_agg('each.' || quote_ident(name), ', ') from unnest(keys) as name));
  if exists (select from pg_attribute where attrelid = in_table::regclass and attname = 'created_at' and not attisdropped) then
    youth := 'each.created_at > $3';
  end if;
  for reference in select * from jsonb_to_recordset(refs) as reference (child text, child_columns text[], parent text, parent_columns text[], clearable text[])
    where child = in_table and parent <> in_table and back ? parent
  loop
    condition := condition || format(
      ' or (%s and jsonb_build_array(%s) in (select merge_values(parent, %L) from jsonb_array_elements($4 -> %L) as parent))',
      case when reference.clearable = '{}' then 'true' else youth end,
      (select string_agg('each.' || quote_ident(name), ', ') from unnest(reference.child_columns) as name),
      reference.parent_columns, reference.parent);
  end loop;
  if in_table = 'fact' then
    condition := condition || ' or each.voids is not null and jsonb_build_array(each.voids) in (select jsonb_array_elements($2))';
  end if;
  execute format('select coalesce(jsonb_agg(to_jsonb(each)), ''[]'') from %I each where customer_id = $1 and (%s)', in_table, condition)
    into rows using held.survivor_id, coalesce(held.moved -> in_table, '[]'), held.merged_at, back;
  return rows;
end $$;

-- Rows as they go back: each points only at rows that stand there. What may be empty is emptied; a row that cannot do
-- without is left over.
create function merge_settled(in_table text, given jsonb, back jsonb, lifted jsonb, refs jsonb) returns jsonb
language plpgsql stable set search_path = public, pg_temp as $$
declare
  reference record;
  settled jsonb := given;
  left_over jsonb := '[]';
  targets jsonb;
  missing jsonb;
begin
  for reference in select * from jsonb_to_recordset(refs) as reference (child text, child_columns text[], parent text, parent_columns text[], clearable text[])
    where child = in_table
  loop
    select coalesce(jsonb_agg(merge_values(parent, reference.parent_columns)), '[]') into targets
    from jsonb_array_elements(coalesce(case when reference.parent = in_table then settled else back -> reference.parent end, '[]')
      || coalesce(lifted -> reference.parent, '[]')) as parent;
    select coalesce(jsonb_agg(each), '[]') into missing from jsonb_array_elements(settled) as each
    where not merge_values(each, reference.child_columns) @> '[null]'
      and merge_values(each, reference.child_columns) not in (select jsonb_array_elements(targets));
    continue when missing = '[]';
    if reference.clearable = '{}' then
      left_over := left_over || missing;
      select coalesce(jsonb_agg(each), '[]') into settled from jsonb_array_elements(settled) as each
      where each not in (select jsonb_array_elements(missing));
    else
      select jsonb_agg(case when each in (select jsonb_array_elements(missing))
        then each || (select jsonb_object_agg(name, null) from unnest(reference.clearable) as name) else each end)
      into settled from jsonb_array_elements(settled) as each;
    end if;
  end loop;
  return jsonb_build_object('rows', settled, 'left', left_over);
end $$;

-- Takes a merge back: the merged-away customer stands again with all its rows. What came after the merge stays with the
-- survivor, but for what hangs on a row that goes back. Answers the counts of what returned per table.
create function undo_merge(merge_id uuid, at timestamptz, member uuid) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  held customer_merge;
  part record;
  reference record;
  rows jsonb;
  settled jsonb;
  change jsonb;
  back jsonb := '{}';
  leaving jsonb := '{}';
  fact_ids jsonb := '[]';
  remains jsonb := '{}';
  refs jsonb := (select coalesce(jsonb_agg(each), '[]') from merge_references() as each);
  counts jsonb := '{}';
begin
  perform set_config('changke.merging', 'on', true);
  select * into held from customer_merge where id = merge_id for update;
  if held.id is null or held.undone_at is not null then
    raise exception 'only a merge that stands can be undone' using errcode = 'invalid_parameter_value';
  end if;
  perform merge_insert('customer', held.merged_id, jsonb_build_array(held.customer));
  -- A run over the book that began before the merge may have judged the customer that was gone.
  for part in select table_name as name from merge_rule where rule = 'lift' loop
    execute format('delete from %I where customer_id = $1', part.name) using held.merged_id;
  end loop;

  for change in select value from jsonb_array_elements(held.changed) where value ? 'column' loop
    execute format('update %1$I set %2$I = $1 where id = $2 and %2$I = $3', change ->> 'table', change ->> 'column')
      using held.merged_id, (change -> 'row' ->> 'id')::uuid, held.survivor_id;
  end loop;
  for change in select value from jsonb_array_elements(held.changed) where value ->> 'side' = 'mine' loop
    select to_jsonb(warning_case) into rows from warning_case
    where customer_id = held.survivor_id and id = (change -> 'key' ->> 0)::uuid;
    continue when rows is null;
    rows := merge_restored(rows, jsonb_build_array(change));
    update warning_case set level = given.level, risk = given.risk, due_at = given.due_at, stock = given.stock
    from jsonb_populate_record(null::warning_case, rows) given
    where warning_case.customer_id = held.survivor_id and warning_case.id = given.id;
  end loop;

  -- Facts last: which of them go back is known once the rows that they stand for are.
  for part in select * from merge_tables() order by name = 'fact', place, name loop
    if part.name = 'fact' then
      held.moved := jsonb_set(held.moved, '{fact}', coalesce(held.moved -> 'fact', '[]') || fact_ids);
    end if;
    continue when not (held.moved ? part.name or held.lifted ? part.name or exists (
      select from jsonb_to_recordset(refs) as reference (child text, child_columns text[], parent text, parent_columns text[], clearable text[])
      where child = part.name and back ? parent));
    rows := merge_returning(part.name, part.key_columns, held, back, refs);
    leaving := leaving || jsonb_build_object(part.name,
      (select coalesce(jsonb_agg(merge_values(each, part.key_columns)), '[]') from jsonb_array_elements(rows) as each));
    select coalesce(jsonb_agg(merge_restored(each, (
        select coalesce(jsonb_agg(told), '[]') from jsonb_array_elements(held.changed) as told
        where told ->> 'table' = part.name and told ->> 'side' = 'theirs'
          and told -> 'key' = merge_values(each, part.key_columns)))), '[]')
    into rows from jsonb_array_elements(rows) as each
    where part.name <> 'fact';
    if part.name = 'fact' then
      execute format('insert into fact (customer_id, %1$s) select $1, %1$s from fact where customer_id = $2 and jsonb_build_array(id) in (select jsonb_array_elements($3))',
        (select string_agg(quote_ident(name), ', ') from unnest(part.columns) as name))
        using held.merged_id, held.survivor_id, leaving -> 'fact';
    else
      settled := merge_settled(part.name, rows, back, held.lifted, refs);
      if settled -> 'left' <> '[]' then
        remains := remains || jsonb_build_object(part.name, settled -> 'left');
      end if;
      rows := (settled -> 'rows') || coalesce(held.lifted -> part.name, '[]');
      perform merge_insert(part.name, held.merged_id, rows);
      if rows <> '[]' then back := back || jsonb_build_object(part.name, rows); end if;
      -- A row names its facts, or bears the id of its one.
      fact_ids := fact_ids || (
        select coalesce(jsonb_agg(jsonb_build_array(fact_id)), '[]') from jsonb_array_elements(rows) as each
        cross join lateral jsonb_array_elements(jsonb_build_array(each -> 'id')
          || case jsonb_typeof(each -> 'fact_ids') when 'array' then each -> 'fact_ids' else '[]' end) as fact_id);
    end if;
    counts := counts || jsonb_build_object(part.name, jsonb_array_length(leaving -> part.name));
  end loop;

  for part in select * from merge_tables() order by place desc, name desc loop
    for reference in select * from jsonb_to_recordset(refs) as reference (child text, child_columns text[], parent text, parent_columns text[], clearable text[])
      where child = part.name and clearable <> '{}' and coalesce(back -> parent, '[]') <> '[]'
    loop
      execute format('update %I each set %s where customer_id = $1 and jsonb_build_array(%s) in (
          select merge_values(parent, %L) from jsonb_array_elements($2) as parent)
          and jsonb_build_array(%s) not in (select jsonb_array_elements($3))', part.name,
        (select string_agg(quote_ident(name) || ' = null', ', ') from unnest(reference.clearable) as name),
        (select string_agg('each.' || quote_ident(name), ', ') from unnest(reference.child_columns) as name),
        reference.parent_columns,
        (select string_agg('each.' || quote_ident(name), ', ') from unnest(part.key_columns) as name))
        using held.survivor_id, coalesce(back -> reference.parent, '[]'), coalesce(leaving -> part.name, '[]');
    end loop;
    continue when coalesce(leaving -> part.name, '[]') = '[]';
    execute format('delete from %I each where customer_id = $1 and jsonb_build_array(%s) in (select jsonb_array_elements($2))',
      part.name, (select string_agg('each.' || quote_ident(name), ', ') from unnest(part.key_columns) as name))
      using held.survivor_id, leaving -> part.name;
  end loop;
  for part in select key as name, value as rows from jsonb_each(held.survivor_lifted) loop
    perform merge_insert(part.name, held.survivor_id, part.rows);
  end loop;
  update customer_identity set customer_id = held.merged_id
  where customer_id = held.survivor_id
    and jsonb_build_array(key, scheme) in (select jsonb_array_elements(held.identities));

  update customer_merge set undone_at = at, undone_by = member, left_over = nullif(remains, '{}')
  where id = merge_id;
  perform set_config('changke.merging', '', true);
  return counts;
end $$;

-- How two spellings of one thing become one text. Compared by indexes below, so they never change meaning within a release.

-- Where a name says that the customer sits, before its brand: 上海华东建材 → 上海.
create function duplicate_place(of_name text) returns text
language sql immutable parallel safe as $$
  select substring(regexp_replace(normalize(of_name, NFKC), '[\s\W]+', '', 'g') from
    '(北京|天津|上海|重庆|石家庄|唐山|保定|廊坊|太原|大同|呼和浩特|包头|沈阳|大连|鞍山|长春|吉林|哈尔滨|大庆|南京|无锡|徐州|常州|苏州|南通|连云港|淮安|盐城|扬州|镇江|泰州|杭州|宁波|温州|嘉兴|湖州|绍兴|金华|义乌|台州|合肥|芜湖|蚌埠|福州|厦门|泉州|漳州|南昌|九江|赣州|济南|青岛|淄博|烟台|潍坊|临沂|济宁|郑州|洛阳|开封|南阳|武汉|宜昌|襄阳|长沙|株洲|衡阳|广州|深圳|珠海|汕头|佛山|东莞|中山|惠州|江门|南宁|柳州|桂林|海口|三亚|成都|绵阳|德阳|贵阳|遵义|昆明|大理|拉萨|西安|宝鸡|咸阳|兰州|西宁|银川|乌鲁木齐|临汾)')
$$;

-- What tells a company from others: without place, brackets and legal form; 华东建材（上海）有限公司 → 华东建材.
-- In steps, because an index computes it for every customer that is written.
create function duplicate_name(of_name text) returns text
language plpgsql immutable parallel safe strict as $$
declare
  plain text := regexp_replace(lower(normalize(of_name, NFKC)), '[\s\W]+', '', 'g');
  core text := regexp_replace(plain,
    '^(中国)?((北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆)(省|市|自治区)?)?',
    '');
  short text;
begin
  core := regexp_replace(core, '(集团)?(股份|有限责任|责任有限|有限)*(公司|coltd|ltd|limited|inc|llc|gmbh)(集团|总部|总公司)?$', '');
  short := regexp_replace(core,
    '(北京|天津|上海|重庆|石家庄|唐山|保定|廊坊|太原|大同|呼和浩特|包头|沈阳|大连|鞍山|长春|吉林|哈尔滨|大庆|南京|无锡|徐州|常州|苏州|南通|连云港|淮安|盐城|扬州|镇江|泰州|杭州|宁波|温州|嘉兴|湖州|绍兴|金华|义乌|台州|合肥|芜湖|蚌埠|福州|厦门|泉州|漳州|南昌|九江|赣州|济南|青岛|淄博|烟台|潍坊|临沂|济宁|郑州|洛阳|开封|南阳|武汉|宜昌|襄阳|长沙|株洲|衡阳|广州|深圳|珠海|汕头|佛山|东莞|中山|惠州|江门|南宁|柳州|桂林|海口|三亚|成都|绵阳|德阳|贵阳|遵义|昆明|大理|拉萨|西安|宝鸡|咸阳|兰州|西宁|银川|乌鲁木齐|临汾)市?',
    '');
  if length(short) >= 2 then return short; end if;
  if length(core) >= 2 then return core; end if;
  return nullif(plain, '');
end $$;

-- Digits only, without our country's own code; short numbers tell nobody apart.
create function duplicate_phone(of_phone text) returns text
language sql immutable parallel safe as $$
  select case when length(digits) >= 7 then digits end from (
    select regexp_replace(regexp_replace(normalize(of_phone, NFKC), '\D', '', 'g'), '^(0086|86)(?=1\d{10}$)', '') as digits) given
$$;

create function duplicate_tax_number(of_number text) returns text
language sql immutable parallel safe as $$
  select case when length(letters) >= 8 then letters end from (
    select regexp_replace(upper(normalize(of_number, NFKC)), '[^0-9A-Z]', '', 'g') as letters) given
$$;

-- Street and house, without province, city and district, which one writes and another leaves out.
create function duplicate_address(of_address text) returns text
language sql immutable parallel safe as $$
  select case when length(street) >= 5 then street end from (
    select regexp_replace(regexp_replace(lower(normalize(of_address, NFKC)), '[\s\W]+', '', 'g'),
      '^(.{2,3}省|.{2,6}自治区)?(.{2,4}?市)?(.{1,4}?[区县])?', '') as street) given
$$;


revoke execute on function merge_customers, undo_merge from public;
grant execute on function merge_customers, undo_merge to changke_app;
grant select on merge_rule, customer_merge to changke_app;
grant select, insert, update, delete on duplicate_candidate, duplicate_run to changke_app;
