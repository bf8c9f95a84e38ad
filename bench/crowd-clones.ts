import pg from 'pg';

/** A table whose rows are cloned, and which columns differ in the clone with the number `c`. */
interface Cloned {
  readonly table: string;
  readonly changed?: Readonly<Record<string, string>>;
}

/** Who they are. Clones have names, phones and owners of their own; the ids of their rows follow from those of the pattern. */
const CUSTOMERS: readonly Cloned[] = [
  {
    table: 'customer',
    changed: {
      public_id: clonedId('public_id'),
      name: 'name || c',
      pinyin: "regexp_replace(pinyin, ' ', c || ' ')",
      phone: phoneOf(7919),
      owner_a: 'staff.ids[(customer_id * 31 + c * 17) % array_length(staff.ids, 1) + 1]',
    },
  },
  {
    table: 'customer_identity',
    changed: { key: `case scheme when 'public' then ${clonedId('key')}::text else key || '-' || c end` },
  },
  { table: 'contact', changed: { id: clonedId('id'), person_id: clonedId('person_id'), phone: phoneOf(6101) } },
  { table: 'customer_tag' },
  { table: 'judgement', changed: { amount_year: shaken('amount_year') } },
  { table: 'judgement_history', changed: { amount_year: shaken('amount_year') } },
  { table: 'warning_case', changed: { id: clonedId('id') } },
  { table: 'warning_signal', changed: { id: clonedId('id'), case_id: clonedId('case_id') } },
];

/** What happened with them. */
const STORY: readonly Cloned[] = [
  { table: 'fact', changed: { id: clonedId('id') } },
  { table: 'customer_order', changed: { id: clonedId('id'), fact_ids: `array[${clonedId('fact_ids[1]')}]` } },
];

/** Tags, groups, people and their phones, which a crowd made of orders alone lacks. */
const FURNISHING: readonly string[] = [
  `insert into tag (name, code, created_at)
   select name, 1000 + place, now() from unnest('{重点,样板,价格敏感}'::text[]) with ordinality as given (name, place)`,
  `insert into customer_tag (customer_id, tag, set_at)
   select customer_id, case when customer_id % 1000 = 0 then '样板' when customer_id % 20 = 0 then '重点' else '价格敏感' end, now()
   from customer where customer_id % 20 = 0 or customer_id % 3 = 0`,
  `insert into customer_group (id, name, created_at)
   select gen_random_uuid(), '集团' || n, now() from generate_series(1, 100) n`,
  `update customer set group_id = (array(select id from customer_group order by name))[customer_id % 100 + 1]
   where customer_id % 50 = 0`,
  `update customer set owner_b = (array(select id from member where team_id is not null order by id))[customer_id % 40 + 1]
   where customer_id % 7 = 0`,
  `update customer set phone = '13' || lpad((customer_id * 7919 % 1000000000)::text, 9, '0')`,
  `insert into contact (customer_id, id, person_id, name, role, phone, created_at)
   select customer_id, id, id, '联系人' || n, (array['decider', 'buyer'])[n], '13' || lpad((customer_id * n * 6101 % 1000000000)::text, 9, '0'), now()
   from (select customer_id, n, gen_random_uuid() as id from customer cross join generate_series(1, 2) n) made`,
];

function clonedId(column: string): string {
  return `overlay(overlay(md5(${column}::text || c) placing '8' from 13) placing '8' from 17)::uuid`;
}

function phoneOf(factor: number): string {
  return `'13' || lpad(((customer_id * ${factor} + c * 104729) % 1000000000)::text, 9, '0')`;
}

/** Up to a tenth more, so that few customers bought for the same amount. */
function shaken(column: string): string {
  return `${column} + ${column} * ((customer_id * 37 + c * 101) % 1000) / 10000`;
}

/**
 * Fills a judged book of `pattern` customers up to so many with clones of them: what a crowd of this size measures is the
 * pages, not the engine. Indexes are laid aside meanwhile. `url` leads to the database's administrator.
 */
export async function cloneCustomers(url: string, pattern: number, customers: number): Promise<void> {
  const clients = await Promise.all([administrator(url), administrator(url)]);
  const [first, second] = clients;
  try {
    for (const statement of FURNISHING) await first.query(statement);
    const times = Math.ceil(customers / pattern) - 1;
    await Promise.all([
      cloneTables(first, STORY, { pattern, times }),
      cloneTables(second, CUSTOMERS, { pattern, times }),
    ]);
    await first.query("select setval('customer_number', (select max(customer_id) from customer))");
    await first.query('vacuum (analyze)');
  } finally {
    for (const client of clients) await client.end();
  }
}

async function administrator(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  // References of clones are right as those of the pattern are; no index is worth keeping up row by row.
  await client.query(
    "set session_replication_role = replica; set maintenance_work_mem = '1GB'; set work_mem = '256MB'",
  );
  return client;
}

async function cloneTables(client: pg.Client, tables: readonly Cloned[], size: CloneSize): Promise<void> {
  for (const each of tables) await cloneRows(client, each, size);
}

/** So many customers are cloned so many times. */
interface CloneSize {
  readonly pattern: number;
  readonly times: number;
}

async function cloneRows(
  client: pg.Client,
  { table, changed = {} }: Cloned,
  { pattern, times }: CloneSize,
): Promise<void> {
  const { rows: indexes } = await client.query<{ name: string; text: string }>(
    `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as text from pg_index
     where indrelid = $1::regclass and not exists (select from pg_constraint where conindid = indexrelid)`,
    [table],
  );
  for (const { name } of indexes) await client.query(`drop index ${name}`);
  const { rows: columns } = await client.query<{ name: string }>(
    `select attname as name from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and not attisdropped order by attnum`,
    [table],
  );
  const names = columns.map(({ name }) => name);
  const values = names.map((name) =>
    name === 'customer_id' ? `customer_id + c * ${pattern}` : (changed[name] ?? name),
  );
  await client.query(`
    insert into ${table} (${names.join(', ')})
    select ${values.join(', ')} from generate_series(1, ${times}) c
    cross join (select array(select id from member where team_id is not null order by id) as ids) staff
    cross join (select * from ${table} where customer_id <= ${pattern}) pattern`);
  for (const { text } of indexes) await client.query(text);
}
