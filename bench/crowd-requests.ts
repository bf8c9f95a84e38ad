import type { App } from '../src/app.ts';
import type { Database } from '../src/database/connect.ts';
import type { Account } from './crowd-company.ts';

/** One kind of page, with as many addresses as it is asked. */
export interface CrowdRequest {
  readonly name: string;
  readonly as: 'lead' | 'manager';
  readonly urls: readonly string[];
}

const TIMES = 20;
/** There are hundreds of lists: each is asked a few times. */
const LIST_TIMES = 8;

/** What people look at all day, and the searches that find few, many and nobody. */
export async function crowdRequests(database: Database): Promise<CrowdRequest[]> {
  const ids = await somePublicIds(database);
  const page = (part: string): CrowdRequest => ({
    name: `customer ${part}`,
    as: 'lead',
    urls: ids.map((id) => `/api/customers/${id}/${part}`),
  });
  const tails = await somePhoneTails(database);
  return [
    ...(await listRequests(database)),
    searched('searchTwoCharacters', ['砺屿', '澜舟', '木业', '杭州', '涂料']),
    searched('searchPinyin', ['hangzhou', 'liyu', 'jiancai', 'hz', 'shangmao']),
    searched('searchInitials', ['ly', 'lz', 'hzly', 'qdlz', 'my']),
    searched('searchPhoneTail', tails),
    searched('searchEverybody', ['有限公司', '有限', '公司']),
    searched('searchNobody', ['龘龘', '没有这家', 'zzqx', 'K999999']),
    searched('searchTwoCharacters', ['砺屿', '澜舟', '木业', '杭州', '涂料'], 'manager'),
    searched('searchPhoneTail', tails, 'manager'),
    listSearched('listSearched', ['砺屿', '杭州', '有限公司', 'jiancai', '没有这家']),
    asked('board', '/api/health-board'),
    asked('board tier', '/api/health-board?tier=ordinary'),
    asked('board', '/api/health-board', 'manager'),
    asked('warnings', '/api/warnings?limit=50'),
    asked('warnings', '/api/warnings?limit=50', 'manager'),
    asked('stock list', '/api/stock-list'),
    asked('first look', '/api/first-look'),
    asked('quality', '/api/quality'),
    asked('pool', '/api/pool'),
    asked('today', '/api/today', 'manager'),
    asked('company', '/api/company'),
    ...['profile', 'timeline', 'receipt', 'brief', 'contacts', 'needs', 'receivables', 'projects', 'relations'].map(
      page,
    ),
  ];
}

const SORTS = ['-amountYear', 'amountYear', '-score', 'score', '-lastOrderOn', 'lastOrderOn', '-name', 'name'];

/** Each filter of the page with common and rare values, and pairs of them, in each order. */
async function listRequests(database: Database): Promise<CrowdRequest[]> {
  const values = await filterValues(database);
  const single = Object.entries(values).flatMap(([filter, given]) => given.map((value) => ({ [filter]: value })));
  const [region, rareRegion] = values['region'] ?? [];
  const [owner] = values['owner'] ?? [];
  const [tier, ...otherTiers] = values['tier'] ?? [];
  const rareTier = otherTiers.at(-1);
  const pairs: Record<string, string | undefined>[] = [
    { tier, region },
    { tier: rareTier, region: rareRegion },
    { tier: rareTier, colour: 'red' },
    { tier: rareTier, moved: 'worse' },
    { colour: 'red', region },
    { colour: 'red', owner },
    { colour: 'yellow', warning: '2' },
    { stage: values['stage']?.at(-1), region: rareRegion },
    { warning: '3', region: rareRegion },
    { moved: 'better', owner },
    { moved: 'worse', warning: '1' },
    { owner, region: rareRegion },
    { query: '建材', colour: 'red' },
  ];
  return [{}, ...single, ...pairs].flatMap((filters) => {
    const given = Object.entries(filters).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
    const query = new URLSearchParams(given as [string, string][]).toString();
    return SORTS.flatMap((sort) => [
      list(given.flat().join(' '), query, sort, 'lead'),
      list(given.flat().join(' '), query, sort, 'manager'),
    ]);
  });
}

/** The values of each filter, the most common first. */
async function filterValues({ pool }: Database): Promise<Record<string, string[]>> {
  const { rows } = await pool.query<{ tier: string[]; stage: string[]; region: string[]; owner: string[] }>(`
    select (select array_agg(tier order by n desc) from (select tier, count(*) as n from judgement group by 1) each) as tier,
      (select array_agg(stage order by n desc) from (
        select stage, count(*) as n from judgement where stage is not null group by 1) each) as stage,
      (select array_agg(region order by n desc) from (
        select region, count(*) as n from customer where region is not null group by 1) each) as region,
      (select array_agg(owner_a::text order by n desc) from (
        select owner_a, count(*) as n from customer where owner_a is not null group by 1) each) as owner`);
  const [{ tier, stage, region, owner }] = rows;
  const ends = (all: string[]) => [...new Set([all[0], all.at(-1) ?? all[0]])];
  return {
    tier,
    colour: ['red', 'yellow', 'green', 'unknown'],
    stage,
    owner: [...ends(owner), 'none'],
    region: ends(region),
    warning: ['1', '2', '3'],
    moved: ['worse', 'better'],
  };
}

function list(name: string, query: string, sort: string, as: 'lead' | 'manager'): CrowdRequest {
  return {
    name: `list ${name} ${sort}`,
    as,
    urls: times([`/api/customers?limit=50&sort=${sort}&${query}`]).slice(0, LIST_TIMES),
  };
}

function asked(name: string, url: string, as: 'lead' | 'manager' = 'lead'): CrowdRequest {
  return { name, as, urls: times([url]) };
}

function searched(name: string, words: readonly string[], as: 'lead' | 'manager' = 'lead'): CrowdRequest {
  return { name, as, urls: times(words.map((word) => `/api/search?query=${encodeURIComponent(word)}`)) };
}

function listSearched(name: string, words: readonly string[]): CrowdRequest {
  const urls = words.map((word) => `/api/customers?limit=50&sort=-amountYear&query=${encodeURIComponent(word)}`);
  return { name, as: 'lead', urls: times(urls) };
}

function times(urls: readonly string[]): string[] {
  return Array.from({ length: TIMES }, (_, index) => urls[index % urls.length] ?? '');
}

async function somePublicIds({ pool }: Database): Promise<string[]> {
  const { rows } = await pool.query<{ public_id: string }>(
    'select public_id from customer order by md5(customer_id::text) desc limit $1',
    [TIMES],
  );
  return rows.map((row) => row.public_id);
}

async function somePhoneTails({ pool }: Database): Promise<string[]> {
  const { rows } = await pool.query<{ tail: string }>(
    'select right(phone, 4) as tail from customer where phone is not null order by md5(customer_id::text) limit $1',
    [TIMES],
  );
  return rows.map(({ tail }) => tail);
}

let addresses = 0;

/** Asks as somebody who has signed in; throws unless the reply is a good one. */
export async function signedIn(api: App['api'], account: Account): Promise<(url: string) => Promise<unknown>> {
  const payload = { email: account.email, password: account.password };
  const reply = await api.inject({ method: 'POST', url: '/api/session', payload, remoteAddress: nextAddress() });
  const cookie = reply.cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; ');
  return async (url) => {
    const { statusCode, body } = await api.inject({ url, headers: { cookie }, remoteAddress: nextAddress() });
    if (statusCode !== 200) throw new Error(`${url} answered ${statusCode}: ${body}`);
    return body;
  };
}

/** Floods are counted by address, and this one is nobody's. */
function nextAddress(): string {
  addresses++;
  return `10.9.${(addresses >> 8) & 255}.${addresses & 255}`;
}
