-- The schema as it is after all migrations. Written by src/database/generate.ts from PostgreSQL's catalogue;
-- change a migration and run `npm run generate`, never this file. The queue's schema `jobs` belongs to pg-boss.

create sequence category_number as integer; -- changke_app: usage

create sequence customer_number as bigint; -- changke_app: usage

create sequence import_trace_fact_number_seq as bigint;

create sequence import_trace_number_seq as bigint;

create sequence merge_number as bigint;

create sequence product_number as integer; -- changke_app: usage

create sequence tag_number as integer; -- changke_app: usage

CREATE OR REPLACE FUNCTION public.duplicate_address(of_address text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select case when length(street) >= 5 then street end from (
    select regexp_replace(regexp_replace(lower(normalize(of_address, NFKC)), '[\s\W]+', '', 'g'),
      '^(.{2,3}省|.{2,6}自治区)?(.{2,4}?市)?(.{1,4}?[区县])?', '') as street) given
$function$;

CREATE OR REPLACE FUNCTION public.duplicate_name(of_name text)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION public.duplicate_phone(of_phone text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select case when length(digits) >= 7 then digits end from (
    select regexp_replace(regexp_replace(normalize(of_phone, NFKC), '\D', '', 'g'), '^(0086|86)(?=1\d{10}$)', '') as digits) given
$function$;

CREATE OR REPLACE FUNCTION public.duplicate_place(of_name text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select substring(regexp_replace(normalize(of_name, NFKC), '[\s\W]+', '', 'g') from
    '(北京|天津|上海|重庆|石家庄|唐山|保定|廊坊|太原|大同|呼和浩特|包头|沈阳|大连|鞍山|长春|吉林|哈尔滨|大庆|南京|无锡|徐州|常州|苏州|南通|连云港|淮安|盐城|扬州|镇江|泰州|杭州|宁波|温州|嘉兴|湖州|绍兴|金华|义乌|台州|合肥|芜湖|蚌埠|福州|厦门|泉州|漳州|南昌|九江|赣州|济南|青岛|淄博|烟台|潍坊|临沂|济宁|郑州|洛阳|开封|南阳|武汉|宜昌|襄阳|长沙|株洲|衡阳|广州|深圳|珠海|汕头|佛山|东莞|中山|惠州|江门|南宁|柳州|桂林|海口|三亚|成都|绵阳|德阳|贵阳|遵义|昆明|大理|拉萨|西安|宝鸡|咸阳|兰州|西宁|银川|乌鲁木齐|临汾)')
$function$;

CREATE OR REPLACE FUNCTION public.duplicate_tax_number(of_number text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select case when length(letters) >= 8 then letters end from (
    select regexp_replace(upper(normalize(of_number, NFKC)), '[^0-9A-Z]', '', 'g') as letters) given
$function$;

CREATE OR REPLACE FUNCTION public.import_close_traces(run uuid)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION public.import_find_ties(run uuid, of_table text, is_created boolean, parts text[])
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION public.import_made_alone()
 RETURNS TABLE(of_table text, by_hand text)
 LANGUAGE sql
 STABLE
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select alone.of_table, alone.by_hand from (values
    ('warning_signal', 'c.raised_by is not null'), ('warning_case', 'false'), ('task', 'c.created_by is not null'),
    ('customer_tag', 'c.rule_version is null'), ('tier_proposal', 'c.ended_by is not null'),
    ('customer_tier_change', 'c.decided_by is not null'), ('segment_membership', 'false'), ('segment_change', 'false'),
    ('judgement', 'false'), ('judgement_history', 'false')) as alone (of_table, by_hand)
  where to_regclass(alone.of_table) is not null
$function$;

CREATE OR REPLACE FUNCTION public.import_put_back(of_table text, key_columns text[])
 RETURNS bigint
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION public.import_read_trace(run uuid, trace_number bigint)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION public.import_remove_rows(of_table text, key_columns text[], parts text[])
 RETURNS bigint
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION public.import_same_row(in_table text, key_columns text[])
 RETURNS text
 LANGUAGE sql
 STABLE
AS $function$
  select string_agg(format('t.%I = (u.key ->> %s)::%s', name, nth - 1, format_type(atttypid, atttypmod)), ' and ' order by nth)
  from unnest(key_columns) with ordinality as k (name, nth)
  join pg_attribute on attrelid = to_regclass(quote_ident(in_table)) and attname = name
$function$;

CREATE OR REPLACE FUNCTION public.import_state(of_row jsonb, unwatched text[])
 RETURNS bigint
 LANGUAGE sql
 IMMUTABLE
AS $function$
  select hashtextextended((jsonb_strip_nulls(of_row) - unwatched - '{fact_ids,version}'::text[])::text, 0)
$function$;

CREATE OR REPLACE FUNCTION public.import_take_back(run uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION public.merge_cases(survivor bigint, both_cases jsonb, at timestamp with time zone)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION public.merge_change(state jsonb, in_table text, key jsonb, column_name text, before jsonb, after jsonb)
 RETURNS jsonb
 LANGUAGE sql
 IMMUTABLE
AS $function$
  select jsonb_set(state, '{changed}', (state -> 'changed') || jsonb_build_object('table', in_table, 'key', key,
    'side', 'theirs', 'before', jsonb_build_object(column_name, before), 'after', jsonb_build_object(column_name, after)))
$function$;

CREATE OR REPLACE FUNCTION public.merge_collisions(in_table text, survivor bigint, given jsonb)
 RETURNS TABLE(theirs jsonb, mine jsonb)
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION public.merge_customers(merge_id uuid, survivor bigint, gone bigint, at timestamp with time zone, member uuid, because text, chosen_values jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION public.merge_fit(in_table text, keys text[], survivor bigint, given jsonb, at timestamp with time zone, state jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION public.merge_insert(into_table text, customer bigint, given jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  names text;
begin
  if jsonb_array_length(given) = 0 then return; end if;
  select string_agg(quote_ident(attname), ', ' order by attnum) into names from pg_attribute
  where attrelid = into_table::regclass and attnum > 0 and not attisdropped and attgenerated = ''
    and attname <> 'customer_id' and given -> 0 ? attname::text;
  execute format('insert into %I (customer_id, %s) select $1, %s from jsonb_populate_recordset(null::%I, $2)',
    into_table, names, names, into_table) using customer, given;
end $function$;

CREATE OR REPLACE FUNCTION public.merge_references()
 RETURNS TABLE(child text, child_columns text[], parent text, parent_columns text[], clearable text[])
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION public.merge_restored(of_row jsonb, changes jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 IMMUTABLE
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION public.merge_returning(in_table text, keys text[], held customer_merge, back jsonb, refs jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION public.merge_settled(in_table text, given jsonb, back jsonb, lifted jsonb, refs jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'public', 'pg_temp'
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION public.merge_tables()
 RETURNS TABLE(place integer, name text, columns text[], key_columns text[], has_keys boolean)
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION public.merge_values(of_row jsonb, columns text[])
 RETURNS jsonb
 LANGUAGE sql
 IMMUTABLE
AS $function$
  select coalesce(jsonb_agg(of_row -> name order by nth), '[]') from unnest(columns) with ordinality as given (name, nth)
$function$;

CREATE OR REPLACE FUNCTION public.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    begin
      if tg_op <> 'TRUNCATE' and current_user = 'changke_owner' and current_setting('changke.merging', true) = 'on' then
        return null;
      end if;
      raise exception '% is append-only: record a correction instead', tg_table_name using errcode = 'insufficient_privilege';
    end $function$;

CREATE OR REPLACE FUNCTION public.undo_merge(merge_id uuid, at timestamp with time zone, member uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
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
end $function$;

create table audit_entry (
  id uuid not null,
  at timestamp with time zone not null,
  member_id uuid,
  action text not null,
  subject text not null,
  subject_id text,
  customer_id bigint,
  address text,
  details jsonb not null default '{}'::jsonb,
  constraint audit_entry_member_id_fkey FOREIGN KEY (member_id) REFERENCES member(id),
  constraint audit_entry_pkey PRIMARY KEY (id)
);
CREATE INDEX audit_entry_action ON public.audit_entry USING btree (action, at DESC);
CREATE INDEX audit_entry_at ON public.audit_entry USING btree (at DESC);
CREATE INDEX audit_entry_customer_id ON public.audit_entry USING btree (customer_id, at DESC);
CREATE INDEX audit_entry_member_id ON public.audit_entry USING btree (member_id, at DESC);
CREATE TRIGGER audit_entry_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.audit_entry FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant INSERT, SELECT on audit_entry to changke_app;

create table book_run (
  id uuid not null,
  as_of date not null,
  known_at timestamp with time zone not null,
  plan_version integer not null,
  customers integer not null,
  facts integer not null,
  started_at timestamp with time zone not null,
  seconds double precision not null,
  cut_points jsonb not null default '{}'::jsonb,
  summary jsonb not null,
  constraint book_run_plan_version_fkey FOREIGN KEY (plan_version) REFERENCES plan_version(version),
  constraint book_run_pkey PRIMARY KEY (id)
);
CREATE INDEX book_run_plan_version ON public.book_run USING btree (plan_version);
CREATE INDEX book_run_started_at ON public.book_run USING btree (started_at DESC);
CREATE TRIGGER book_run_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.book_run FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant INSERT, SELECT on book_run to changke_app;

create table category (
  id integer not null,
  parent_id integer,
  name text not null,
  constraint category_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES category(id),
  constraint category_pkey PRIMARY KEY (id),
  constraint category_parent_name_key UNIQUE NULLS NOT DISTINCT (parent_id, name)
);
CREATE INDEX category_parent_id ON public.category USING btree (parent_id);
grant DELETE, INSERT, SELECT, UPDATE on category to changke_app;

create table complaint (
  customer_id bigint not null,
  id uuid not null,
  external_id text,
  nature text not null,
  severity text not null,
  summary text not null,
  contact_id uuid,
  opened_at timestamp with time zone not null,
  opened_by uuid,
  fact_ids uuid[] not null default '{}'::uuid[],
  created_at timestamp with time zone not null,
  constraint complaint_nature_check CHECK ((nature = ANY (ARRAY['quality'::text, 'logistics'::text, 'service'::text, 'price'::text, 'other'::text]))),
  constraint complaint_severity_check CHECK ((severity = ANY (ARRAY['general'::text, 'important'::text, 'major'::text]))),
  constraint complaint_customer_id_contact_id_fkey FOREIGN KEY (customer_id, contact_id) REFERENCES contact(customer_id, id),
  constraint complaint_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(customer_id),
  constraint complaint_opened_by_fkey FOREIGN KEY (opened_by) REFERENCES member(id),
  constraint complaint_pkey PRIMARY KEY (customer_id, id)
);
CREATE INDEX complaint_contact_id ON public.complaint USING btree (customer_id, contact_id);
CREATE INDEX complaint_external_id ON public.complaint USING btree (customer_id, external_id);
CREATE INDEX complaint_opened_at ON public.complaint USING btree (customer_id, opened_at DESC);
CREATE INDEX complaint_opened_by ON public.complaint USING btree (opened_by);
grant DELETE, INSERT, SELECT, UPDATE on complaint to changke_app;

create table complaint_reopening (
  customer_id bigint not null,
  id uuid not null,
  complaint_id uuid not null,
  reason text not null,
  reopened_at timestamp with time zone not null,
  reopened_by uuid,
  constraint complaint_reopening_customer_id_complaint_id_fkey FOREIGN KEY (customer_id, complaint_id) REFERENCES complaint(customer_id, id),
  constraint complaint_reopening_reopened_by_fkey FOREIGN KEY (reopened_by) REFERENCES member(id),
  constraint complaint_reopening_pkey PRIMARY KEY (customer_id, id)
);
CREATE INDEX complaint_reopening_complaint_id ON public.complaint_reopening USING btree (customer_id, complaint_id, reopened_at DESC);
CREATE INDEX complaint_reopening_reopened_by ON public.complaint_reopening USING btree (reopened_by);
CREATE TRIGGER complaint_reopening_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.complaint_reopening FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant INSERT, SELECT on complaint_reopening to changke_app;

create table complaint_resolution (
  customer_id bigint not null,
  id uuid not null,
  complaint_id uuid not null,
  solution text not null,
  confirmed boolean not null,
  resolved_at timestamp with time zone not null,
  resolved_by uuid,
  constraint complaint_resolution_customer_id_complaint_id_fkey FOREIGN KEY (customer_id, complaint_id) REFERENCES complaint(customer_id, id),
  constraint complaint_resolution_resolved_by_fkey FOREIGN KEY (resolved_by) REFERENCES member(id),
  constraint complaint_resolution_pkey PRIMARY KEY (customer_id, id)
);
CREATE INDEX complaint_resolution_complaint_id ON public.complaint_resolution USING btree (customer_id, complaint_id, resolved_at DESC);
CREATE INDEX complaint_resolution_resolved_by ON public.complaint_resolution USING btree (resolved_by);
CREATE TRIGGER complaint_resolution_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.complaint_resolution FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant INSERT, SELECT on complaint_resolution to changke_app;

create table contact (
  customer_id bigint not null,
  id uuid not null,
  name text not null,
  post text,
  role text,
  phone text,
  email text,
  wecom text,
  birthday date,
  created_at timestamp with time zone not null,
  left_at timestamp with time zone,
  person_id uuid default gen_random_uuid(),
  from_on date,
  left_on date,
  fact_ids uuid[] not null default '{}'::uuid[],
  successor_id uuid,
  attitude text,
  preferred_channel text,
  constraint contact_attitude_check CHECK ((attitude = ANY (ARRAY['supporter'::text, 'neutral'::text, 'critic'::text]))),
  constraint contact_preferred_channel_check CHECK ((preferred_channel = ANY (ARRAY['phone'::text, 'wecom'::text, 'email'::text, 'sms'::text, 'portal'::text, 'visit'::text]))),
  constraint contact_role_check CHECK ((role = ANY (ARRAY['decider'::text, 'buyer'::text, 'user'::text, 'payer'::text, 'influencer'::text]))),
  constraint contact_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(customer_id),
  constraint contact_successor_id_fkey FOREIGN KEY (customer_id, successor_id) REFERENCES contact(customer_id, id),
  constraint contact_pkey PRIMARY KEY (customer_id, id)
);
CREATE INDEX contact_duplicate_phone ON public.contact USING btree (duplicate_phone(phone)) WHERE (phone IS NOT NULL);
CREATE INDEX contact_person_id ON public.contact USING btree (person_id);
CREATE INDEX contact_phone ON public.contact USING btree (phone) WHERE (phone IS NOT NULL);
CREATE INDEX contact_phone_tail ON public.contact USING btree ("right"(duplicate_phone(phone), 4)) WHERE (phone IS NOT NULL);
CREATE INDEX contact_successor_id ON public.contact USING btree (customer_id, successor_id);
grant DELETE, INSERT, SELECT, UPDATE on contact to changke_app;

create table contact_consent (
  customer_id bigint not null,
  id uuid not null,
  contact_id uuid not null,
  channel text not null,
  given boolean not null,
  source text not null,
  changed_at timestamp with time zone not null,
  changed_by uuid,
  constraint contact_consent_channel_check CHECK ((channel = ANY (ARRAY['phone'::text, 'sms'::text, 'email'::text, 'wecom'::text, 'portal'::text]))),
  constraint contact_consent_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES member(id),
  constraint contact_consent_customer_id_contact_id_fkey FOREIGN KEY (customer_id, contact_id) REFERENCES contact(customer_id, id),
  constraint contact_consent_pkey PRIMARY KEY (customer_id, id)
);
CREATE INDEX contact_consent_changed_by ON public.contact_consent USING btree (changed_by);
CREATE INDEX contact_consent_contact_id ON public.contact_consent USING btree (customer_id, contact_id, channel, changed_at DESC);
CREATE TRIGGER contact_consent_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.contact_consent FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant INSERT, SELECT on contact_consent to changke_app;

create table credit_hold (
  customer_id bigint not null,
  id uuid not null,
  reason text not null,
  set_at timestamp with time zone not null,
  set_by uuid,
  lifted_at timestamp with time zone,
  lifted_by uuid,
  lift_reason text,
  constraint credit_hold_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(customer_id),
  constraint credit_hold_lifted_by_fkey FOREIGN KEY (lifted_by) REFERENCES member(id),
  constraint credit_hold_set_by_fkey FOREIGN KEY (set_by) REFERENCES member(id),
  constraint credit_hold_pkey PRIMARY KEY (customer_id, id)
);
CREATE INDEX credit_hold_lifted_by ON public.credit_hold USING btree (lifted_by);
CREATE INDEX credit_hold_set_at ON public.credit_hold USING btree (customer_id, set_at DESC);
CREATE INDEX credit_hold_set_by ON public.credit_hold USING btree (set_by);
grant DELETE, INSERT, SELECT, UPDATE on credit_hold to changke_app;

create table credit_term (
  customer_id bigint not null,
  id uuid not null,
  kind text not null,
  days integer not null,
  retention_percent numeric(5,2) not null default 0,
  starts_on date not null,
  ends_on date,
  moves_open boolean not null default false,
  reason text not null default ''::text,
  proposed_at timestamp with time zone not null,
  proposed_by uuid,
  approved_at timestamp with time zone,
  approved_by uuid,
  refused_at timestamp with time zone,
  refused_by uuid,
  constraint credit_term_check CHECK ((ends_on >= starts_on)),
  constraint credit_term_check1 CHECK (((approved_at IS NULL) OR (refused_at IS NULL))),
  constraint credit_term_days_check CHECK (((days >= 0) AND (days <= 730))),
  constraint credit_term_kind_check CHECK ((kind = ANY (ARRAY['prepaid'::text, 'cash_on_delivery'::text, 'monthly'::text, 'on_invoice'::text, 'other'::text]))),
  constraint credit_term_retention_percent_check CHECK (((retention_percent >= (0)::numeric) AND (retention_percent <= (100)::numeric))),
  constraint credit_term_approved_by_fkey FOREIGN KEY (approved_by) REFERENCES member(id),
  constraint credit_term_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(customer_id),
  constraint credit_term_proposed_by_fkey FOREIGN KEY (proposed_by) REFERENCES member(id),
  constraint credit_term_refused_by_fkey FOREIGN KEY (refused_by) REFERENCES member(id),
  constraint credit_term_pkey PRIMARY KEY (customer_id, id)
);
CREATE INDEX credit_term_approved_by ON public.credit_term USING btree (approved_by);
CREATE INDEX credit_term_proposed_by ON public.credit_term USING btree (proposed_by);
CREATE INDEX credit_term_refused_by ON public.credit_term USING btree (refused_by);
CREATE INDEX credit_term_starts_on ON public.credit_term USING btree (customer_id, starts_on DESC);
grant DELETE, INSERT, SELECT, UPDATE on credit_term to changke_app;

create table customer (
  customer_id bigint not null default nextval('customer_number'::regclass),
  public_id uuid not null,
  kind text not null,
  name text not null,
  short_name text,
  group_id uuid,
  industry text,
  region text,
  city text,
  country text,
  since date,
  pattern text,
  terms text,
  tier text,
  tier_set_at timestamp with time zone,
  owner_a uuid,
  owner_b uuid,
  pinyin text not null default ''::text,
  search_grams text[] not null default '{}'::text[],
  version integer not null default 1,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  tax_number text,
  address text,
  phone text,
  confirmed_at timestamp with time zone,
  confirmed_by uuid,
  constraint customer_kind_check CHECK ((kind = ANY (ARRAY['company'::text, 'person'::text]))),
  constraint customer_pattern_check CHECK ((pattern = ANY (ARRAY['monthly'::text, 'project'::text, 'dealer'::text, 'seasonal'::text]))),
  constraint customer_confirmed_by_fkey FOREIGN KEY (confirmed_by) REFERENCES member(id),
  constraint customer_group_id_fkey FOREIGN KEY (group_id) REFERENCES customer_group(id),
  constraint customer_owner_a_fkey FOREIGN KEY (owner_a) REFERENCES member(id),
  constraint customer_owner_b_fkey FOREIGN KEY (owner_b) REFERENCES member(id),
  constraint customer_pkey PRIMARY KEY (customer_id)
);
CREATE INDEX customer_confirmed_by ON public.customer USING btree (confirmed_by);
CREATE INDEX customer_duplicate_address ON public.customer USING btree (duplicate_address(address)) WHERE (address IS NOT NULL);
CREATE INDEX customer_duplicate_name ON public.customer USING btree (duplicate_name(name));
CREATE INDEX customer_duplicate_phone ON public.customer USING btree (duplicate_phone(phone)) WHERE (phone IS NOT NULL);
CREATE INDEX customer_duplicate_short_name ON public.customer USING btree (duplicate_name(short_name)) WHERE (short_name IS NOT NULL);
CREATE INDEX customer_duplicate_tax_number ON public.customer USING btree (duplicate_tax_number(tax_number)) WHERE (tax_number IS NOT NULL);
CREATE INDEX customer_group_id ON public.customer USING btree (group_id);
CREATE INDEX customer_name ON public.customer USING btree (name);
CREATE INDEX customer_of_owner_a ON public.customer USING btree (owner_a, "left"(pinyin, 60), customer_id) INCLUDE (owner_b, region);
CREATE INDEX customer_of_owner_b ON public.customer USING btree (owner_b, "left"(pinyin, 60), customer_id) INCLUDE (owner_a, region);
CREATE INDEX customer_phone_tail ON public.customer USING btree ("right"(duplicate_phone(phone), 4)) WHERE (phone IS NOT NULL);
CREATE INDEX customer_pinyin ON public.customer USING btree ("left"(pinyin, 60), customer_id);
CREATE INDEX customer_public_id ON public.customer USING btree (public_id);
CREATE INDEX customer_region ON public.customer USING btree (region, "left"(pinyin, 60), customer_id);
CREATE INDEX customer_search_grams ON public.customer USING gin (search_grams);
CREATE INDEX customer_slim ON public.customer USING btree (customer_id) INCLUDE (owner_a, owner_b, region, group_id);
CREATE INDEX customer_updated_at ON public.customer USING btree (updated_at);
grant DELETE, INSERT, SELECT, UPDATE on customer to changke_app;

create table customer_group (
  id uuid not null,
  name text not null,
  created_at timestamp with time zone not null,
  parent_id uuid,
  constraint customer_group_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES customer_group(id),
  constraint customer_group_pkey PRIMARY KEY (id),
  constraint customer_group_name_key UNIQUE (name)
);
CREATE INDEX customer_group_parent_id ON public.customer_group USING btree (parent_id);
grant DELETE, INSERT, SELECT, UPDATE on customer_group to changke_app;

create table customer_identity (
  key text not null,
  scheme text not null,
  customer_id bigint not null,
  created_at timestamp with time zone not null,
  constraint customer_identity_pkey PRIMARY KEY (key, scheme)
);
CREATE INDEX customer_identity_customer_id ON public.customer_identity USING btree (customer_id);
CREATE INDEX customer_identity_prefix ON public.customer_identity USING btree (key text_pattern_ops);
grant DELETE, INSERT, SELECT, UPDATE on customer_identity to changke_app;

create table customer_merge (
  id uuid not null,
  number bigint not null default nextval('merge_number'::regclass),
  survivor_id bigint not null,
  merged_id bigint not null,
  survivor_public_id uuid not null,
  merged_public_id uuid not null,
  survivor_name text not null,
  merged_name text not null,
  reason text not null,
  merged_at timestamp with time zone not null,
  merged_by uuid,
  customer jsonb not null,
  moved jsonb not null,
  lifted jsonb not null,
  survivor_lifted jsonb not null,
  changed jsonb not null,
  identities jsonb not null,
  chosen jsonb not null default '{}'::jsonb,
  counts jsonb not null,
  undone_at timestamp with time zone,
  undone_by uuid,
  left_over jsonb,
  constraint customer_merge_merged_by_fkey FOREIGN KEY (merged_by) REFERENCES member(id),
  constraint customer_merge_undone_by_fkey FOREIGN KEY (undone_by) REFERENCES member(id),
  constraint customer_merge_pkey PRIMARY KEY (id)
);
CREATE INDEX customer_merge_merged_by ON public.customer_merge USING btree (merged_by);
CREATE INDEX customer_merge_merged_id ON public.customer_merge USING btree (merged_id, number);
CREATE INDEX customer_merge_number ON public.customer_merge USING btree (number DESC);
CREATE INDEX customer_merge_survivor_id ON public.customer_merge USING btree (survivor_id, number);
CREATE INDEX customer_merge_undone_by ON public.customer_merge USING btree (undone_by);
grant SELECT on customer_merge to changke_app;

create table customer_order (
  customer_id bigint not null,
  id uuid not null,
  number text not null,
  kind text not null,
  ordered_at timestamp with time zone not null,
  amount bigint not null,
  project text,
  site text,
  fact_ids uuid[] not null default '{}'::uuid[],
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  documents text not null default 'ordered'::text,
  second_party text,
  second_party_key text,
  original_number text,
  constraint customer_order_documents_check CHECK ((documents = ANY (ARRAY['ordered'::text, 'shipped'::text, 'invoiced'::text]))),
  constraint customer_order_kind_check CHECK ((kind = ANY (ARRAY['order'::text, 'return'::text]))),
  constraint customer_order_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(customer_id),
  constraint customer_order_pkey PRIMARY KEY (customer_id, id),
  constraint customer_order_number_key UNIQUE (customer_id, number, kind)
);
CREATE INDEX customer_order_ordered_at ON public.customer_order USING btree (customer_id, ordered_at DESC);
CREATE INDEX customer_order_original_number ON public.customer_order USING btree (customer_id, original_number) WHERE (original_number IS NOT NULL);
CREATE INDEX customer_order_second_party_key ON public.customer_order USING btree (second_party_key, ordered_at DESC) WHERE (second_party_key IS NOT NULL);
grant DELETE, INSERT, SELECT, UPDATE on customer_order to changke_app;

create table customer_owner_change (
  customer_id bigint not null,
  id uuid not null,
  part text not null,
  from_member uuid,
  to_member uuid,
  reason text not null,
  changed_at timestamp with time zone not null,
  changed_by uuid,
  commission_note text not null default ''::text,
  constraint customer_owner_change_part_check CHECK ((part = ANY (ARRAY['a'::text, 'b'::text]))),
  constraint customer_owner_change_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES member(id),
  constraint customer_owner_change_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(customer_id),
  constraint customer_owner_change_from_member_fkey FOREIGN KEY (from_member) REFERENCES member(id),
  constraint customer_owner_change_to_member_fkey FOREIGN KEY (to_member) REFERENCES member(id),
  constraint customer_owner_change_pkey PRIMARY KEY (customer_id, id)
);
CREATE INDEX customer_owner_change_changed_by ON public.customer_owner_change USING btree (changed_by);
CREATE INDEX customer_owner_change_from_member ON public.customer_owner_change USING btree (from_member);
CREATE INDEX customer_owner_change_to_member ON public.customer_owner_change USING btree (to_member);
CREATE TRIGGER customer_owner_change_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.customer_owner_change FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant INSERT, SELECT on customer_owner_change to changke_app;

create table customer_role (
  customer_id bigint not null,
  id uuid not null,
  role text not null,
  member_id uuid not null,
  category_id integer,
  region text,
  purpose text,
  reason text not null default ''::text,
  commission_note text not null default ''::text,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone,
  created_at timestamp with time zone not null,
  created_by uuid,
  ended_at timestamp with time zone,
  ended_by uuid,
  end_reason text,
  constraint customer_role_check CHECK (((role = 'line_owner'::text) = (category_id IS NOT NULL))),
  constraint customer_role_check1 CHECK (((role = 'region_owner'::text) = (region IS NOT NULL))),
  constraint customer_role_check2 CHECK (((role = 'collaborator'::text) = (purpose IS NOT NULL))),
  constraint customer_role_role_check CHECK ((role = ANY (ARRAY['sponsor'::text, 'expert_sales'::text, 'expert_technical'::text, 'expert_supply'::text, 'line_owner'::text, 'region_owner'::text, 'collaborator'::text]))),
  constraint customer_role_category_id_fkey FOREIGN KEY (category_id) REFERENCES category(id),
  constraint customer_role_created_by_fkey FOREIGN KEY (created_by) REFERENCES member(id),
  constraint customer_role_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(customer_id),
  constraint customer_role_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES member(id),
  constraint customer_role_member_id_fkey FOREIGN KEY (member_id) REFERENCES member(id),
  constraint customer_role_pkey PRIMARY KEY (customer_id, id)
);
CREATE INDEX customer_role_category_id ON public.customer_role USING btree (category_id);
CREATE INDEX customer_role_created_by ON public.customer_role USING btree (created_by);
CREATE INDEX customer_role_ended_by ON public.customer_role USING btree (ended_by);
CREATE INDEX customer_role_member_id ON public.customer_role USING btree (member_id, role);
grant DELETE, INSERT, SELECT, UPDATE on customer_role to changke_app;

create table customer_tag (
  customer_id bigint not null,
  tag text not null,
  reason text not null default ''::text,
  set_at timestamp with time zone not null,
  set_by uuid,
  rule_version integer,
  reason_en text,
  task_id uuid,
  constraint customer_tag_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(customer_id),
  constraint customer_tag_set_by_fkey FOREIGN KEY (set_by) REFERENCES member(id),
  constraint customer_tag_tag_fkey FOREIGN KEY (tag) REFERENCES tag(name),
  constraint customer_tag_pkey PRIMARY KEY (customer_id, tag)
);
CREATE INDEX customer_tag_set_by ON public.customer_tag USING btree (set_by);
CREATE INDEX customer_tag_tag ON public.customer_tag USING btree (tag);
grant DELETE, INSERT, SELECT, UPDATE on customer_tag to changke_app;

create table customer_tier_change (
  customer_id bigint not null,
  id uuid not null,
  number integer not null,
  from_tier text,
  to_tier text,
  way text not null,
  reason text not null default ''::text,
  said jsonb,
  measures jsonb,
  plan_version integer,
  changed_at timestamp with time zone not null,
  decided_by uuid,
  fact_ids uuid[] not null default '{}'::uuid[],
  constraint customer_tier_change_way_check CHECK ((way = ANY (ARRAY['first'::text, 'settled'::text, 'automatic'::text, 'approved'::text, 'override'::text, 'given'::text, 'merged'::text]))),
  constraint customer_tier_change_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(customer_id),
  constraint customer_tier_change_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES member(id),
  constraint customer_tier_change_plan_version_fkey FOREIGN KEY (plan_version) REFERENCES plan_version(version),
  constraint customer_tier_change_pkey PRIMARY KEY (customer_id, id)
);
CREATE INDEX customer_tier_change_changed_at ON public.customer_tier_change USING btree (changed_at DESC);
CREATE INDEX customer_tier_change_decided_by ON public.customer_tier_change USING btree (decided_by);
CREATE INDEX customer_tier_change_number ON public.customer_tier_change USING btree (customer_id, number DESC);
CREATE INDEX customer_tier_change_plan_version ON public.customer_tier_change USING btree (plan_version);
CREATE TRIGGER customer_tier_change_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.customer_tier_change FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant INSERT, SELECT on customer_tier_change to changke_app;

create table duplicate_candidate (
  low_id bigint not null,
  high_id bigint not null,
  group_id uuid not null,
  score smallint not null,
  reasons text[] not null,
  found_at timestamp with time zone not null,
  dismissed_at timestamp with time zone,
  dismissed_by uuid,
  dismissed_because text,
  constraint duplicate_candidate_check CHECK ((low_id < high_id)),
  constraint duplicate_candidate_score_check CHECK (((score >= 0) AND (score <= 100))),
  constraint duplicate_candidate_dismissed_by_fkey FOREIGN KEY (dismissed_by) REFERENCES member(id),
  constraint duplicate_candidate_pkey PRIMARY KEY (low_id, high_id)
);
CREATE INDEX duplicate_candidate_dismissed_by ON public.duplicate_candidate USING btree (dismissed_by);
CREATE INDEX duplicate_candidate_group_id ON public.duplicate_candidate USING btree (group_id);
CREATE INDEX duplicate_candidate_high_id ON public.duplicate_candidate USING btree (high_id);
grant DELETE, INSERT, SELECT, UPDATE on duplicate_candidate to changke_app;

create table duplicate_run (
  id uuid not null,
  started_at timestamp with time zone not null,
  finished_at timestamp with time zone not null,
  customers integer not null,
  pairs integer not null,
  groups integer not null,
  constraint duplicate_run_pkey PRIMARY KEY (id)
);
CREATE INDEX duplicate_run_started_at ON public.duplicate_run USING btree (started_at DESC);
grant DELETE, INSERT, SELECT, UPDATE on duplicate_run to changke_app;

create table fact (
  customer_id bigint not null,
  id uuid not null,
  kind smallint not null,
  occurred_at timestamp with time zone not null,
  recorded_at timestamp with time zone not null,
  amount bigint,
  category integer,
  score smallint,
  voids uuid,
  constraint fact_kind_fkey FOREIGN KEY (kind) REFERENCES fact_kind(code),
  constraint fact_pkey PRIMARY KEY (customer_id, id)
);
CREATE INDEX fact_customer_occurred_at ON public.fact USING btree (customer_id, occurred_at);
CREATE INDEX fact_kind_code ON public.fact USING btree (kind);
CREATE INDEX fact_voids ON public.fact USING btree (customer_id, voids) WHERE (voids IS NOT NULL);
CREATE TRIGGER fact_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.fact FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant INSERT, SELECT on fact to changke_app;

create table fact_kind (
  code smallint not null,
  name text not null,
  constraint fact_kind_pkey PRIMARY KEY (code),
  constraint fact_kind_name_key UNIQUE (name)
);
grant SELECT on fact_kind to changke_app;

create table feed (
  kind text not null,
  data_through date not null,
  updated_at timestamp with time zone not null,
  constraint feed_pkey PRIMARY KEY (kind)
);
grant DELETE, INSERT, SELECT, UPDATE on feed to changke_app;

create table hand_over (
  customer_id bigint not null,
  id uuid not null,
  need_id uuid,
  promise_id uuid,
  to_team uuid,
  to_member uuid,
  message text not null,
  due_on date,
  sent_at timestamp with time zone not null,
  sent_by uuid,
  received_at timestamp with time zone,
  received_by uuid,
  answer text,
  answer_text text not null default ''::text,
  answered_at timestamp with time zone,
  answered_by uuid,
  task_id uuid,
  constraint hand_over_addressee CHECK ((num_nonnulls(to_team, to_member) = 1)),
  constraint hand_over_answer_check CHECK ((answer = ANY (ARRAY['accepted'::text, 'declined'::text]))),
  constraint hand_over_subject CHECK ((num_nonnulls(need_id, promise_id) = 1)),
  constraint hand_over_answered_by_fkey FOREIGN KEY (answered_by) REFERENCES member(id),
  constraint hand_over_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(customer_id),
  constraint hand_over_customer_id_need_id_fkey FOREIGN KEY (customer_id, need_id) REFERENCES need(customer_id, id),
  constraint hand_over_customer_id_promise_id_fkey FOREIGN KEY (customer_id, promise_id) REFERENCES promise(customer_id, id),
  constraint hand_over_received_by_fkey FOREIGN KEY (received_by) REFERENCES member(id),
  constraint hand_over_sent_by_fkey FOREIGN KEY (sent_by) REFERENCES member(id),
  constraint hand_over_to_member_fkey FOREIGN KEY (to_member) REFERENCES member(id),
  constraint hand_over_to_team_fkey FOREIGN KEY (to_team) REFERENCES team(id),
  constraint hand_over_pkey PRIMARY KEY (customer_id, id)
);
CREATE INDEX hand_over_answered_by ON public.hand_over USING btree (answered_by);
CREATE INDEX hand_over_id ON public.hand_over USING btree (id);
CREATE INDEX hand_over_need_id ON public.hand_over USING btree (customer_id, need_id);
CREATE INDEX hand_over_promise_id ON public.hand_over USING btree (customer_id, promise_id);
CREATE INDEX hand_over_received_by ON public.hand_over USING btree (received_by);
CREATE INDEX hand_over_sent_by ON public.hand_over USING btree (sent_by, sent_at DESC);
CREATE INDEX hand_over_to_member ON public.hand_over USING btree (to_member, sent_at DESC);
CREATE INDEX hand_over_to_team ON public.hand_over USING btree (to_team, sent_at DESC);
CREATE INDEX hand_over_unreceived ON public.hand_over USING btree (due_on) WHERE (received_at IS NULL);
grant DELETE, INSERT, SELECT, UPDATE on hand_over to changke_app;

create table import_chunk (
  import_id uuid not null,
  number integer not null,
  counts jsonb not null,
  finished_at timestamp with time zone not null,
  constraint import_chunk_import_id_fkey FOREIGN KEY (import_id) REFERENCES import_run(id),
  constraint import_chunk_pkey PRIMARY KEY (import_id, number)
);
grant DELETE, INSERT, SELECT, UPDATE on import_chunk to changke_app;

create table import_conflict (
  import_id uuid not null,
  table_name text not null,
  key jsonb not null,
  reason text not null,
  customer_number bigint,
  fact_ids uuid[] not null default '{}'::uuid[],
  constraint import_conflict_reason_check CHECK ((reason = ANY (ARRAY['changed'::text, 'gone'::text, 'used'::text, 'parent'::text]))),
  constraint import_conflict_import_id_fkey FOREIGN KEY (import_id) REFERENCES import_run(id),
  constraint import_conflict_pkey PRIMARY KEY (import_id, table_name, key)
);
grant DELETE, INSERT, SELECT, UPDATE on import_conflict to changke_app;

create table import_folder (
  name text not null,
  kind text not null,
  folder text not null,
  pattern text not null,
  map_name text,
  at_minute smallint not null,
  days_max smallint not null,
  created_at timestamp with time zone not null,
  created_by uuid,
  checked_at timestamp with time zone,
  failure jsonb,
  last_file_at timestamp with time zone,
  constraint import_folder_at_minute_check CHECK (((at_minute >= 0) AND (at_minute <= 1439))),
  constraint import_folder_days_max_check CHECK (((days_max >= 1) AND (days_max <= 366))),
  constraint import_folder_created_by_fkey FOREIGN KEY (created_by) REFERENCES member(id),
  constraint import_folder_map_name_fkey FOREIGN KEY (map_name) REFERENCES import_map(name),
  constraint import_folder_pkey PRIMARY KEY (name)
);
CREATE INDEX import_folder_created_by ON public.import_folder USING btree (created_by);
CREATE INDEX import_folder_map_name ON public.import_folder USING btree (map_name);
grant DELETE, INSERT, SELECT, UPDATE on import_folder to changke_app;

create table import_folder_file (
  folder_name text not null,
  path text not null,
  bytes bigint not null,
  modified_at timestamp with time zone not null,
  hash text not null,
  seen_at timestamp with time zone not null,
  import_id uuid,
  failure jsonb,
  constraint import_folder_file_folder_name_fkey FOREIGN KEY (folder_name) REFERENCES import_folder(name) ON DELETE CASCADE,
  constraint import_folder_file_import_id_fkey FOREIGN KEY (import_id) REFERENCES import_run(id),
  constraint import_folder_file_pkey PRIMARY KEY (folder_name, path, bytes, modified_at)
);
CREATE INDEX import_folder_file_hash ON public.import_folder_file USING btree (folder_name, hash);
CREATE INDEX import_folder_file_import_id ON public.import_folder_file USING btree (import_id);
grant DELETE, INSERT, SELECT, UPDATE on import_folder_file to changke_app;

create table import_map (
  name text not null,
  kind text not null,
  text text not null,
  saved_at timestamp with time zone not null,
  saved_by uuid,
  constraint import_map_saved_by_fkey FOREIGN KEY (saved_by) REFERENCES member(id),
  constraint import_map_pkey PRIMARY KEY (name)
);
CREATE INDEX import_map_saved_by ON public.import_map USING btree (saved_by);
grant DELETE, INSERT, SELECT, UPDATE on import_map to changke_app;

create table import_problem (
  import_id uuid not null,
  id bigint not null,
  row_no bigint not null,
  file integer not null,
  line integer not null,
  col text,
  code text not null,
  outcome text not null,
  params jsonb not null default '{}'::jsonb,
  cells text[],
  constraint import_problem_outcome_check CHECK ((outcome = ANY (ARRAY['failed'::text, 'skipped'::text, 'notice'::text]))),
  constraint import_problem_import_id_fkey FOREIGN KEY (import_id) REFERENCES import_run(id),
  constraint import_problem_pkey PRIMARY KEY (import_id, id)
);
grant DELETE, INSERT, SELECT, UPDATE on import_problem to changke_app;

create table import_run (
  id uuid not null,
  kind text not null,
  files jsonb not null,
  map text not null,
  options jsonb not null default '{}'::jsonb,
  dry_run boolean not null,
  created_at timestamp with time zone not null,
  created_by uuid,
  started_at timestamp with time zone,
  fingerprint text,
  progress jsonb not null default '{}'::jsonb,
  finished_at timestamp with time zone,
  failure jsonb,
  reply jsonb,
  feed_before jsonb,
  undo_asked_at timestamp with time zone,
  undone_at timestamp with time zone,
  undone_by uuid,
  undone jsonb,
  constraint import_run_created_by_fkey FOREIGN KEY (created_by) REFERENCES member(id),
  constraint import_run_undone_by_fkey FOREIGN KEY (undone_by) REFERENCES member(id),
  constraint import_run_pkey PRIMARY KEY (id)
);
CREATE INDEX import_run_created_at ON public.import_run USING btree (created_at DESC);
CREATE INDEX import_run_created_by ON public.import_run USING btree (created_by);
CREATE INDEX import_run_fingerprint ON public.import_run USING btree (fingerprint) WHERE (finished_at IS NULL);
CREATE INDEX import_run_undone_by ON public.import_run USING btree (undone_by);
grant DELETE, INSERT, SELECT, UPDATE on import_run to changke_app;

create table import_staging (
  import_id uuid not null,
  bucket smallint not null,
  row_no bigint not null,
  file integer not null,
  line integer not null,
  key text not null,
  number text,
  kind text,
  product text,
  at timestamp with time zone,
  quantity numeric(18,4),
  unit_price numeric(18,6),
  amount bigint,
  customer_details jsonb,
  product_details jsonb,
  details jsonb,
  cells text[],
  constraint import_staging_pkey PRIMARY KEY (import_id, bucket, row_no)
);
grant DELETE, INSERT, SELECT, TRUNCATE, UPDATE on import_staging to changke_app;

create table import_trace (
  import_id uuid not null,
  number bigint not null,
  table_name text not null,
  change text not null,
  key_columns text[] not null,
  keys jsonb not null,
  befores jsonb,
  states bigint[],
  parts text[] not null default '{}'::text[],
  unwatched text[] not null default '{}'::text[],
  constraint import_trace_change_check CHECK ((change = ANY (ARRAY['created'::text, 'updated'::text]))),
  constraint import_trace_import_id_fkey FOREIGN KEY (import_id) REFERENCES import_run(id),
  constraint import_trace_pkey PRIMARY KEY (import_id, number)
);
CREATE INDEX import_trace_open ON public.import_trace USING btree (import_id) WHERE (states IS NULL);
grant DELETE, INSERT, SELECT, UPDATE on import_trace to changke_app;

create table import_trace_fact (
  import_id uuid not null,
  number bigint not null,
  customer_ids bigint[] not null,
  fact_ids uuid[] not null,
  constraint import_trace_fact_import_id_fkey FOREIGN KEY (import_id) REFERENCES import_run(id),
  constraint import_trace_fact_pkey PRIMARY KEY (import_id, number)
);
grant DELETE, INSERT, SELECT, UPDATE on import_trace_fact to changke_app;

create table import_upload (
  import_id uuid not null,
  file integer not null,
  part integer not null,
  bytes bytea not null,
  constraint import_upload_import_id_fkey FOREIGN KEY (import_id) REFERENCES import_run(id),
  constraint import_upload_pkey PRIMARY KEY (import_id, file, part)
);
grant DELETE, INSERT, SELECT, UPDATE on import_upload to changke_app;

create table important_date (
  customer_id bigint not null,
  id uuid not null,
  contact_id uuid,
  kind text not null,
  day date not null,
  yearly boolean not null,
  lead_days smallint not null,
  note text not null default ''::text,
  consent_purpose text,
  consent_by text,
  consent_source text,
  consent_given_on date,
  keep_until date,
  created_at timestamp with time zone not null,
  created_by uuid,
  constraint important_date_check CHECK (((kind <> ALL (ARRAY['wedding'::text, 'wedding_anniversary'::text, 'childbirth'::text, 'baby_birthday'::text])) OR ((contact_id IS NOT NULL) AND (consent_purpose IS NOT NULL) AND (consent_by IS NOT NULL) AND (consent_source IS NOT NULL) AND (consent_given_on IS NOT NULL) AND (keep_until IS NOT NULL)))),
  constraint important_date_check1 CHECK (((kind <> ALL (ARRAY['childbirth'::text, 'baby_birthday'::text])) OR (consent_by = 'guardian'::text))),
  constraint important_date_consent_by_check CHECK ((consent_by = ANY (ARRAY['person'::text, 'guardian'::text]))),
  constraint important_date_kind_check CHECK ((kind = ANY (ARRAY['cooperation_anniversary'::text, 'company_anniversary'::text, 'birthday'::text, 'wedding'::text, 'wedding_anniversary'::text, 'childbirth'::text, 'baby_birthday'::text, 'other'::text]))),
  constraint important_date_lead_days_check CHECK (((lead_days >= 0) AND (lead_days <= 90))),
  constraint important_date_created_by_fkey FOREIGN KEY (created_by) REFERENCES member(id),
  constraint important_date_customer_id_contact_id_fkey FOREIGN KEY (customer_id, contact_id) REFERENCES contact(customer_id, id),
  constraint important_date_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(customer_id),
  constraint important_date_pkey PRIMARY KEY (customer_id, id)
);
CREATE INDEX important_date_contact_id ON public.important_date USING btree (customer_id, contact_id);
CREATE INDEX important_date_created_by ON public.important_date USING btree (created_by);
grant DELETE, INSERT, SELECT, UPDATE on important_date to changke_app;

create table interaction (
  customer_id bigint not null,
  id uuid not null,
  external_id text,
  channel text not null,
  direction text not null,
  two_way boolean not null,
  outcome text not null,
  summary text not null default ''::text,
  contact_id uuid,
  member_id uuid,
  competitor_signal smallint,
  competitor text,
  supplier_change_threatened boolean not null default false,
  fact_ids uuid[] not null default '{}'::uuid[],
  occurred_at timestamp with time zone not null,
  created_at timestamp with time zone not null,
  task_id uuid,
  constraint interaction_channel_check CHECK ((channel = ANY (ARRAY['phone'::text, 'visit'::text, 'wecom'::text, 'email'::text, 'sms'::text, 'meeting'::text, 'portal'::text, 'other'::text]))),
  constraint interaction_competitor_signal_check CHECK (((competitor_signal >= 1) AND (competitor_signal <= 3))),
  constraint interaction_direction_check CHECK ((direction = ANY (ARRAY['out'::text, 'in'::text]))),
  constraint interaction_outcome_check CHECK ((outcome = ANY (ARRAY['talked'::text, 'no_answer'::text, 'price_asked'::text, 'delivery_pressed'::text, 'complained'::text, 'small_talk'::text, 'other'::text]))),
  constraint interaction_customer_id_contact_id_fkey FOREIGN KEY (customer_id, contact_id) REFERENCES contact(customer_id, id),
  constraint interaction_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(customer_id),
  constraint interaction_member_id_fkey FOREIGN KEY (member_id) REFERENCES member(id),
  constraint interaction_task_fk FOREIGN KEY (customer_id, task_id) REFERENCES task(customer_id, id),
  constraint interaction_pkey PRIMARY KEY (customer_id, id)
);
CREATE INDEX interaction_contact_id ON public.interaction USING btree (customer_id, contact_id);
CREATE INDEX interaction_external_id ON public.interaction USING btree (customer_id, external_id);
CREATE INDEX interaction_member_id ON public.interaction USING btree (member_id, occurred_at DESC);
CREATE INDEX interaction_occurred_at ON public.interaction USING btree (customer_id, occurred_at DESC);
CREATE INDEX interaction_task_id ON public.interaction USING btree (customer_id, task_id);
grant DELETE, INSERT, SELECT, UPDATE on interaction to changke_app;

create table judgement (
  customer_id bigint not null,
  book_id uuid,
  as_of date not null,
  known_at timestamp with time zone not null,
  judged_at timestamp with time zone not null,
  plan_version integer not null,
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
  segments bit varying not null default ''::"bit",
  signals bit varying not null default ''::"bit",
  cause jsonb,
  state jsonb not null default '{}'::jsonb,
  colour_month smallint,
  rfm smallint,
  rfm_class text,
  classes text[],
  badges bit varying not null default ''::"bit",
  tags bit varying not null default ''::"bit",
  insights jsonb,
  tier_proposed text,
  tier_protected boolean not null default false,
  digest bigint,
  constraint judgement_pkey PRIMARY KEY (customer_id)
);
CREATE INDEX judgement_by_amount_year ON public.judgement USING btree (amount_year, customer_id) INCLUDE (tier, colour, stage, colour_month);
CREATE INDEX judgement_by_last_order_on ON public.judgement USING btree (last_order_on, customer_id) INCLUDE (tier, colour, stage, colour_month);
CREATE INDEX judgement_by_score ON public.judgement USING btree (score, customer_id) INCLUDE (tier, colour, stage, colour_month);
CREATE INDEX judgement_colour ON public.judgement USING btree (colour, score);
CREATE INDEX judgement_moved ON public.judgement USING btree (customer_id) INCLUDE (colour, colour_month) WHERE ((colour > 0) AND (colour <> colour_month));
CREATE INDEX judgement_plan_version ON public.judgement USING btree (plan_version);
CREATE INDEX judgement_slim ON public.judgement USING btree (customer_id) INCLUDE (tier, colour, stage, colour_month, amount_year, score, last_order_on);
CREATE INDEX judgement_tier ON public.judgement USING btree (tier, customer_id);
grant DELETE, INSERT, SELECT, UPDATE on judgement to changke_app;

create table judgement_history (
  customer_id bigint not null,
  as_of date not null,
  known_at timestamp with time zone not null,
  plan_version integer not null,
  score smallint,
  colour smallint not null,
  coverage smallint not null,
  tier text not null,
  amount_year bigint not null default 0,
  indicator_points real[] not null,
  cause jsonb,
  constraint judgement_history_pkey PRIMARY KEY (customer_id, as_of)
);
CREATE INDEX judgement_history_as_of ON public.judgement_history USING btree (as_of);
CREATE INDEX judgement_history_plan_version ON public.judgement_history USING btree (plan_version);
grant DELETE, INSERT, SELECT, UPDATE on judgement_history to changke_app;

create table member (
  id uuid not null,
  email text not null,
  name text not null,
  title text not null default ''::text,
  role text not null,
  team_id uuid,
  language text not null default 'zh-CN'::text,
  created_at timestamp with time zone not null,
  left_at timestamp with time zone,
  constraint member_language_check CHECK ((language = ANY (ARRAY['zh-CN'::text, 'en'::text]))),
  constraint member_role_check CHECK ((role = ANY (ARRAY['administrator'::text, 'retention_lead'::text, 'account_manager'::text, 'service_agent'::text, 'assistant'::text, 'credit_controller'::text, 'executive'::text, 'viewer'::text]))),
  constraint member_team_id_fkey FOREIGN KEY (team_id) REFERENCES team(id),
  constraint member_pkey PRIMARY KEY (id),
  constraint member_email_key UNIQUE (email)
);
CREATE INDEX member_team_id ON public.member USING btree (team_id);
grant DELETE, INSERT, SELECT, UPDATE on member to changke_app;

create table merge_rule (
  table_name text not null,
  rule text not null,
  column_name text not null default ''::text,
  followed_table text,
  followed_column text,
  constraint merge_rule_check CHECK (((rule = 'follow'::text) = ((followed_table IS NOT NULL) AND (followed_column IS NOT NULL)))),
  constraint merge_rule_rule_check CHECK ((rule = ANY (ARRAY['keep_mine'::text, 'lift'::text, 'renumber'::text, 'finish'::text, 'follow'::text, 'point'::text]))),
  constraint merge_rule_pkey PRIMARY KEY (table_name, rule, column_name)
);
grant SELECT on merge_rule to changke_app;

create table migration (
  number integer not null,
  name text not null,
  checksum text not null,
  started_at timestamp with time zone not null,
  finished_at timestamp with time zone,
  constraint migration_pkey PRIMARY KEY (number)
);
grant SELECT on migration to changke_app;

create table need (
  customer_id bigint not null,
  id uuid not null,
  external_id text,
  text text not null,
  kind text not null,
  nature text not null,
  importance smallint not null,
  urgency smallint not null,
  level smallint,
  evidence text not null default ''::text,
  source text,
  contact_id uuid,
  product_id integer,
  project_id uuid,
  owner_id uuid,
  due_on date,
  fit smallint,
  state text not null,
  state_at timestamp with time zone not null,
  state_reason text not null default ''::text,
  said_at timestamp with time zone not null,
  fact_ids uuid[] not null default '{}'::uuid[],
  created_at timestamp with time zone not null,
  created_by uuid,
  constraint need_fit_check CHECK (((fit >= 0) AND (fit <= 100))),
  constraint need_importance_check CHECK (((importance >= 1) AND (importance <= 3))),
  constraint need_kind_check CHECK ((kind = ANY (ARRAY['stated'::text, 'hidden'::text]))),
  constraint need_level_check CHECK (((level >= 1) AND (level <= 5))),
  constraint need_nature_check CHECK ((nature = ANY (ARRAY['product'::text, 'delivery'::text, 'price'::text, 'service'::text, 'technical'::text, 'relation'::text, 'other'::text]))),
  constraint need_source_check CHECK ((source = ANY (ARRAY['interview'::text, 'visit'::text, 'call'::text, 'survey'::text, 'complaint'::text, 'data'::text, 'market_research'::text, 'competitor'::text]))),
  constraint need_state_check CHECK ((state = ANY (ARRAY['open'::text, 'met'::text, 'unmet'::text, 'dropped'::text]))),
  constraint need_urgency_check CHECK (((urgency >= 1) AND (urgency <= 3))),
  constraint need_created_by_fkey FOREIGN KEY (created_by) REFERENCES member(id),
  constraint need_customer_id_contact_id_fkey FOREIGN KEY (customer_id, contact_id) REFERENCES contact(customer_id, id),
  constraint need_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(customer_id),
  constraint need_customer_id_project_id_fkey FOREIGN KEY (customer_id, project_id) REFERENCES project(customer_id, id),
  constraint need_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES member(id),
  constraint need_product_id_fkey FOREIGN KEY (product_id) REFERENCES product(id),
  constraint need_pkey PRIMARY KEY (customer_id, id)
);
CREATE INDEX need_contact_id ON public.need USING btree (customer_id, contact_id);
CREATE INDEX need_created_by ON public.need USING btree (created_by);
CREATE INDEX need_external_id ON public.need USING btree (customer_id, external_id);
CREATE INDEX need_owner_id ON public.need USING btree (owner_id);
CREATE INDEX need_product_id ON public.need USING btree (product_id);
CREATE INDEX need_project_id ON public.need USING btree (customer_id, project_id);
CREATE INDEX need_said_at ON public.need USING btree (customer_id, said_at DESC);
CREATE INDEX need_unmet ON public.need USING btree (customer_id, id) WHERE (state = ANY (ARRAY['open'::text, 'unmet'::text]));
grant DELETE, INSERT, SELECT, UPDATE on need to changke_app;

create table need_change (
  customer_id bigint not null,
  id uuid not null,
  need_id uuid,
  promise_id uuid,
  what text not null,
  note text not null default ''::text,
  details jsonb not null default '{}'::jsonb,
  changed_at timestamp with time zone not null,
  changed_by uuid,
  constraint need_change_subject CHECK ((num_nonnulls(need_id, promise_id) >= 1)),
  constraint need_change_what_check CHECK ((what = ANY (ARRAY['recorded'::text, 'changed'::text, 'met'::text, 'unmet'::text, 'dropped'::text, 'reopened'::text, 'promised'::text, 'postponed'::text, 'checked'::text, 'kept'::text, 'broken'::text, 'handed_over'::text, 'received'::text, 'answered'::text]))),
  constraint need_change_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES member(id),
  constraint need_change_customer_id_need_id_fkey FOREIGN KEY (customer_id, need_id) REFERENCES need(customer_id, id),
  constraint need_change_customer_id_promise_id_fkey FOREIGN KEY (customer_id, promise_id) REFERENCES promise(customer_id, id),
  constraint need_change_pkey PRIMARY KEY (customer_id, id)
);
CREATE INDEX need_change_changed_by ON public.need_change USING btree (changed_by);
CREATE INDEX need_change_need_id ON public.need_change USING btree (customer_id, need_id, changed_at);
CREATE INDEX need_change_promise_id ON public.need_change USING btree (customer_id, promise_id, changed_at);
CREATE TRIGGER need_change_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.need_change FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant INSERT, SELECT on need_change to changke_app;

create table observation (
  customer_id bigint not null,
  id uuid not null,
  external_id text,
  kind text not null,
  subject text not null default ''::text,
  note text not null default ''::text,
  strength smallint,
  place text,
  quantity numeric(18,4),
  unit text,
  product_id integer,
  contact_id uuid,
  member_id uuid,
  occurred_at timestamp with time zone not null,
  fact_ids uuid[] not null default '{}'::uuid[],
  created_at timestamp with time zone not null,
  constraint observation_kind_check CHECK ((kind = ANY (ARRAY['competitor_enquiry'::text, 'product_enquiry'::text, 'policy_enquiry'::text, 'mention'::text, 'customer_visit'::text, 'customer_stock'::text]))),
  constraint observation_place_check CHECK ((place = ANY (ARRAY['portal'::text, 'website'::text, 'site'::text]))),
  constraint observation_strength_check CHECK (((strength >= 1) AND (strength <= 3))),
  constraint observation_customer_id_contact_id_fkey FOREIGN KEY (customer_id, contact_id) REFERENCES contact(customer_id, id),
  constraint observation_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(customer_id),
  constraint observation_member_id_fkey FOREIGN KEY (member_id) REFERENCES member(id),
  constraint observation_product_id_fkey FOREIGN KEY (product_id) REFERENCES product(id),
  constraint observation_pkey PRIMARY KEY (customer_id, id)
);
CREATE INDEX observation_contact_id ON public.observation USING btree (customer_id, contact_id);
CREATE INDEX observation_external_id ON public.observation USING btree (customer_id, external_id);
CREATE INDEX observation_member_id ON public.observation USING btree (member_id);
CREATE INDEX observation_occurred_at ON public.observation USING btree (customer_id, kind, occurred_at DESC);
CREATE INDEX observation_product_id ON public.observation USING btree (product_id);
grant DELETE, INSERT, SELECT, UPDATE on observation to changke_app;

create table order_line (
  customer_id bigint not null,
  order_id uuid not null,
  product_id integer not null,
  occurrence integer not null,
  quantity numeric(18,4) not null,
  unit_price numeric(18,6) not null,
  amount bigint not null,
  promised_first_on date,
  promised_on date,
  delivered_on date,
  tax bigint,
  batch text,
  unit text,
  project text,
  site text,
  constraint order_line_customer_id_order_id_fkey FOREIGN KEY (customer_id, order_id) REFERENCES customer_order(customer_id, id),
  constraint order_line_product_id_fkey FOREIGN KEY (product_id) REFERENCES product(id),
  constraint order_line_pkey PRIMARY KEY (customer_id, order_id, product_id, occurrence)
);
CREATE INDEX order_line_batch ON public.order_line USING btree (batch, product_id) WHERE (batch IS NOT NULL);
CREATE INDEX order_line_product_id ON public.order_line USING btree (product_id);
grant DELETE, INSERT, SELECT, UPDATE on order_line to changke_app;

create table own_segment (
  key text not null,
  version integer not null,
  slot integer not null,
  name text not null,
  name_en text not null,
  description text not null default ''::text,
  expression text,
  reason text not null,
  author_id uuid,
  since timestamp with time zone not null,
  constraint own_segment_key_check CHECK ((key ~ '^own_[1-9][0-9]*$'::text)),
  constraint own_segment_author_id_fkey FOREIGN KEY (author_id) REFERENCES member(id),
  constraint own_segment_pkey PRIMARY KEY (key, version)
);
CREATE INDEX own_segment_author_id ON public.own_segment USING btree (author_id);
CREATE UNIQUE INDEX own_segment_slot ON public.own_segment USING btree (slot, version);
grant INSERT, SELECT on own_segment to changke_app;

create table payment (
  customer_id bigint not null,
  id uuid not null,
  number text not null,
  paid_on date not null,
  amount bigint not null,
  method text,
  receivable_number text,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint payment_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(customer_id),
  constraint payment_pkey PRIMARY KEY (customer_id, id),
  constraint payment_number_key UNIQUE NULLS NOT DISTINCT (customer_id, number, receivable_number)
);
CREATE INDEX payment_paid_on ON public.payment USING btree (customer_id, paid_on DESC);
grant DELETE, INSERT, SELECT, UPDATE on payment to changke_app;

create table payment_allocation (
  customer_id bigint not null,
  receivable_id uuid not null,
  source_id uuid not null,
  source text not null,
  amount bigint not null,
  settled_on date not null,
  constraint payment_allocation_amount_check CHECK ((amount > 0)),
  constraint payment_allocation_source_check CHECK ((source = ANY (ARRAY['payment'::text, 'credit_note'::text]))),
  constraint payment_allocation_customer_id_receivable_id_fkey FOREIGN KEY (customer_id, receivable_id) REFERENCES receivable(customer_id, id),
  constraint payment_allocation_pkey PRIMARY KEY (customer_id, receivable_id, source_id)
);
CREATE INDEX payment_allocation_source_id ON public.payment_allocation USING btree (customer_id, source_id);
grant DELETE, INSERT, SELECT, UPDATE on payment_allocation to changke_app;

create table plan_activation (
  id uuid not null,
  version integer not null,
  activated_at timestamp with time zone not null,
  activated_by uuid,
  constraint plan_activation_activated_by_fkey FOREIGN KEY (activated_by) REFERENCES member(id),
  constraint plan_activation_version_fkey FOREIGN KEY (version) REFERENCES plan_version(version),
  constraint plan_activation_pkey PRIMARY KEY (id)
);
CREATE INDEX plan_activation_activated_at ON public.plan_activation USING btree (activated_at DESC);
CREATE INDEX plan_activation_activated_by ON public.plan_activation USING btree (activated_by);
CREATE INDEX plan_activation_version ON public.plan_activation USING btree (version);
grant INSERT, SELECT on plan_activation to changke_app;

create table plan_dry_run (
  id uuid not null,
  version integer,
  text text not null,
  asked_at timestamp with time zone not null,
  asked_by uuid,
  customers_done integer not null default 0,
  customers_total integer not null default 0,
  finished_at timestamp with time zone,
  result jsonb,
  failure jsonb,
  constraint plan_dry_run_check CHECK (((finished_at IS NOT NULL) = ((result IS NOT NULL) OR (failure IS NOT NULL)))),
  constraint plan_dry_run_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES member(id),
  constraint plan_dry_run_version_fkey FOREIGN KEY (version) REFERENCES plan_version(version),
  constraint plan_dry_run_pkey PRIMARY KEY (id)
);
CREATE INDEX plan_dry_run_asked_at ON public.plan_dry_run USING btree (asked_at);
CREATE INDEX plan_dry_run_asked_by ON public.plan_dry_run USING btree (asked_by);
CREATE INDEX plan_dry_run_version ON public.plan_dry_run USING btree (version);
grant DELETE, INSERT, SELECT, UPDATE on plan_dry_run to changke_app;

create table plan_request (
  id uuid not null,
  version integer not null,
  over_version integer,
  is_rollback boolean not null default false,
  reason text not null,
  activate_at timestamp with time zone,
  asked_at timestamp with time zone not null,
  asked_by uuid,
  constraint plan_request_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES member(id),
  constraint plan_request_over_version_fkey FOREIGN KEY (over_version) REFERENCES plan_version(version),
  constraint plan_request_version_fkey FOREIGN KEY (version) REFERENCES plan_version(version),
  constraint plan_request_pkey PRIMARY KEY (id)
);
CREATE INDEX plan_request_asked_at ON public.plan_request USING btree (asked_at DESC);
CREATE INDEX plan_request_asked_by ON public.plan_request USING btree (asked_by);
CREATE INDEX plan_request_over_version ON public.plan_request USING btree (over_version);
CREATE INDEX plan_request_version ON public.plan_request USING btree (version);
grant INSERT, SELECT on plan_request to changke_app;

create table plan_request_approval (
  request_id uuid not null,
  approved_at timestamp with time zone not null,
  approved_by uuid not null,
  note text not null default ''::text,
  constraint plan_request_approval_approved_by_fkey FOREIGN KEY (approved_by) REFERENCES member(id),
  constraint plan_request_approval_request_id_fkey FOREIGN KEY (request_id) REFERENCES plan_request(id),
  constraint plan_request_approval_pkey PRIMARY KEY (request_id)
);
CREATE INDEX plan_request_approval_approved_by ON public.plan_request_approval USING btree (approved_by);
grant INSERT, SELECT on plan_request_approval to changke_app;

create table plan_request_ending (
  request_id uuid not null,
  kind text not null,
  ended_at timestamp with time zone not null,
  ended_by uuid,
  reason text not null default ''::text,
  activation_id uuid,
  constraint plan_request_ending_check CHECK (((kind = 'activated'::text) = (activation_id IS NOT NULL))),
  constraint plan_request_ending_kind_check CHECK ((kind = ANY (ARRAY['activated'::text, 'refused'::text, 'withdrawn'::text, 'overtaken'::text, 'failed'::text]))),
  constraint plan_request_ending_activation_id_fkey FOREIGN KEY (activation_id) REFERENCES plan_activation(id),
  constraint plan_request_ending_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES member(id),
  constraint plan_request_ending_request_id_fkey FOREIGN KEY (request_id) REFERENCES plan_request(id),
  constraint plan_request_ending_pkey PRIMARY KEY (request_id),
  constraint plan_request_ending_activation_id_key UNIQUE (activation_id)
);
CREATE INDEX plan_request_ending_ended_by ON public.plan_request_ending USING btree (ended_by);
grant INSERT, SELECT on plan_request_ending to changke_app;

create table plan_version (
  version integer not null,
  name text not null,
  text text not null,
  checksum text not null,
  author_id uuid,
  reason text not null,
  created_at timestamp with time zone not null,
  based_on integer,
  constraint plan_version_author_id_fkey FOREIGN KEY (author_id) REFERENCES member(id),
  constraint plan_version_pkey PRIMARY KEY (version)
);
CREATE INDEX plan_version_author_id ON public.plan_version USING btree (author_id);
grant INSERT, SELECT on plan_version to changke_app;

create table product (
  id integer not null,
  code text not null,
  name text not null,
  category_id integer,
  spec text,
  unit text,
  created_at timestamp with time zone not null,
  constraint product_category_id_fkey FOREIGN KEY (category_id) REFERENCES category(id),
  constraint product_pkey PRIMARY KEY (id),
  constraint product_code_key UNIQUE (code)
);
CREATE INDEX product_category_id ON public.product USING btree (category_id);
grant DELETE, INSERT, SELECT, UPDATE on product to changke_app;

create table product_lot (
  product_id integer not null,
  batch text not null,
  first_seen_on date not null,
  constraint product_lot_product_id_fkey FOREIGN KEY (product_id) REFERENCES product(id),
  constraint product_lot_pkey PRIMARY KEY (product_id, batch)
);
grant DELETE, INSERT, SELECT, UPDATE on product_lot to changke_app;

create table project (
  customer_id bigint not null,
  id uuid not null,
  name text not null,
  stage text not null,
  starts_on date,
  next_need_on date,
  expected_amount bigint,
  expected_volume text,
  address text,
  main_contractor text,
  site_id uuid,
  fact_ids uuid[] not null default '{}'::uuid[],
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint project_expected_amount_check CHECK ((expected_amount >= 0)),
  constraint project_stage_check CHECK ((stage = ANY (ARRAY['lead'::text, 'bidding'::text, 'won'::text, 'building'::text, 'done'::text, 'stopped'::text]))),
  constraint project_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(customer_id),
  constraint project_customer_id_site_id_fkey FOREIGN KEY (customer_id, site_id) REFERENCES site(customer_id, id),
  constraint project_pkey PRIMARY KEY (customer_id, id),
  constraint project_name_key UNIQUE (customer_id, name)
);
CREATE INDEX project_site_id ON public.project USING btree (customer_id, site_id);
grant DELETE, INSERT, SELECT, UPDATE on project to changke_app;

create table promise (
  customer_id bigint not null,
  id uuid not null,
  external_id text,
  need_id uuid,
  text text not null,
  made_at timestamp with time zone not null,
  first_due_on date not null,
  due_on date not null,
  owner_id uuid,
  contact_id uuid,
  technical_check text not null,
  checked_at timestamp with time zone,
  checked_by uuid,
  check_reason text not null default ''::text,
  ending text,
  ended_at timestamp with time zone,
  ended_by uuid,
  ending_text text not null default ''::text,
  overdue_due_on date,
  overdue_fact_ids uuid[] not null default '{}'::uuid[],
  task_id uuid,
  fact_ids uuid[] not null default '{}'::uuid[],
  created_at timestamp with time zone not null,
  created_by uuid,
  constraint promise_ending_check CHECK ((ending = ANY (ARRAY['kept'::text, 'broken'::text]))),
  constraint promise_ending_whole CHECK (((ending IS NULL) = (ended_at IS NULL))),
  constraint promise_technical_check_check CHECK ((technical_check = ANY (ARRAY['none'::text, 'needed'::text, 'passed'::text, 'failed'::text]))),
  constraint promise_checked_by_fkey FOREIGN KEY (checked_by) REFERENCES member(id),
  constraint promise_created_by_fkey FOREIGN KEY (created_by) REFERENCES member(id),
  constraint promise_customer_id_contact_id_fkey FOREIGN KEY (customer_id, contact_id) REFERENCES contact(customer_id, id),
  constraint promise_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(customer_id),
  constraint promise_customer_id_need_id_fkey FOREIGN KEY (customer_id, need_id) REFERENCES need(customer_id, id),
  constraint promise_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES member(id),
  constraint promise_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES member(id),
  constraint promise_pkey PRIMARY KEY (customer_id, id)
);
CREATE INDEX promise_checked_by ON public.promise USING btree (checked_by);
CREATE INDEX promise_contact_id ON public.promise USING btree (customer_id, contact_id);
CREATE INDEX promise_created_by ON public.promise USING btree (created_by);
CREATE INDEX promise_ended_by ON public.promise USING btree (ended_by);
CREATE INDEX promise_external_id ON public.promise USING btree (customer_id, external_id);
CREATE INDEX promise_made_at ON public.promise USING btree (customer_id, made_at DESC);
CREATE INDEX promise_need_id ON public.promise USING btree (customer_id, need_id);
CREATE INDEX promise_open ON public.promise USING btree (due_on) WHERE (ending IS NULL);
CREATE INDEX promise_owner_id ON public.promise USING btree (owner_id);
grant DELETE, INSERT, SELECT, UPDATE on promise to changke_app;

create table receivable (
  customer_id bigint not null,
  id uuid not null,
  number text not null,
  kind text not null,
  invoiced_on date not null,
  due_given date,
  due_on date not null,
  agreed_due_on date not null,
  amount bigint not null,
  withheld bigint not null default 0,
  tax bigint,
  order_number text,
  project text,
  corrects_number text,
  disputed_since date,
  dispute_reason text,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint receivable_amount_check CHECK ((amount >= 0)),
  constraint receivable_kind_check CHECK ((kind = ANY (ARRAY['invoice'::text, 'credit_note'::text, 'retention_money'::text]))),
  constraint receivable_tax_check CHECK ((tax >= 0)),
  constraint receivable_withheld_check CHECK ((withheld >= 0)),
  constraint receivable_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(customer_id),
  constraint receivable_pkey PRIMARY KEY (customer_id, id),
  constraint receivable_number_key UNIQUE (customer_id, number)
);
CREATE INDEX receivable_invoiced_on ON public.receivable USING btree (customer_id, invoiced_on DESC);
grant DELETE, INSERT, SELECT, UPDATE on receivable to changke_app;

create table relation (
  customer_id bigint not null,
  id uuid not null,
  pair_id uuid not null,
  other_id bigint not null,
  kind text not null,
  side text not null,
  since date,
  until date,
  note text not null default ''::text,
  created_at timestamp with time zone not null,
  created_by uuid,
  constraint relation_kind_check CHECK ((kind = ANY (ARRAY['affiliate'::text, 'dealer_of'::text, 'referred_by'::text, 'household'::text]))),
  constraint relation_side_check CHECK ((side = ANY (ARRAY['from'::text, 'to'::text]))),
  constraint relation_created_by_fkey FOREIGN KEY (created_by) REFERENCES member(id),
  constraint relation_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(customer_id),
  constraint relation_pkey PRIMARY KEY (customer_id, id)
);
CREATE INDEX relation_created_by ON public.relation USING btree (created_by);
CREATE INDEX relation_other_id ON public.relation USING btree (other_id);
CREATE INDEX relation_pair_id ON public.relation USING btree (customer_id, pair_id);
grant DELETE, INSERT, SELECT, UPDATE on relation to changke_app;

create table season_span (
  id uuid not null,
  name text not null,
  from_on date not null,
  to_on date not null,
  weight double precision not null,
  regions text[] not null default '{}'::text[],
  recorded_at timestamp with time zone not null,
  recorded_by uuid,
  constraint season_span_check CHECK ((to_on >= from_on)),
  constraint season_span_weight_check CHECK (((weight >= (0)::double precision) AND (weight <= (1)::double precision))),
  constraint season_span_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES member(id),
  constraint season_span_pkey PRIMARY KEY (id)
);
CREATE INDEX season_span_recorded_by ON public.season_span USING btree (recorded_by);
grant INSERT, SELECT on season_span to changke_app;

create table season_span_withdrawal (
  span_id uuid not null,
  withdrawn_at timestamp with time zone not null,
  withdrawn_by uuid,
  constraint season_span_withdrawal_span_id_fkey FOREIGN KEY (span_id) REFERENCES season_span(id),
  constraint season_span_withdrawal_withdrawn_by_fkey FOREIGN KEY (withdrawn_by) REFERENCES member(id),
  constraint season_span_withdrawal_pkey PRIMARY KEY (span_id)
);
CREATE INDEX season_span_withdrawal_withdrawn_by ON public.season_span_withdrawal USING btree (withdrawn_by);
grant INSERT, SELECT on season_span_withdrawal to changke_app;

create table segment_change (
  customer_id bigint not null,
  segment_key text not null,
  day date not null,
  change smallint not null,
  constraint segment_change_change_check CHECK ((change = ANY (ARRAY['-1'::integer, 1]))),
  constraint segment_change_pkey PRIMARY KEY (customer_id, segment_key, day)
);
CREATE INDEX segment_change_segment_key ON public.segment_change USING btree (segment_key, day);
grant DELETE, INSERT, SELECT, UPDATE on segment_change to changke_app;

create table segment_day (
  segment_key text not null,
  day date not null,
  members integer not null,
  amount_year bigint not null,
  book_customers integer not null,
  book_amount_year bigint not null,
  worked_out boolean not null default false,
  computed_at timestamp with time zone not null,
  constraint segment_day_pkey PRIMARY KEY (segment_key, day)
);
grant DELETE, INSERT, SELECT, UPDATE on segment_day to changke_app;

create table segment_layout (
  id integer not null,
  plan_version integer not null,
  keys text[] not null,
  expressions text[] not null,
  since timestamp with time zone not null,
  constraint segment_layout_plan_version_fkey FOREIGN KEY (plan_version) REFERENCES plan_version(version),
  constraint segment_layout_pkey PRIMARY KEY (id)
);
CREATE INDEX segment_layout_plan_version ON public.segment_layout USING btree (plan_version);
grant INSERT, SELECT on segment_layout to changke_app;

create table segment_membership (
  customer_id bigint not null,
  layout integer not null,
  bits bit varying not null,
  constraint segment_membership_pkey PRIMARY KEY (customer_id)
);
grant DELETE, INSERT, SELECT, UPDATE on segment_membership to changke_app;

create table segment_strategy (
  segment_key text not null,
  id uuid not null,
  text text not null,
  author_id uuid,
  since timestamp with time zone not null,
  constraint segment_strategy_author_id_fkey FOREIGN KEY (author_id) REFERENCES member(id),
  constraint segment_strategy_pkey PRIMARY KEY (segment_key, id)
);
CREATE INDEX segment_strategy_author_id ON public.segment_strategy USING btree (author_id);
CREATE TRIGGER segment_strategy_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.segment_strategy FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant INSERT, SELECT on segment_strategy to changke_app;

create table segment_target (
  segment_key text not null,
  reason text not null,
  marked_by uuid,
  marked_at timestamp with time zone not null,
  constraint segment_target_marked_by_fkey FOREIGN KEY (marked_by) REFERENCES member(id),
  constraint segment_target_pkey PRIMARY KEY (segment_key)
);
CREATE INDEX segment_target_marked_by ON public.segment_target USING btree (marked_by);
grant DELETE, INSERT, SELECT, UPDATE on segment_target to changke_app;

create table shipment (
  customer_id bigint not null,
  id uuid not null,
  number text not null,
  shipped_at timestamp with time zone not null,
  amount bigint not null,
  fact_ids uuid[] not null default '{}'::uuid[],
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint shipment_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(customer_id),
  constraint shipment_pkey PRIMARY KEY (customer_id, id),
  constraint shipment_number_key UNIQUE (customer_id, number)
);
CREATE INDEX shipment_shipped_at ON public.shipment USING btree (customer_id, shipped_at DESC);
grant DELETE, INSERT, SELECT, UPDATE on shipment to changke_app;

create table shipment_line (
  customer_id bigint not null,
  shipment_id uuid not null,
  product_id integer not null,
  occurrence integer not null,
  order_number text,
  quantity numeric(18,4) not null,
  amount bigint not null,
  tax bigint,
  batch text,
  constraint shipment_line_customer_id_shipment_id_fkey FOREIGN KEY (customer_id, shipment_id) REFERENCES shipment(customer_id, id),
  constraint shipment_line_product_id_fkey FOREIGN KEY (product_id) REFERENCES product(id),
  constraint shipment_line_pkey PRIMARY KEY (customer_id, shipment_id, product_id, occurrence)
);
CREATE INDEX shipment_line_order_number ON public.shipment_line USING btree (customer_id, order_number, product_id) WHERE (order_number IS NOT NULL);
CREATE INDEX shipment_line_product_id ON public.shipment_line USING btree (product_id);
grant DELETE, INSERT, SELECT, UPDATE on shipment_line to changke_app;

create table site (
  customer_id bigint not null,
  id uuid not null,
  name text not null,
  address text,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint site_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(customer_id),
  constraint site_pkey PRIMARY KEY (customer_id, id),
  constraint site_name_key UNIQUE (customer_id, name)
);
grant DELETE, INSERT, SELECT, UPDATE on site to changke_app;

create table survey_answer (
  customer_id bigint not null,
  id uuid not null,
  external_id text,
  question text not null,
  scale text not null,
  given smallint not null,
  score smallint not null,
  comment text not null default ''::text,
  contact_id uuid,
  answered_at timestamp with time zone not null,
  fact_ids uuid[] not null default '{}'::uuid[],
  created_at timestamp with time zone not null,
  created_by uuid,
  constraint survey_answer_question_check CHECK ((question = ANY (ARRAY['nps'::text, 'csat'::text, 'ces'::text]))),
  constraint survey_answer_scale_check CHECK ((scale = ANY (ARRAY['0-10'::text, '1-5'::text, '1-7'::text, '0-100'::text]))),
  constraint survey_answer_created_by_fkey FOREIGN KEY (created_by) REFERENCES member(id),
  constraint survey_answer_customer_id_contact_id_fkey FOREIGN KEY (customer_id, contact_id) REFERENCES contact(customer_id, id),
  constraint survey_answer_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(customer_id),
  constraint survey_answer_pkey PRIMARY KEY (customer_id, id)
);
CREATE INDEX survey_answer_answered_at ON public.survey_answer USING btree (customer_id, answered_at DESC);
CREATE INDEX survey_answer_contact_id ON public.survey_answer USING btree (customer_id, contact_id);
CREATE INDEX survey_answer_created_by ON public.survey_answer USING btree (created_by);
CREATE INDEX survey_answer_external_id ON public.survey_answer USING btree (customer_id, external_id);
grant DELETE, INSERT, SELECT, UPDATE on survey_answer to changke_app;

create table tag (
  name text not null,
  code integer not null,
  created_at timestamp with time zone not null,
  constraint tag_pkey PRIMARY KEY (name),
  constraint tag_code_key UNIQUE (code)
);
grant DELETE, INSERT, SELECT, UPDATE on tag to changke_app;

create table task (
  customer_id bigint not null,
  id uuid not null,
  title text not null,
  why text not null default ''::text,
  minutes smallint not null default 15,
  owner_id uuid,
  due_at timestamp with time zone,
  created_at timestamp with time zone not null,
  created_by uuid,
  constraint task_created_by_fkey FOREIGN KEY (created_by) REFERENCES member(id),
  constraint task_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(customer_id),
  constraint task_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES member(id),
  constraint task_pkey PRIMARY KEY (customer_id, id)
);
CREATE INDEX task_created_by ON public.task USING btree (created_by);
CREATE INDEX task_owner_id ON public.task USING btree (owner_id, due_at);
grant DELETE, INSERT, SELECT, UPDATE on task to changke_app;

create table task_completion (
  customer_id bigint not null,
  task_id uuid not null,
  outcome text not null,
  completed_at timestamp with time zone not null,
  completed_by uuid,
  constraint task_completion_completed_by_fkey FOREIGN KEY (completed_by) REFERENCES member(id),
  constraint task_completion_customer_id_task_id_fkey FOREIGN KEY (customer_id, task_id) REFERENCES task(customer_id, id),
  constraint task_completion_pkey PRIMARY KEY (customer_id, task_id)
);
CREATE INDEX task_completion_completed_by ON public.task_completion USING btree (completed_by, completed_at DESC);
CREATE TRIGGER task_completion_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.task_completion FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant INSERT, SELECT on task_completion to changke_app;

create table team (
  id uuid not null,
  name text not null,
  created_at timestamp with time zone not null,
  constraint team_pkey PRIMARY KEY (id),
  constraint team_name_key UNIQUE (name)
);
grant DELETE, INSERT, SELECT, UPDATE on team to changke_app;

create table tier_override (
  customer_id bigint not null,
  id uuid not null,
  from_tier text,
  tier text not null,
  reason text not null,
  review_on date not null,
  made_at timestamp with time zone not null,
  made_by uuid,
  task_id uuid,
  ended_at timestamp with time zone,
  end_reason text not null default ''::text,
  ended_by uuid,
  constraint tier_override_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(customer_id),
  constraint tier_override_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES member(id),
  constraint tier_override_made_by_fkey FOREIGN KEY (made_by) REFERENCES member(id),
  constraint tier_override_pkey PRIMARY KEY (customer_id, id)
);
CREATE INDEX tier_override_ended_by ON public.tier_override USING btree (ended_by);
CREATE INDEX tier_override_made_by ON public.tier_override USING btree (made_by);
CREATE UNIQUE INDEX tier_override_one_open ON public.tier_override USING btree (customer_id) WHERE (ended_at IS NULL);
CREATE INDEX tier_override_review_on ON public.tier_override USING btree (review_on) WHERE (ended_at IS NULL);
grant DELETE, INSERT, SELECT, UPDATE on tier_override to changke_app;

create table tier_proposal (
  customer_id bigint not null,
  id uuid not null,
  from_tier text not null,
  to_tier text not null,
  direction text not null,
  said jsonb not null,
  measures jsonb not null default '{}'::jsonb,
  plan_version integer not null,
  since date not null,
  made_at timestamp with time zone not null,
  ripe_at timestamp with time zone,
  ended_at timestamp with time zone,
  outcome text,
  reason text not null default ''::text,
  ended_by uuid,
  constraint tier_proposal_direction_check CHECK ((direction = ANY (ARRAY['up'::text, 'down'::text]))),
  constraint tier_proposal_ending_whole CHECK (((ended_at IS NULL) = (outcome IS NULL))),
  constraint tier_proposal_outcome_check CHECK ((outcome = ANY (ARRAY['taken'::text, 'approved'::text, 'refused'::text, 'overridden'::text, 'withdrawn'::text]))),
  constraint tier_proposal_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(customer_id),
  constraint tier_proposal_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES member(id),
  constraint tier_proposal_plan_version_fkey FOREIGN KEY (plan_version) REFERENCES plan_version(version),
  constraint tier_proposal_pkey PRIMARY KEY (customer_id, id)
);
CREATE INDEX tier_proposal_ended_by ON public.tier_proposal USING btree (ended_by);
CREATE UNIQUE INDEX tier_proposal_one_open ON public.tier_proposal USING btree (customer_id) WHERE (ended_at IS NULL);
CREATE INDEX tier_proposal_plan_version ON public.tier_proposal USING btree (plan_version);
CREATE INDEX tier_proposal_ripe ON public.tier_proposal USING btree (ripe_at) WHERE (ended_at IS NULL);
grant DELETE, INSERT, SELECT, UPDATE on tier_proposal to changke_app;

create table timeline_cut (
  id smallint not null,
  known_at timestamp with time zone not null,
  constraint timeline_cut_id_check CHECK ((id = 1)),
  constraint timeline_cut_pkey PRIMARY KEY (id)
);
grant INSERT, SELECT, UPDATE on timeline_cut to changke_app;

create table visit (
  customer_id bigint not null,
  id uuid not null,
  interaction_id uuid,
  checked_in_by uuid,
  checked_in_at timestamp with time zone not null,
  claimed_at timestamp with time zone,
  occurred_at timestamp with time zone not null,
  latitude double precision,
  longitude double precision,
  accuracy_metres integer,
  site_id uuid,
  place text,
  purpose text,
  came_for text not null default ''::text,
  heard text not null default ''::text,
  promised text not null default ''::text,
  promise_due date,
  fact_ids uuid[] not null default '{}'::uuid[],
  updated_at timestamp with time zone not null,
  constraint visit_accuracy_metres_check CHECK ((accuracy_metres >= 0)),
  constraint visit_check CHECK (((latitude IS NULL) = (longitude IS NULL))),
  constraint visit_latitude_check CHECK (((latitude >= ('-90'::integer)::double precision) AND (latitude <= (90)::double precision))),
  constraint visit_longitude_check CHECK (((longitude >= ('-180'::integer)::double precision) AND (longitude <= (180)::double precision))),
  constraint visit_checked_in_by_fkey FOREIGN KEY (checked_in_by) REFERENCES member(id),
  constraint visit_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(customer_id),
  constraint visit_customer_id_interaction_id_fkey FOREIGN KEY (customer_id, interaction_id) REFERENCES interaction(customer_id, id),
  constraint visit_customer_id_site_id_fkey FOREIGN KEY (customer_id, site_id) REFERENCES site(customer_id, id),
  constraint visit_pkey PRIMARY KEY (customer_id, id)
);
CREATE INDEX visit_checked_in_by ON public.visit USING btree (checked_in_by);
CREATE INDEX visit_interaction_id ON public.visit USING btree (customer_id, interaction_id);
CREATE INDEX visit_occurred_at ON public.visit USING btree (customer_id, occurred_at DESC);
CREATE INDEX visit_site_id ON public.visit USING btree (customer_id, site_id);
grant INSERT, SELECT, UPDATE on visit to changke_app;

create table visit_contact (
  customer_id bigint not null,
  visit_id uuid not null,
  contact_id uuid not null,
  constraint visit_contact_customer_id_contact_id_fkey FOREIGN KEY (customer_id, contact_id) REFERENCES contact(customer_id, id),
  constraint visit_contact_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(customer_id),
  constraint visit_contact_customer_id_visit_id_fkey FOREIGN KEY (customer_id, visit_id) REFERENCES visit(customer_id, id),
  constraint visit_contact_pkey PRIMARY KEY (customer_id, visit_id, contact_id)
);
CREATE INDEX visit_contact_contact_id ON public.visit_contact USING btree (customer_id, contact_id);
grant DELETE, INSERT, SELECT on visit_contact to changke_app;

create table visit_photo (
  customer_id bigint not null,
  id uuid not null,
  visit_id uuid not null,
  kind text not null,
  width integer not null,
  height integer not null,
  bytes bytea not null,
  added_at timestamp with time zone not null,
  added_by uuid,
  constraint visit_photo_bytes_check CHECK ((octet_length(bytes) <= 400000)),
  constraint visit_photo_height_check CHECK ((height > 0)),
  constraint visit_photo_kind_check CHECK ((kind = ANY (ARRAY['jpeg'::text, 'png'::text, 'webp'::text]))),
  constraint visit_photo_width_check CHECK ((width > 0)),
  constraint visit_photo_added_by_fkey FOREIGN KEY (added_by) REFERENCES member(id),
  constraint visit_photo_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(customer_id),
  constraint visit_photo_customer_id_visit_id_fkey FOREIGN KEY (customer_id, visit_id) REFERENCES visit(customer_id, id),
  constraint visit_photo_pkey PRIMARY KEY (customer_id, id)
);
CREATE INDEX visit_photo_added_by ON public.visit_photo USING btree (added_by);
CREATE INDEX visit_photo_visit_id ON public.visit_photo USING btree (customer_id, visit_id);
grant INSERT, SELECT on visit_photo to changke_app;

create table visit_visitor (
  customer_id bigint not null,
  visit_id uuid not null,
  member_id uuid not null,
  constraint visit_visitor_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(customer_id),
  constraint visit_visitor_customer_id_visit_id_fkey FOREIGN KEY (customer_id, visit_id) REFERENCES visit(customer_id, id),
  constraint visit_visitor_member_id_fkey FOREIGN KEY (member_id) REFERENCES member(id),
  constraint visit_visitor_pkey PRIMARY KEY (customer_id, visit_id, member_id)
);
CREATE INDEX visit_visitor_member_id ON public.visit_visitor USING btree (member_id);
grant DELETE, INSERT, SELECT on visit_visitor to changke_app;

create table warning_case (
  customer_id bigint not null,
  id uuid not null,
  level smallint not null,
  risk text not null,
  owner_id uuid,
  stock boolean not null default false,
  opened_at timestamp with time zone not null,
  due_at timestamp with time zone,
  ended_at timestamp with time zone,
  due_from timestamp with time zone,
  due_count smallint,
  due_unit text,
  due_provisional boolean not null default false,
  constraint warning_case_due_unit_check CHECK ((due_unit = ANY (ARRAY['elapsed_hours'::text, 'working_hours'::text, 'working_days'::text]))),
  constraint warning_case_level_check CHECK (((level >= 1) AND (level <= 3))),
  constraint warning_case_risk_check CHECK ((risk = ANY (ARRAY['need'::text, 'relation'::text, 'external'::text]))),
  constraint warning_case_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(customer_id),
  constraint warning_case_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES member(id),
  constraint warning_case_pkey PRIMARY KEY (customer_id, id)
);
CREATE INDEX warning_case_level ON public.warning_case USING btree (level, customer_id) WHERE (ended_at IS NULL);
CREATE INDEX warning_case_open ON public.warning_case USING btree (level, opened_at) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX warning_case_open_once ON public.warning_case USING btree (customer_id) INCLUDE (level) WHERE (ended_at IS NULL);
CREATE INDEX warning_case_owner_id ON public.warning_case USING btree (owner_id, due_at);
grant DELETE, INSERT, SELECT, UPDATE on warning_case to changke_app;

create table warning_contact (
  customer_id bigint not null,
  id uuid not null,
  case_id uuid not null,
  interaction_id uuid not null,
  reason text not null,
  contacted_at timestamp with time zone not null,
  contacted_by uuid,
  constraint warning_contact_contacted_by_fkey FOREIGN KEY (contacted_by) REFERENCES member(id),
  constraint warning_contact_customer_id_case_id_fkey FOREIGN KEY (customer_id, case_id) REFERENCES warning_case(customer_id, id),
  constraint warning_contact_customer_id_interaction_id_fkey FOREIGN KEY (customer_id, interaction_id) REFERENCES interaction(customer_id, id),
  constraint warning_contact_pkey PRIMARY KEY (customer_id, id)
);
CREATE INDEX warning_contact_case_id ON public.warning_contact USING btree (customer_id, case_id);
CREATE INDEX warning_contact_contacted_by ON public.warning_contact USING btree (contacted_by);
CREATE INDEX warning_contact_interaction_id ON public.warning_contact USING btree (customer_id, interaction_id);
CREATE TRIGGER warning_contact_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.warning_contact FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant INSERT, SELECT on warning_contact to changke_app;

create table warning_ending (
  customer_id bigint not null,
  case_id uuid not null,
  outcome text not null,
  cause text not null,
  ended_at timestamp with time zone not null,
  ended_by uuid,
  constraint warning_ending_outcome_check CHECK ((outcome = ANY (ARRAY['recovered'::text, 'lost'::text, 'false_alarm'::text]))),
  constraint warning_ending_customer_id_case_id_fkey FOREIGN KEY (customer_id, case_id) REFERENCES warning_case(customer_id, id),
  constraint warning_ending_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES member(id),
  constraint warning_ending_pkey PRIMARY KEY (customer_id, case_id)
);
CREATE INDEX warning_ending_ended_by ON public.warning_ending USING btree (ended_by);
CREATE TRIGGER warning_ending_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.warning_ending FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant INSERT, SELECT on warning_ending to changke_app;

create table warning_signal (
  customer_id bigint not null,
  id uuid not null,
  case_id uuid not null,
  key text not null,
  level smallint not null,
  risk text not null,
  sentence jsonb not null default '{}'::jsonb,
  raised_at timestamp with time zone not null,
  raised_by uuid,
  cleared_at timestamp with time zone,
  constraint warning_signal_level_check CHECK (((level >= 1) AND (level <= 3))),
  constraint warning_signal_customer_id_case_id_fkey FOREIGN KEY (customer_id, case_id) REFERENCES warning_case(customer_id, id),
  constraint warning_signal_raised_by_fkey FOREIGN KEY (raised_by) REFERENCES member(id),
  constraint warning_signal_pkey PRIMARY KEY (customer_id, id)
);
CREATE INDEX warning_signal_case_id ON public.warning_signal USING btree (customer_id, case_id);
CREATE INDEX warning_signal_raised_by ON public.warning_signal USING btree (raised_by);
grant DELETE, INSERT, SELECT, UPDATE on warning_signal to changke_app;

create table working_day (
  day date not null,
  source text not null,
  works boolean not null,
  name text not null default ''::text,
  entered_at timestamp with time zone not null,
  entered_by uuid,
  constraint working_day_source_check CHECK ((source = ANY (ARRAY['announced'::text, 'company'::text]))),
  constraint working_day_entered_by_fkey FOREIGN KEY (entered_by) REFERENCES member(id),
  constraint working_day_pkey PRIMARY KEY (day, source)
);
CREATE INDEX working_day_entered_by ON public.working_day USING btree (entered_by);
grant DELETE, INSERT, SELECT, UPDATE on working_day to changke_app;

create table working_period (
  weekday smallint not null,
  from_minute smallint not null,
  to_minute smallint not null,
  constraint working_period_check CHECK (((to_minute > from_minute) AND (to_minute <= (from_minute + 1440)))),
  constraint working_period_from_minute_check CHECK (((from_minute >= 0) AND (from_minute <= 1439))),
  constraint working_period_weekday_check CHECK (((weekday >= 0) AND (weekday <= 7))),
  constraint working_period_pkey PRIMARY KEY (weekday, from_minute)
);
grant DELETE, INSERT, SELECT, UPDATE on working_period to changke_app;

create table working_year (
  year smallint not null,
  announced_at timestamp with time zone not null,
  announced_by uuid,
  constraint working_year_year_check CHECK (((year >= 1990) AND (year <= 2100))),
  constraint working_year_announced_by_fkey FOREIGN KEY (announced_by) REFERENCES member(id),
  constraint working_year_pkey PRIMARY KEY (year)
);
CREATE INDEX working_year_announced_by ON public.working_year USING btree (announced_by);
grant DELETE, INSERT, SELECT, UPDATE on working_year to changke_app;

create table auth.account (
  id uuid not null,
  user_id uuid not null,
  account_id text not null,
  provider_id text not null,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamp with time zone,
  refresh_token_expires_at timestamp with time zone,
  scope text,
  password text,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint account_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth."user"(id) ON DELETE CASCADE,
  constraint account_pkey PRIMARY KEY (id)
);
CREATE INDEX account_user_id ON auth.account USING btree (user_id);
grant DELETE, INSERT, SELECT, UPDATE on auth.account to changke_app;

create table auth.attempt (
  key text not null,
  id uuid not null,
  at timestamp with time zone not null,
  constraint attempt_pkey PRIMARY KEY (key, id)
);
CREATE INDEX attempt_at ON auth.attempt USING btree (at);
CREATE INDEX attempt_key_at ON auth.attempt USING btree (key, at);
grant DELETE, INSERT, SELECT, UPDATE on auth.attempt to changke_app;

create table auth.session (
  id uuid not null,
  user_id uuid not null,
  token text not null,
  expires_at timestamp with time zone not null,
  ip_address text,
  user_agent text,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint session_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth."user"(id) ON DELETE CASCADE,
  constraint session_pkey PRIMARY KEY (id),
  constraint session_token_key UNIQUE (token)
);
CREATE INDEX session_user_id ON auth.session USING btree (user_id);
grant DELETE, INSERT, SELECT, UPDATE on auth.session to changke_app;

create table auth.user (
  id uuid not null,
  name text not null,
  email text not null,
  email_verified boolean not null,
  image text,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint user_id_fkey FOREIGN KEY (id) REFERENCES member(id),
  constraint user_pkey PRIMARY KEY (id),
  constraint user_email_key UNIQUE (email)
);
grant DELETE, INSERT, SELECT, UPDATE on auth.user to changke_app;

create table auth.verification (
  id uuid not null,
  identifier text not null,
  value text not null,
  expires_at timestamp with time zone not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint verification_pkey PRIMARY KEY (id)
);
CREATE INDEX verification_identifier ON auth.verification USING btree (identifier);
grant DELETE, INSERT, SELECT, UPDATE on auth.verification to changke_app;
