import { z } from 'zod';
import { route } from '../../http/route.ts';
import { type Language, sentence } from '../../kernel/errors.ts';
import { askFolder, IMPORT_KINDS, listFolders, removeFolder, type ShownFolder, saveFolder } from './imports.ts';

const name = z.string().trim().min(1).max(100);
const nameParams = z.strictObject({ name });
const wanted = {
  kind: z.enum(IMPORT_KINDS),
  folder: z.string().trim().max(500),
  pattern: z.string().trim().min(1).max(100),
  mapName: z.string().max(200).nullable(),
  atMinute: z.int().min(0).max(1_439),
  daysMax: z.int().min(1).max(366),
};
const folderReply = z.object({
  name: z.string(),
  ...wanted,
  checkedAt: z.date().nullable(),
  lastFileAt: z.date().nullable(),
  isLate: z.boolean(),
  failure: z.string().nullable(),
  files: z
    .array(
      z.object({ path: z.string(), seenAt: z.date(), importId: z.uuid().nullable(), failure: z.string().nullable() }),
    )
    .readonly(),
});

function folderOf(folder: ShownFolder, language: Language): z.input<typeof folderReply> {
  const said = (failure: ShownFolder['failure']) => failure && sentence(failure.code, failure.params, language);
  const files = folder.files.map((file) => ({ ...file, failure: said(file.failure) }));
  return { ...folder, failure: said(folder.failure), files };
}

export const folderRoutes = [
  route({
    method: 'GET',
    path: '/api/import-folders',
    permission: 'imports.read',
    summary: 'The folders whose new files are brought in every night, and how they fare',
    reply: z.object({ items: z.array(folderReply).readonly() }),
    handle: async ({ db, act, request }) => {
      const folders = await listFolders(db, act.clock.now());
      return { items: folders.map((folder) => folderOf(folder, request.language)) };
    },
  }),
  route({
    method: 'PUT',
    path: '/api/import-folders/:name',
    permission: 'imports.run',
    summary: 'Keeps a folder to be brought in every night',
    params: nameParams,
    body: z.strictObject(wanted),
    handle: ({ db, act, params, body }) =>
      db.transaction().execute((trx) => saveFolder(trx, act, { ...body, name: params.name })),
  }),
  route({
    method: 'DELETE',
    path: '/api/import-folders/:name',
    permission: 'imports.run',
    summary: 'Takes a folder off the list; what it brought in stays',
    params: nameParams,
    handle: ({ db, act, params }) => db.transaction().execute((trx) => removeFolder(trx, act, params.name)),
  }),
  route({
    method: 'POST',
    path: '/api/import-folders/:name/runs',
    permission: 'imports.run',
    summary: 'Looks into a folder now, files that failed or were taken back before included',
    params: nameParams,
    handle: ({ db, act, params }) => db.transaction().execute((trx) => askFolder(trx, act, params.name)),
  }),
];
