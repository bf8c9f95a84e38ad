import { z } from 'zod';
import { route } from '../../http/route.ts';
import { sentence } from '../../kernel/errors.ts';
import { checkPasted, IMPORT_KINDS } from './imports.ts';

const ROWS_MAX = 2_000;
const COLUMNS_MAX = 60;
const CELL_MAX = 2_000;

const columns = z.array(z.string().nullable()).max(COLUMNS_MAX);

export const gridRoutes = [
  route({
    method: 'POST',
    path: '/api/import-checks',
    permission: 'imports.run',
    summary: 'Checks the cells of a pasted table as an import would read them; keeps nothing',
    body: z.strictObject({
      kind: z.enum(IMPORT_KINDS),
      rows: z.array(z.array(z.string().max(CELL_MAX)).max(COLUMNS_MAX)).max(ROWS_MAX),
      columns: columns.nullable(),
    }),
    reply: z.object({
      columns: columns.readonly(),
      hasHeadings: z.boolean(),
      problems: z.array(
        z.object({ row: z.int(), column: z.int().nullable(), isNotice: z.boolean(), message: z.string() }),
      ),
    }),
    handle: async ({ db, body, request }) => {
      const { problems, ...checked } = await checkPasted(db, body);
      const told = problems.map(({ code, params, ...place }) => ({
        ...place,
        message: sentence(code, params, request.language),
      }));
      return { ...checked, problems: told };
    },
  }),
];
