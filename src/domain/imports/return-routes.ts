import { z } from 'zod';
import { route } from '../../http/route.ts';
import { type Language, sentence } from '../../kernel/errors.ts';
import { applyReturn, RETURN_FIELDS, readReturn, receiveList } from './imports.ts';
import type { ReturnCell } from './list-return.ts';

const CHOSEN_MAX = 5_000;
/** Cells that a page shows; all of them are applied. */
const SHOWN_MAX = 1_000;

const idParams = z.strictObject({ id: z.uuid() });
const field = z.enum(RETURN_FIELDS);
const cellReply = z.object({
  publicId: z.uuid(),
  name: z.string(),
  field,
  mine: z.string().nullable(),
  theirs: z.string().nullable(),
  isConflict: z.boolean(),
  problem: z.string().nullable(),
});

function cellOf({ problem, ...cell }: ReturnCell, language: Language): z.input<typeof cellReply> {
  return { ...cell, problem: problem && sentence(problem.code, problem.params, language) };
}

export const returnRoutes = [
  route({
    method: 'POST',
    path: '/api/list-returns',
    permission: 'customers.write',
    summary: 'Takes in an exported list that comes back from Excel; nothing is changed yet',
    query: z.strictObject({ name: z.string().min(1).max(200) }),
    upload: true,
    reply: z.object({ id: z.uuid() }),
    handle: async ({ db, act, query, upload }) => ({ id: await receiveList(db, act, query.name, upload()) }),
  }),
  route({
    method: 'GET',
    path: '/api/list-returns/:id',
    permission: 'customers.write',
    summary: 'What a list that came back would change, cell by cell, and where somebody else changed the same',
    params: idParams,
    reply: z.object({
      rows: z.int(),
      strangers: z.int(),
      ignored: z.array(z.string()).readonly(),
      changed: z.int(),
      conflicts: z.int(),
      problems: z.int(),
      cells: z.array(cellReply).readonly(),
    }),
    handle: async ({ db, act, params, scope, request }) => {
      const { cells, ...diff } = await readReturn(db, act, params.id, scope);
      const problems = cells.filter((cell) => cell.problem !== null).length;
      const conflicts = cells.filter((cell) => cell.isConflict && cell.problem === null).length;
      const shown = cells.slice(0, SHOWN_MAX).map((cell) => cellOf(cell, request.language));
      return { ...diff, changed: cells.length - conflicts - problems, conflicts, problems, cells: shown };
    },
  }),
  route({
    method: 'POST',
    path: '/api/list-returns/:id/application',
    permission: 'customers.write',
    summary: 'Changes just the cells that differ; of conflicts only those that are named',
    params: idParams,
    body: z.strictObject({ mine: z.array(z.strictObject({ publicId: z.uuid(), field })).max(CHOSEN_MAX) }),
    reply: z.object({ cells: z.int(), customers: z.int(), left: z.int() }),
    handle: ({ db, act, params, scope, body }) => applyReturn(db, act, params.id, scope, body.mine),
  }),
];
