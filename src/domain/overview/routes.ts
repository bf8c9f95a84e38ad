import { z } from 'zod';
import { route } from '../../http/route.ts';
import { PAGE_LIMIT_MAX, PAGE_OFFSET_MAX } from '../../kernel/pages.ts';
import { amountMonths } from './amount-queries.ts';
import { sectionsOf } from './brief-routes.ts';
import { exportCustomers } from './export-acts.ts';
import {
  cases,
  company,
  customerList,
  healthBoard,
  LIST_SORTS,
  profile,
  STORY_GROUPS,
  search,
  story,
  today,
} from './overview.ts';
import {
  amountsReply,
  boardReply,
  casesReply,
  colour,
  companyReply,
  listReply,
  profileReply,
  searchReply,
  storyReply,
  todayReply,
} from './replies.ts';

const QUERY_LENGTH_MAX = 100;
const page = {
  limit: z.coerce.number().int().min(1).max(PAGE_LIMIT_MAX).default(50),
  offset: z.coerce.number().int().min(0).max(PAGE_OFFSET_MAX).default(0),
};
const SORTS = LIST_SORTS.flatMap((sort) => [sort, `-${sort}`] as const);
const filters = {
  query: z.string().max(QUERY_LENGTH_MAX).optional(),
  tier: z.string().optional(),
  colour: colour.optional(),
  stage: z.string().optional(),
  segment: z.string().max(80).optional(),
  owner: z.union([z.uuid(), z.literal('none')]).optional(),
  region: z.string().optional(),
  tag: z.string().optional(),
  group: z.uuid().optional(),
  moved: z.enum(['worse', 'better']).optional(),
  movedSince: z.iso.date().optional(),
};
const level = z.coerce.number().int().min(1).max(3);

export const overviewRoutes = [
  route({
    method: 'GET',
    path: '/api/company',
    permission: 'signed-in',
    summary: 'What every page needs to know of the company: money, zone, plan, age of the data',
    reply: companyReply,
    handle: ({ db, act }) => company(db, act.clock),
  }),
  route({
    method: 'GET',
    path: '/api/health-board',
    permission: 'overview.read',
    summary: 'The health of the whole book, what moved and why, and who is at risk',
    query: z.strictObject({
      asOf: z.iso.date().optional(),
      compareWith: z.iso.date().optional(),
      tier: z.string().optional(),
    }),
    reply: boardReply,
    handle: ({ db, act, query, scope }) => healthBoard(db, act.clock, { ...query, scope }),
  }),
  route({
    method: 'GET',
    path: '/api/customers',
    permission: 'customers.read',
    summary: 'Customers with their health: filtered, sorted, in pages',
    query: z.strictObject({
      ...filters,
      ...page,
      warning: level.optional(),
      sort: z.enum(SORTS).default('-amountYear'),
    }),
    reply: listReply,
    handle: ({ db, query: { sort, limit, offset, ...rest }, scope }) =>
      customerList(db, { filters: rest, scope, sort, limit, offset }),
  }),
  route({
    method: 'POST',
    path: '/api/customer-exports',
    permission: 'customers.export',
    summary: 'The filtered customers as a file, with a reason that is kept',
    body: z.strictObject({
      filters: z.strictObject({ ...filters, warning: z.number().int().min(1).max(3).optional() }),
      sort: z.enum(SORTS).default('-amountYear'),
      reason: z.string().trim().min(2).max(200),
      format: z.enum(['csv', 'xlsx']).default('csv'),
    }),
    download: true,
    handle: ({ db, act, principal, body, scope }) => exportCustomers(db, act, { ...body, scope, name: principal.name }),
  }),
  route({
    method: 'GET',
    path: '/api/customers/:publicId/amounts',
    permission: 'orders.read',
    customer: true,
    summary: 'What the customer came to in each of the last 24 fiscal months, on the basis of the book',
    reply: amountsReply,
    handle: ({ db, act, customerId }) => amountMonths(db, act.clock, customerId),
  }),
  route({
    method: 'GET',
    path: '/api/search',
    permission: 'customers.read',
    summary: 'Customers somebody may mean by a few letters: name, pinyin, number',
    query: z.strictObject({ query: z.string().max(QUERY_LENGTH_MAX) }),
    reply: searchReply,
    handle: async ({ db, query, scope }) => ({ customers: await search(db, query.query, scope) }),
  }),
  route({
    method: 'GET',
    path: '/api/warnings',
    permission: 'warnings.read',
    summary: 'Warning cases by urgency',
    query: z.strictObject({
      ...page,
      state: z.enum(['open', 'contacted', 'ended', 'stock']).optional(),
      level: level.optional(),
      owner: z.uuid().optional(),
    }),
    reply: casesReply,
    handle: ({ db, query: { owner, level: wanted, ...rest }, scope }) =>
      cases(db, { ...rest, ownerId: owner, level: wanted as 1 | 2 | 3 | undefined, scope }),
  }),
  route({
    method: 'GET',
    path: '/api/today',
    permission: 'customers.read',
    summary: 'What I have to do: late, today, this week',
    reply: todayReply,
    handle: ({ db, act, principal, scope }) => today(db, act, principal.memberId, scope),
  }),
  route({
    method: 'GET',
    path: '/api/customers/:publicId/profile',
    permission: 'customers.read',
    customer: true,
    summary: "The head of a customer's page",
    reply: profileReply,
    handle: ({ db, act, customerId, principal: { role } }) => profile(db, act, customerId, sectionsOf(role)),
  }),
  route({
    method: 'GET',
    path: '/api/customers/:publicId/timeline',
    permission: 'customers.read',
    customer: true,
    summary: "A customer's story, newest first",
    query: z.strictObject({
      before: z.iso.datetime({ offset: true }).optional(),
      kinds: z.enum(STORY_GROUPS).optional(),
    }),
    reply: storyReply,
    handle: ({ db, act, customerId, query: { before, kinds }, principal: { role } }) => {
      const may = sectionsOf(role);
      return story(db, act, customerId, { kinds, may, ...(before === undefined ? {} : { before: new Date(before) }) });
    },
  }),
];
