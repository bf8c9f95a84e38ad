import { z } from 'zod';
import { route } from '../../http/route.ts';
import { readCategoryTree } from './products.ts';

const childReply = z.object({ id: z.int(), name: z.string() });
const branchReply = z.object({ id: z.int(), name: z.string(), children: z.array(childReply) });

export const productRoutes = [
  route({
    method: 'GET',
    path: '/api/categories',
    permission: 'signed-in',
    summary: 'The two-level tree of product categories',
    reply: z.object({ items: z.array(branchReply) }),
    handle: async ({ db }) => ({ items: await readCategoryTree(db) }),
  }),
];
