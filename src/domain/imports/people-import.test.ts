import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createImportWorld, type ImportWorld } from '../../../test/import-world.ts';
import { type ImportKind, undoImport } from './imports.ts';

let world: ImportWorld;
beforeAll(async () => {
  world = await createImportWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.wipe();
  await run('customers', '客户编号,客户名称\nC1,甲建材\nC2,乙装饰\nC3,丙地产\n');
});

async function run(kind: ImportKind, text: string) {
  world.clock.advance({ minutes: 1 });
  return world.run(world.request(kind, text));
}

/** The present facts of these kinds: customer, kind, day, and what else they say. */
async function told(...kinds: string[]): Promise<string[]> {
  const { rows } = await sql<{ said: string }>`
    select concat_ws(' ', key, fact_kind.name, (occurred_at at time zone 'Asia/Shanghai')::date, score, category,
      date '1970-01-01' + amount::integer) as said
    from fact join fact_kind on code = kind
    join customer_identity identity on identity.customer_id = fact.customer_id and scheme = 'external'
    where fact_kind.name = any(${kinds}::text[]) and voids is null and not exists (
      select from fact voiding where voiding.customer_id = fact.customer_id and voiding.voids = fact.id)
    order by 1`.execute(world.db);
  return rows.map(({ said }) => said);
}

async function table(name: 'contact' | 'project' | 'site' | 'relation', columns: string): Promise<unknown[]> {
  const { rows } = await world.database.pool.query(`select ${columns} from ${name} order by ${columns}`);
  return rows.map((row) => Object.values(row).join(' '));
}

describe('a file of contacts', () => {
  const first =
    '客户编号,姓名,职务,角色,手机,生日,入职日期,离职日期\nC1,周工,采购经理,采购,13900001111,1980-05-01,2024-03-01,\nC2,周工,顾问,影响,13900001111,,,\nC1,吴总,总经理,决策,,,,2026-10-01\n';

  it('brings persons with their posts, knows them at other customers, and changes nothing the second time', async () => {
    expect(await run('contacts', first)).toMatchObject({ created: 3, failed: 0 });
    expect(await run('contacts', first)).toMatchObject({ created: 0, updated: 0, unchanged: 3 });
    expect(await table('contact', 'name, post, role, phone, birthday::text, left_on::text')).toEqual([
      '吴总 总经理 decider   2026-10-01',
      '周工 采购经理 buyer 13900001111 1980-05-01 ',
      '周工 顾问 influencer 13900001111 1980-05-01 ',
    ]);
    const { rows } = await world.database.pool.query(`select count(distinct person_id) as persons from contact`);
    expect(rows).toEqual([{ persons: 2 }]);
    expect(await told('contact_joined', 'contact_left')).toEqual([
      'C1 contact_joined 2024-03-01 2',
      'C1 contact_left 2026-10-01 1',
    ]);
  });

  it('changes what it says, in every post of the person, and tells a departure once', async () => {
    await run('contacts', first);
    const changed = '客户编号,姓名,手机,离职日期\nC1,周工,13900002222,2026-11-01\n';
    expect(await run('contacts', changed)).toMatchObject({ updated: 1 });
    expect(await table('contact', 'name, phone, left_on::text')).toEqual([
      '吴总  2026-10-01',
      '周工 13900002222 2026-11-01',
      '周工 13900002222 ',
    ]);
    expect(await told('contact_left')).toEqual(['C1 contact_left 2026-10-01 1', 'C1 contact_left 2026-11-01 2']);
    const back = '客户编号,姓名,入职日期\nC1,周工,2026-11-20\n';
    expect(await run('contacts', back)).toMatchObject({ created: 1 });
    expect(await table('contact', 'name, from_on::text, left_on::text')).toContain('周工 2026-11-20 ');
  });
});

describe('files of projects, sites and relations', () => {
  it('bring projects with their sites and next needs', async () => {
    const text =
      '客户编号,工程名称,状态,下次用料,预计金额,收货点\nC1,高新区二期,施工中,2026-12-31,1200000,北门\nC1,旧楼,竣工,2026-12-01,,\n';
    expect(await run('projects', text)).toMatchObject({ created: 2, failed: 0 });
    expect(await run('projects', text)).toMatchObject({ unchanged: 2 });
    expect(await run('sites', '客户编号,收货点,地址\nC1,北门,科技路 1 号\n')).toMatchObject({ updated: 1 });
    expect(await table('project', 'name, stage, expected_amount')).toEqual([
      '旧楼 done ',
      '高新区二期 building 120000000',
    ]);
    expect(await told('next_need_stated', 'project_changed')).toEqual([
      'C1 next_need_stated 2026-11-23 2026-12-31',
      'C1 project_changed 2026-11-23 4',
      'C1 project_changed 2026-11-23 5',
    ]);
    await run('projects', '客户编号,工程名称,状态\nC1,高新区二期,停工\n');
    expect(await told('next_need_stated')).toEqual([]);
  });

  it('bring relations on both sides, once, and refuse those with strangers', async () => {
    const text =
      '客户编号,关系,对方客户编号,开始日期\nC1,经销商,C2,2024-01-01\nC2,关联公司,C3,\nC3,关联,C2,\nC1,经销,C9,\n';
    expect(await run('relations', text)).toMatchObject({
      created: 2,
      unchanged: 1,
      failed: 1,
      reasons: [{ code: 'customer_not_imported' }],
    });
    expect(await run('relations', text)).toMatchObject({ created: 0, updated: 0, failed: 1 });
    expect(await table('relation', 'kind, side')).toEqual([
      'affiliate from',
      'affiliate to',
      'dealer_of from',
      'dealer_of to',
    ]);
    expect(await told('relation_changed')).toHaveLength(4);
  });

  it('are taken back whole', async () => {
    await run('contacts', '客户编号,姓名,手机\nC1,周工,13900001111\n');
    const texts = {
      contacts: '客户编号,姓名,手机,离职日期\nC1,周工,13900002222,2026-11-01\nC2,新人,,\n',
      projects: '客户编号,工程名称,下次用料,收货点\nC1,一期,2026-12-31,南门\n',
      relations: '客户编号,关系,对方客户编号\nC1,转介绍,C3\n',
    };
    for (const [kind, text] of Object.entries(texts)) {
      const { importId } = await world.finish(world.request(kind as ImportKind, text));
      world.clock.advance({ minutes: 1 });
      await undoImport(world.db, world.act(), importId);
    }
    expect(await table('contact', 'name, phone, left_on::text')).toEqual(['周工 13900001111 ']);
    expect(await table('project', 'name')).toEqual([]);
    expect(await table('site', 'name')).toEqual([]);
    expect(await table('relation', 'kind')).toEqual([]);
    expect(await told('contact_left', 'next_need_stated', 'project_changed', 'relation_changed')).toEqual([]);
  });
});
