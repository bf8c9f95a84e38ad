import type { Database } from '../src/database/connect.ts';

/** Letters with sounds of their own, of which the names of the book are made: no two names share a core or a sound. */
const LETTERS = [
  ...[
    '安ān',
    '宝bǎo',
    '昌chāng',
    '德dé',
    '恩ēn',
    '福fú',
    '贵guì',
    '华huá',
    '吉jí',
    '康kāng',
    '隆lóng',
    '美měi',
    '宁níng',
  ],
  ...['鹏péng', '强qiáng', '荣róng', '顺shùn', '泰tài', '万wàn', '祥xiáng', '远yuǎn', '正zhèng', '邦bāng', '诚chéng'],
  ...['达dá', '丰fēng', '光guāng', '海hǎi', '嘉jiā', '凯kǎi', '利lì', '茂mào', '南nán', '平píng', '庆qìng', '瑞ruì'],
  ...['盛shèng', '腾téng', '旺wàng', '兴xīng', '永yǒng', '中zhōng', '伯bó', '春chūn', '东dōng', '方fāng'],
  ...['恒héng', '江jiāng', '科kē', '明míng', '诺nuò', '普pǔ', '千qiān', '润rùn', '松sōng', '天tiān', '维wéi'],
  ...['新xīn', '业yè', '卓zhuó', '冰bīng', '川chuān', '鼎dǐng', '高gāo', '虹hóng', '京jīng', '坤kūn', '林lín'],
  ...['木mù', '农nóng', '磐pán', '泉quán', '仁rén', '森sēn'],
] as const;
const TRADES = ['建材', '五金', '涂料', '木业', '石材'] as const;
const CITIES = ['上海', '南京', '杭州', '苏州', '无锡', '合肥', '武汉', '长沙'] as const;
const TRADE_SOUNDS = ['jiancai', 'wujin', 'tuliao', 'muye', 'shicai'] as const;

export interface MergingBook {
  /** Our numbers of the customers that are one, per planted group. */
  readonly groups: readonly (readonly number[])[];
}

/** A book made by the database itself: names without doubt, and in them planted duplicates and look-alikes that are none. */
export async function makeMergingBook({ pool }: Database, customers: number): Promise<MergingBook> {
  const letters = LETTERS.map((each) => [...each][0] ?? '');
  const sounds = LETTERS.map((each) =>
    [...each]
      .slice(1)
      .join('')
      .normalize('NFD')
      .replace(/[^a-z]/g, ''),
  );
  await pool.query(`insert into plan_version (version, name, text, checksum, reason, created_at)
    values (1, 'benchmark', '', '', '', now())`);
  await pool.query(
    `insert into customer (customer_id, public_id, kind, name, short_name, city, tax_number, address, phone, pinyin,
       search_grams, created_at, updated_at)
     select nextval('customer_number'), gen_random_uuid(), 'company',
       city || core || trade || '有限公司', core || left(trade, 1), city,
       '9131' || lpad(n::text, 11, '0') || 'X', city || '市' || n || '弄' || (n % 97 + 1) || '号', '021' || (50000000 + n),
       lower(sound), array[left(core, 2), right(core, 2), trade], now() - interval '3 years', now() - interval '1 year'
     from generate_series(1, $1::int) as n
     cross join lateral (select n / 5 as letters, n % 5 + 1 as trade_no, n % 8 + 1 as city_no) part
     cross join lateral (select
       ($2::text[])[letters % $7::int + 1] || ($2::text[])[letters / $7::int % $7 + 1] || ($2::text[])[letters / ($7::int * $7::int) % $7 + 1] as core,
       ($3::text[])[letters % $7::int + 1] || '-' || ($3::text[])[letters / $7::int % $7 + 1] || '-' || ($3::text[])[letters / ($7::int * $7::int) % $7 + 1]
         || ($5::text[])[trade_no] || city_no as sound,
       ($4::text[])[trade_no] as trade, ($6::text[])[city_no] as city) as made`,
    [customers, letters, sounds, TRADES, TRADE_SOUNDS, CITIES, LETTERS.length],
  );
  await pool.query(`
    insert into customer_identity (key, scheme, customer_id, created_at)
    select 'K' || customer_id, 'external', customer_id, now() from customer
    union all select public_id::text, 'public', customer_id, now() from customer`);
  await fill(pool, 'select customer_id from customer', 1);
  const groups = await plant(pool, Math.max(8, Math.round(customers / 125)));
  await plantLookAlikes(pool, Math.round(customers / 250));
  await pool.query('analyze');
  return { groups };
}

/** What a customer has, so that a merge has something to move: contacts, orders with lines, facts, talks, a judgement. */
async function fill(pool: Database['pool'], chosen: string, orders: number): Promise<void> {
  await pool.query(
    "insert into product (id, code, name, created_at) values (1, 'P1', '板材', now()) on conflict do nothing",
  );
  await pool.query(`
    insert into contact (customer_id, id, person_id, name, phone, created_at)
    select customer_id, id, id, '联系人', '139' || lpad(customer_id::text, 8, '0'), now()
    from (select customer_id, gen_random_uuid() as id from (${chosen}) chosen) made`);
  await pool.query(`
    insert into customer_order (customer_id, id, number, kind, ordered_at, amount, created_at, updated_at)
    select customer_id, gen_random_uuid(), 'SO' || customer_id || '-' || n, 'order', now() - n * interval '20 days', 10000, now(), now()
    from (${chosen}) chosen cross join generate_series(1, ${orders}) n`);
  await pool.query(`
    insert into order_line (customer_id, order_id, product_id, occurrence, quantity, unit_price, amount)
    select customer_id, id, 1, n, 2, 2500, 5000 from customer_order cross join generate_series(1, 2) n
    where customer_id in (${chosen})`);
  await pool.query(`
    insert into fact (customer_id, id, kind, occurred_at, recorded_at, amount, category)
    select customer_id, gen_random_uuid(), case when n % 3 = 0 then 7 else 1 end, now() - n * interval '9 days', now(), 10000, 1
    from (${chosen}) chosen cross join generate_series(1, ${orders * 4}) n`);
  await pool.query(`
    insert into judgement (customer_id, as_of, known_at, judged_at, plan_version, score, colour, provisional, coverage, tier,
      indicator_values, indicator_points)
    select customer_id, current_date, now(), now(), 1, 700, 3, false, 80, 'ordinary', array[1, 2, 3, 4], array[50, 60, 70, 80]
    from (${chosen}) chosen`);
}

/**
 * Duplicates as books have them: another legal form or place of the brackets, a new name under the same tax number, a
 * slip of the pen with the same phone, another letter of the same sound, the short name at the same address.
 */
async function plant(pool: Database['pool'], count: number): Promise<number[][]> {
  const { rows } = await pool.query<{ original: number; copy: number }>(
    `with original as (
       select *, row_number() over (order by md5(customer_id::text)) as n from customer limit $1
     ), copied as (
       select nextval('customer_number') as copy, twin, original.* from original
       cross join lateral generate_series(1, case when n % 7 = 0 then 2 else 1 end) as twin
     ), made as (
       insert into customer (customer_id, public_id, kind, name, short_name, city, tax_number, address, phone, pinyin,
         search_grams, created_at, updated_at)
       select copy, gen_random_uuid(), 'company',
         case (n + twin) % 5
           when 0 then substr(name, 3, 5) || '（' || city || '）有限责任公司'
           when 1 then city || '全新品牌' || copy || '科技有限公司'
           when 2 then city || substr(name, 3, 1) || '误' || substr(name, 5)
           when 3 then city || substr(name, 3, 2) || '音' || substr(name, 6)
           else short_name end,
         null, case when (n + twin) % 5 = 4 then null else city end,
         case when (n + twin) % 5 = 1 then tax_number end,
         case when (n + twin) % 5 = 4 then address end,
         case when (n + twin) % 5 in (2, 4) then phone end,
         case when (n + twin) % 5 = 3 then pinyin else 'copy' || copy end,
         search_grams, now(), now()
       from copied
     ), known as (
       insert into customer_identity (key, scheme, customer_id, created_at)
       select 'C' || copy, 'external', copy, now() from copied
     )
     select customer_id as original, copy from copied order by n, twin`,
    [count],
  );
  const groups = Map.groupBy(rows, ({ original }) => Number(original));
  const copies = rows.map(({ copy }) => Number(copy));
  await fill(pool, `select unnest('{${copies.join(',')}}'::bigint[]) as customer_id`, 8);
  return [...groups].map(([original, twins]) => [original, ...twins.map(({ copy }) => Number(copy))]);
}

/** Branches of one group in another city, one name in two cities, and a bookkeeper's phone that forty share. */
async function plantLookAlikes(pool: Database['pool'], count: number): Promise<void> {
  await pool.query(
    `with original as (
       select *, row_number() over (order by md5('x' || customer_id)) as n from customer where tax_number is not null limit $1
     ), grouped as (
       insert into customer_group (id, name, created_at) select public_id, '集团' || n, now() from original where n % 2 = 0
     ), branch as (
       update customer set group_id = original.public_id from original
       where customer.customer_id = original.customer_id and n % 2 = 0
     )
     insert into customer (customer_id, public_id, kind, name, city, group_id, phone, pinyin, created_at, updated_at)
     select nextval('customer_number'), gen_random_uuid(), 'company', '成都' || substr(name, 3), '成都',
       case when n % 2 = 0 then public_id end, case when n % 2 = 0 then phone end, 'branch' || customer_id, now(), now()
     from original`,
    [count],
  );
  await pool.query(`update contact set phone = '13700000000' where customer_id % 1000 < 5`);
}
