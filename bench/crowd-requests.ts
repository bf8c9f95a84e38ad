import type { App } from '../src/app.ts';
import type { Database } from '../src/database/connect.ts';
import type { Account } from './crowd-company.ts';

/** One kind of page, with as many addresses as it is asked. */
export interface CrowdRequest {
  readonly name: string;
  readonly as: 'lead' | 'manager';
  readonly urls: readonly string[];
}

const TIMES = 30;

/** What people look at all day, and the searches that find few, many and nobody. */
export async function crowdRequests(database: Database): Promise<CrowdRequest[]> {
  const ids = await somePublicIds(database);
  const page = (part: string) => ids.map((id) => `/api/customers/${id}/${part}`);
  return [
    list('listByAmount', 'sort=-amountYear'),
    list('listByScore', 'sort=score'),
    list('listByName', 'sort=name'),
    list('listRed', 'colour=red&sort=-amountYear'),
    list('listTierRegion', `tier=ordinary&region=${encodeURIComponent('华东')}&sort=-amountYear`),
    list('listOrdinary', 'tier=ordinary&sort=-amountYear'),
    list('listMoved', 'moved=worse&sort=score'),
    list('listWarning', 'warning=1&sort=-amountYear'),
    list('listPage20', 'sort=-amountYear&offset=950'),
    { ...list('listOfTeam', 'sort=-amountYear'), as: 'manager' },
    searched('searchTwoCharacters', ['砺屿', '澜舟', '木业', '杭州', '涂料']),
    searched('searchPinyin', ['hangzhou', 'liyu', 'jiancai', 'hz', 'shangmao']),
    searched('searchEverybody', ['有限公司', '有限', '公司']),
    searched('searchNobody', ['龘龘', '没有这家', 'zzqx', 'K999999']),
    listSearched('listSearched', ['砺屿', '杭州', '有限公司', 'jiancai', '没有这家']),
    { name: 'board', as: 'lead', urls: times(['/api/health-board']) },
    { name: 'boardOfTier', as: 'lead', urls: times(['/api/health-board?tier=ordinary']) },
    { name: 'boardOfTeam', as: 'manager', urls: times(['/api/health-board']) },
    { name: 'warnings', as: 'lead', urls: times(['/api/warnings?limit=50']) },
    { name: 'today', as: 'manager', urls: times(['/api/today']) },
    { name: 'company', as: 'lead', urls: times(['/api/company']) },
    { name: 'profile', as: 'lead', urls: page('profile') },
    { name: 'timeline', as: 'lead', urls: page('timeline') },
    { name: 'receipt', as: 'lead', urls: page('receipt') },
  ];
}

function list(name: string, query: string): CrowdRequest {
  return { name, as: 'lead', urls: times([`/api/customers?limit=50&${query}`]) };
}

function searched(name: string, words: readonly string[]): CrowdRequest {
  return { name, as: 'lead', urls: times(words.map((word) => `/api/search?query=${encodeURIComponent(word)}`)) };
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
