import { z } from 'zod';
import { route } from '../../http/route.ts';
import { addGroup, changeGroup, listGroups } from './group-acts.ts';
import { projectStages } from './project.ts';
import { addProject, changeProject, listProjects } from './project-acts.ts';
import { listSites, saveSite } from './site-acts.ts';

const NAME_MAX = 100;
const TEXT_MAX = 200;

const name = z.string().trim().min(1).max(NAME_MAX);
const text = z.string().trim().min(1).max(TEXT_MAX);
const thing = z.strictObject({ publicId: z.uuid(), id: z.uuid() });

const projectFields = {
  stage: z.enum(projectStages).optional(),
  startsOn: z.iso.date().nullish(),
  nextNeedOn: z.iso.date().nullish(),
  expectedAmount: z.int().min(0).nullish(),
  expectedVolume: text.nullish(),
  address: text.nullish(),
  mainContractor: text.nullish(),
  siteId: z.uuid().nullish(),
};

const projectReply = z.object({
  id: z.uuid(),
  name: z.string(),
  stage: z.enum(projectStages),
  startsOn: z.iso.date().nullable(),
  nextNeedOn: z.iso.date().nullable(),
  expectedAmount: z.int().nullable(),
  expectedVolume: z.string().nullable(),
  address: z.string().nullable(),
  mainContractor: z.string().nullable(),
  site: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  updatedAt: z.date(),
});

const siteReply = z.object({ id: z.uuid(), name: z.string(), address: z.string().nullable() });
const groupReply = z.object({ id: z.uuid(), name: z.string(), parentId: z.uuid().nullable() });

export const projectRoutes = [
  route({
    method: 'GET',
    path: '/api/customers/:publicId/projects',
    permission: 'customers.read',
    customer: true,
    summary: 'The projects of the customer, those going on first, and its sites',
    reply: z.object({ items: z.array(projectReply), sites: z.array(siteReply) }),
    handle: async ({ customerId, db }) => ({
      items: await listProjects(db, customerId),
      sites: await listSites(db, customerId),
    }),
  }),
  route({
    method: 'POST',
    path: '/api/customers/:publicId/projects',
    permission: 'customers.write',
    customer: true,
    summary: 'Adds a project',
    body: z.strictObject({ name, ...projectFields }),
    reply: z.object({ id: z.uuid() }),
    handle: ({ customerId, body, act, db }) =>
      db.transaction().execute(async (trx) => ({ id: await addProject(trx, act, customerId, body) })),
  }),
  route({
    method: 'PATCH',
    path: '/api/customers/:publicId/projects/:id',
    permission: 'customers.write',
    customer: true,
    summary: 'Changes what is given of a project; null takes a value away',
    params: thing,
    body: z.strictObject({ name: name.optional(), ...projectFields }),
    handle: ({ customerId, params: { id }, body, act, db }) =>
      db.transaction().execute((trx) => changeProject(trx, act, { customerId, id }, body)),
  }),
  route({
    method: 'POST',
    path: '/api/customers/:publicId/sites',
    permission: 'customers.write',
    customer: true,
    summary: 'Adds a site where goods are received, or changes the address of the one that has the name',
    body: z.strictObject({ name, address: text.nullable().default(null) }),
    reply: z.object({ id: z.uuid() }),
    handle: ({ customerId, body, act, db }) =>
      db.transaction().execute(async (trx) => ({ id: await saveSite(trx, act, customerId, body) })),
  }),
  route({
    method: 'GET',
    path: '/api/groups',
    permission: 'customers.read',
    summary: 'The groups by name, with the group each lies in',
    reply: z.object({ items: z.array(groupReply) }),
    handle: async ({ db }) => ({ items: await listGroups(db) }),
  }),
  route({
    method: 'POST',
    path: '/api/groups',
    permission: 'customers.write',
    summary: 'Makes a group, in another one or on top',
    body: z.strictObject({ name, parentId: z.uuid().nullable().default(null) }),
    reply: z.object({ id: z.uuid() }),
    handle: ({ body, act, db }) => db.transaction().execute(async (trx) => ({ id: await addGroup(trx, act, body) })),
  }),
  route({
    method: 'PATCH',
    path: '/api/groups/:id',
    permission: 'customers.write',
    summary: 'Renames a group or puts it into another one',
    params: z.strictObject({ id: z.uuid() }),
    body: z.strictObject({ name: name.optional(), parentId: z.uuid().nullish() }),
    handle: ({ params, body, act, db }) => db.transaction().execute((trx) => changeGroup(trx, act, params.id, body)),
  }),
];
