import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createImportWorld, type ImportWorld } from '../../../test/import-world.ts';
import { tellOverdue } from '../needs/needs.ts';
import { type ImportKind, undoImport } from './imports.ts';

let world: ImportWorld;
/** The facts of earlier tests. */
let told: string[] = [];
beforeAll(async () => {
  world = await createImportWorld();
});
afterAll(() => world.close());
beforeAll(async () => {
  await world.run(world.request('customers', '客户编号,客户名称,联系人\nC1,张三建材,王采购\nC2,李四工程,\n'));
  await world.run(world.request('products', '商品编号,商品名称,品类\nP1,瓷砖胶,胶\n'));
});
beforeEach(async () => {
  const { rows } = await sql<{ id: string }>`select id from fact`.execute(world.db);
  told = rows.map(({ id }) => id);
});

interface Case {
  readonly kind: ImportKind;
  readonly file: string;
  readonly rows: number;
  /** The facts that are told, as `kind category score amount`, sorted. */
  readonly facts: readonly string[];
}

const day = (text: string) => Date.parse(`${text}T00:00:00Z`) / 86_400_000;

const CASES: readonly Case[] = [
  {
    kind: 'needs',
    file: `客户编码,提出日期,需求内容,需求类型,分类,重要程度,优先级,马斯洛,来源,联系人,满足度,状态,处理结果,编号
C1,2026-03-01,想要小批量定制,隐性,产品,高,急,安全,拜访,王采购,40,未满足,没有小线,N1
C1,2026-03-02,送货能再快点,,交期,,,,电话,,,已满足,改为次日达,N2
C2,2026/3/3,价格透明些,显性,价格,低,不急,,,,,,,
`,
    rows: 3,
    facts: ['need_met 2 - -', 'need_recorded 1 3 -', 'need_recorded 2 2 -', 'need_recorded 3 1 -'],
  },
  {
    kind: 'needs',
    file: 'Customer ID,Said at,Need,Nature,Urgency,Due\nC1,2026-03-01,Smaller bags,product,high,2026-05-01\n',
    rows: 1,
    facts: ['need_recorded 1 3 -'],
  },
  {
    kind: 'promises',
    file: `客户编号,承诺日期,承诺内容,承诺完成日,技术确认,兑现情况,兑现日期,说明
C1,2026-03-01,三天内送样,2026-03-04,待确认,已兑现,2026-03-06,签收单
C1,2026-03-01,派人到现场,2026-03-10,,未兑现,2026-03-11,排不出人
C2,2026-03-05,月底出方案,2026-03-31,,,,
`,
    rows: 3,
    facts: [
      'promise_kept - 2 -',
      `promise_made - - ${day('2026-03-04')}`,
      `promise_made - - ${day('2026-03-10')}`,
      `promise_made - - ${day('2026-03-31')}`,
    ],
  },
  {
    kind: 'surveys',
    file: `客户编号,日期,题目,评分,分制,意见,联系人
C1,2026-03-01,推荐意愿,9,,,王采购
C1,2026-03-01,满意度,4,五分制,送货慢,王采购
C2,2026-03-02,满意度,85,百分制,,
C2,2026-03-02,费力度,6,,,
`,
    rows: 4,
    facts: ['survey_ces - 86 -', 'survey_csat - 80 -', 'survey_csat - 85 -', 'survey_nps - 9 -'],
  },
  {
    kind: 'enquiries',
    file: `客户编号,日期,咨询类型,竞品名称,强度,内容
C1,2026-03-01,竞品,同城板材,已报价,说便宜 8%
C1,2026-03-01,新产品,防霉胶,,
C2,2026-03-02,政策,绿色建材补贴,,
C2,2026-03-02,竞品,远方板材,,
`,
    rows: 4,
    facts: ['enquiry_competitor - 1 -', 'enquiry_competitor - 2 -', 'enquiry_policy - - -', 'enquiry_product - - -'],
  },
  {
    kind: 'mentions',
    file: '客户编号,发布时间,平台,标题\nC1,2026-03-01 10:00,行业论坛,用了半年的瓷砖胶\nC1,2026-03-01 10:00,微博,开箱\n',
    rows: 2,
    facts: ['mention - - -', 'mention - - -'],
  },
  {
    kind: 'visits',
    file: '客户编号,来访时间,地点,次数,来访事由\nC1,2026-03-01,小程序,5,\nC2,2026-03-02,展厅,,看样板\n',
    rows: 2,
    facts: ['portal_visit 1 - 5', 'portal_visit 3 - 1'],
  },
  {
    kind: 'stock',
    file: '客户编号,盘点日期,商品编码,品名,库存数量,单位\nC1,2026-03-01,P1,瓷砖胶,120.4,袋\nC1,2026-03-01,X9,别家的胶,30,袋\n',
    rows: 2,
    facts: ['customer_stock - - 30', 'customer_stock 胶 - 120'],
  },
];

async function facts(): Promise<string[]> {
  const { rows } = await sql<{ told: string }>`
    select concat_ws(' ', fact_kind.name, case when fact.kind = 52 then coalesce(category.name, '-')
        else coalesce(fact.category::text, '-') end, coalesce(score::text, '-'), coalesce(amount::text, '-')) as told
    from fact join fact_kind on code = fact.kind left join category on category.id = fact.category
    where voids is null and fact.id <> all(${told}::uuid[]) and fact.kind in (11, 12, 13, 14, 15, 20, 43, 44, 45, 46, 50, 51, 52)
      and not exists (select from fact voiding
        where voiding.customer_id = fact.customer_id and voiding.voids = fact.id)`.execute(world.db);
  return rows.map(({ told }) => told).sort();
}

describe.each(CASES)('a file of $kind', ({ kind, file, rows, facts: wanted }) => {
  it('is read by the headings people use, and the same again changes nothing', async () => {
    const first = await world.run(world.request(kind, file));
    expect(first).toMatchObject({ rowsRead: rows, created: rows, failed: 0, skipped: 0 });
    expect(await facts()).toEqual(wanted);
    const count = () => sql<{ count: number }>`select count(*) as count from fact`.execute(world.db);
    const before = (await count()).rows;
    const second = await world.run(world.request(kind, file));
    expect(second).toMatchObject({ created: 0, updated: 0, unchanged: rows, failed: 0 });
    expect((await count()).rows).toEqual(before);
  });
});

describe('rows that cannot be counted', () => {
  it('fail with a sentence, the others are used', async () => {
    const file = `客户编号,日期,题目,评分,分制
C1,2026-03-01,推荐意愿,4,五分制
C1,2026-03-01,满意度,6,五分制
C1,2026-03-01,满意度,5,五分制
`;
    const result = await world.run(world.request('surveys', file));
    expect(result).toMatchObject({ rowsRead: 3, created: 1, failed: 2 });
    const codes = result.reasons.map(({ code }) => code).sort();
    expect(codes).toEqual(['survey_answer_outside', 'survey_scale_unfit']);
    const needs = '客户编号,日期,需求,满足度\nC1,2026-03-01,便宜,140\nC9,2026-03-01,便宜,14\n';
    expect(await world.run(world.request('needs', needs))).toMatchObject({ created: 0, failed: 2 });
  });
});

describe('a later file', () => {
  it('says what became of a promise; what it leaves out stays, and a new date is not undone by the first', async () => {
    const head = '客户编号,承诺日期,承诺内容,承诺完成日,编号';
    await world.run(world.request('promises', `${head}\nC1,2026-03-01,送样,2026-03-04,P1\n`));
    const moved = await world.run(world.request('promises', `${head}\nC1,2026-03-01,送样,2026-03-09,P1\n`));
    expect(moved).toMatchObject({ updated: 1 });
    const first = await world.run(world.request('promises', `${head}\nC1,2026-03-01,送样,2026-03-04,P1\n`));
    expect(first).toMatchObject({ unchanged: 1 });
    await world.run(world.request('promises', `${head},兑现日期\nC1,2026-03-01,送样,2026-03-04,P1,2026-03-08\n`));
    expect(await facts()).toEqual(['promise_kept - 4 -', `promise_made - - ${day('2026-03-04')}`]);
  });
});

describe('taking an import back', () => {
  const head = '客户编号,承诺日期,承诺内容,承诺完成日,编号';
  const files: readonly (readonly [ImportKind, string, string])[] = [
    [
      'needs',
      '客户编号,日期,需求,编号\nC1,2026-04-01,要快,U1\n',
      '客户编号,日期,需求,编号,状态\nC1,2026-04-01,要更快,U1,已满足\n',
    ],
    [
      'promises',
      `${head}\nC1,2026-04-01,送样,2026-04-04,U2\n`,
      `${head},兑现日期\nC1,2026-04-01,送样,2026-04-09,U2,2026-04-08\n`,
    ],
    [
      'surveys',
      '客户编号,日期,题目,评分,编号\nC1,2026-04-01,推荐,9,U3\n',
      '客户编号,日期,题目,评分,编号\nC1,2026-04-01,推荐,3,U3\n',
    ],
    [
      'stock',
      '客户编号,日期,商品编码,数量,编号\nC1,2026-04-01,P1,5,U4\n',
      '客户编号,日期,商品编码,数量,编号\nC1,2026-04-01,P1,7,U4\n',
    ],
  ];

  async function rowsOf(table: string): Promise<unknown> {
    const { rows } = await sql<{ kept: unknown }>`
      select jsonb_agg(to_jsonb(t) - 'fact_ids' order by id) as kept from ${sql.table(table)} t`.execute(world.db);
    return rows[0]?.kept;
  }

  async function everything(): Promise<unknown> {
    const tables = ['need', 'promise', 'need_change', 'survey_answer', 'observation'];
    return [await facts(), ...(await Promise.all(tables.map(rowsOf)))];
  }

  it.each(files)('of %s leaves everything as it was, be it new or changed', async (kind, first, second) => {
    const empty = await everything();
    const made = await world.finish(world.request(kind, first));
    expect(await undoImport(world.db, world.act(), made.importId)).toMatchObject({ left: 0 });
    expect(await everything()).toEqual(empty);
    await world.finish(world.request(kind, first));
    const between = await everything();
    const changed = await world.finish(world.request(kind, second));
    expect(changed.result).toMatchObject({ updated: 1 });
    expect(await undoImport(world.db, world.act(), changed.importId)).toMatchObject({ left: 0 });
    expect(await everything()).toEqual(between);
  });
});

describe('an import of promises whose dates have passed since', () => {
  it('is taken back with what the clock made of them', async () => {
    const left = () =>
      sql<{ facts: number; tasks: number }>`
      select (select count(*)::integer from fact join fact_kind on code = kind
          where fact_kind.name = 'promise_overdue' and voids is null and not exists (
            select from fact voiding where voiding.customer_id = fact.customer_id and voiding.voids = fact.id)) as facts,
        (select count(*)::integer from task where not exists (
          select from task_completion done where done.customer_id = task.customer_id and done.task_id = task.id)) as tasks`.execute(
        world.db,
      );
    await tellOverdue(world.db, world.act());
    const [before = { facts: 0, tasks: 0 }] = (await left()).rows;
    const file = 'Customer ID,Promised at,Promise,Due\nC1,2026-03-01,A sample in time,2026-03-05\n';
    world.clock.advance({ minutes: 1 });
    const { importId, result } = await world.finish(world.request('promises', file));
    expect(result).toMatchObject({ created: 1 });
    world.clock.advance({ minutes: 1 });
    await tellOverdue(world.db, world.act());
    expect((await left()).rows).toEqual([{ facts: before.facts + 1, tasks: before.tasks + 1 }]);
    world.clock.advance({ minutes: 1 });
    expect(await undoImport(world.db, world.act(), importId)).toMatchObject({ left: 0 });
    expect((await left()).rows).toEqual([before]);
  });
});
