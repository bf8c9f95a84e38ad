import { z } from 'zod';
import { route } from '../../http/route.ts';
import { AppError, type Language, sentence } from '../../kernel/errors.ts';
import { pageQuery } from '../../kernel/pages.ts';
import {
  addUpload,
  askUndo,
  beginUpload,
  checkMap,
  fieldsOf,
  findImport,
  IMPORT_KINDS,
  kindOf,
  listImports,
  listMaps,
  parseMap,
  previewUpload,
  problemFile,
  problemRows,
  removeMap,
  replyOf,
  saveMap,
  sortUpload,
  startUpload,
  undoConflicts,
} from './imports.ts';
import type { ImportEntry } from './queries.ts';

const PROBLEMS_SHOWN_MAX = 200;
const CONFLICTS_SHOWN_MAX = 200;

/** What we answer is not changed on the way, so our own arrays may be read-only. */
function list<Item extends z.ZodType>(item: Item) {
  return z.array(item).readonly();
}

const kind = z.enum(IMPORT_KINDS);
const idParams = z.strictObject({ id: z.uuid() });
const person = z.object({ id: z.uuid(), name: z.string() });
const changes = z.object({ created: z.int(), updated: z.int(), unchanged: z.int() });
const outcome = z.enum(['failed', 'skipped', 'notice']);
/** A map as the form sends it; imports itself checks it and names the mistake. */
const mapBody = z.record(z.string(), z.unknown());

const reason = z.object({
  code: z.string(),
  outcome,
  count: z.int(),
  firstFile: z.string(),
  firstLine: z.int(),
  firstColumn: z.string().nullable(),
  message: z.string(),
});
const diffField = z.object({ field: z.string(), before: z.string().nullable(), after: z.string().nullable() });
const diffRow = z.object({
  change: z.enum(['created', 'updated']),
  file: z.string(),
  line: z.int(),
  subject: list(z.string()),
  fields: list(diffField),
});
const result = changes.extend({
  rowsRead: z.int(),
  skipped: z.int(),
  failed: z.int(),
  reasons: list(reason),
  records: z.record(z.string(), changes),
  dataThrough: z.string().nullable(),
  encodings: z.record(z.string(), z.int()),
  diff: list(diffRow),
  seconds: z.number(),
});
const fileReply = z.object({
  name: z.string(),
  bytes: z.int().optional(),
  rows: z.int().optional(),
  encoding: z.string().optional(),
});
const entryReply = z.object({
  id: z.uuid(),
  kind,
  state: z.enum(['uploaded', 'running', 'finished', 'refused', 'undoing', 'undone']),
  dryRun: z.boolean(),
  files: list(fileReply),
  createdAt: z.date(),
  startedAt: z.date().nullable(),
  finishedAt: z.date().nullable(),
  by: person.nullable(),
  map: z.record(z.string(), z.unknown()),
  progress: z.object({ rowsRead: z.int(), chunksDone: z.int(), chunks: z.int() }).partial(),
  failure: z.object({ code: z.string(), message: z.string() }).nullable(),
  result: result.nullable(),
  undoneAt: z.date().nullable(),
  undone: z.object({ removed: z.int(), restored: z.int(), left: z.int(), customers: z.int() }).nullable(),
  undoable: z.boolean(),
});
const words = z.object({ zh: z.string(), en: z.string() });
const conflictReply = z.object({
  what: z.string(),
  reason: z.enum(['changed', 'gone', 'used']),
  customer: z.string().nullable(),
  publicId: z.uuid().nullable(),
  name: z.string(),
});
const rows = list(list(z.string()));
const previewReply = z.object({
  name: z.string(),
  encoding: z.string().nullable(),
  candidates: list(z.object({ encoding: z.string(), rows })),
  headings: list(z.string()),
  headerLine: z.int().nullable(),
  rows,
  columns: z.record(z.string(), z.string()),
  ready: z.object({ key: z.string(), program: z.string() }).nullable(),
  looksLike: kind.nullable(),
});
const fieldReply = z.object({
  key: z.string(),
  zh: z.string(),
  en: z.string(),
  required: z.boolean(),
  type: z.string(),
});
const problemReply = z.object({
  line: z.int(),
  file: z.int(),
  cells: list(z.string()),
  problems: list(z.object({ code: z.string(), column: z.string().nullable(), message: z.string() })),
});
const mapReply = z.object({
  name: z.string(),
  kind,
  text: z.string(),
  savedAt: z.date(),
  columns: z.record(z.string(), z.string()),
});

/** Which heading each field is read from. */
function headingsOfMap(text: string): Record<string, string> {
  return Object.fromEntries(Object.entries(parseMap(text).columns).map(([key, rule]) => [key, rule.column]));
}

function entryOf(entry: ImportEntry, language: Language): z.input<typeof entryReply> {
  const { failure } = entry;
  return {
    ...entry,
    map: Object(entry.map),
    failure: failure && { code: failure.code, message: sentence(failure.code, failure.params, language) },
    result: entry.result && replyOf(entry.result, language, null),
  };
}

export const importRoutes = [
  route({
    method: 'GET',
    path: '/api/import-kinds',
    permission: 'imports.read',
    summary: 'The kinds of files, in the order in which people should import them',
    reply: z.object({ items: list(z.object({ kind, name: words, what: words, needsKnownCustomer: z.boolean() })) }),
    handle: () => ({
      items: IMPORT_KINDS.map((one) => {
        const { name, what, needsKnownCustomer } = kindOf(one);
        return { kind: one, name, what, needsKnownCustomer };
      }),
    }),
  }),
  route({
    method: 'GET',
    path: '/api/import-fields',
    permission: 'imports.read',
    summary: 'The columns that a kind of file may have',
    query: z.strictObject({ kind }),
    reply: z.object({ items: list(fieldReply) }),
    handle: ({ query }) => ({
      items: fieldsOf(query.kind).map((field) => ({ ...field, required: field.required ?? false })),
    }),
  }),
  route({
    method: 'GET',
    path: '/api/imports',
    permission: 'imports.read',
    summary: 'The history of imports, newest first',
    query: z.strictObject({ limit: z.coerce.number().int().optional(), offset: z.coerce.number().int().optional() }),
    reply: z.object({ items: list(entryReply), total: z.int() }),
    handle: async ({ db, query, request }) => {
      const { items, total } = await listImports(db, pageQuery(query));
      return { items: items.map((entry) => entryOf(entry, request.language)), total };
    },
  }),
  route({
    method: 'POST',
    path: '/api/imports',
    permission: 'imports.run',
    summary: 'Begins an import; its files are uploaded next',
    body: z.strictObject({ kind }),
    reply: z.object({ id: z.uuid() }),
    handle: async ({ db, act, body }) => ({
      id: await db.transaction().execute((trx) => beginUpload(trx, act, body.kind)),
    }),
  }),
  route({
    method: 'POST',
    path: '/api/imports/:id/files',
    permission: 'imports.run',
    summary: 'Uploads one file of an import',
    params: idParams,
    query: z.strictObject({ name: z.string().min(1).max(200) }),
    upload: true,
    reply: z.object({ bytes: z.int() }),
    handle: async ({ db, params, query, upload }) => ({ bytes: await addUpload(db, params.id, query.name, upload()) }),
  }),
  route({
    method: 'POST',
    path: '/api/imports/:id/sorting',
    permission: 'imports.run',
    summary:
      'Sorts the uploaded files by what they hold, an import for each kind, the one to do first before the others',
    params: idParams,
    reply: z.object({ items: list(z.object({ id: z.uuid(), kind })) }),
    handle: async ({ db, act, params }) => ({ items: await sortUpload(db, act, params.id) }),
  }),
  route({
    method: 'POST',
    path: '/api/imports/:id/previews',
    permission: 'imports.run',
    summary: 'The first rows of the uploaded files as a map would read them',
    params: idParams,
    body: z.strictObject({ map: mapBody }),
    reply: z.object({ files: list(previewReply) }),
    handle: async ({ db, params, body }) => {
      return { files: await previewUpload(db, params.id, checkMap(body.map)) };
    },
  }),
  route({
    method: 'POST',
    path: '/api/imports/:id/runs',
    permission: 'imports.run',
    summary: 'Starts the import, or a dry run of it, in the background',
    params: idParams,
    body: z.strictObject({ map: mapBody, dryRun: z.boolean(), dataThrough: z.iso.date().nullable() }),
    handle: async ({ db, act, params, body }) => {
      const start = { ...body, map: checkMap(body.map) };
      await db.transaction().execute((trx) => startUpload(trx, act, params.id, start));
    },
  }),
  route({
    method: 'GET',
    path: '/api/imports/:id',
    permission: 'imports.read',
    summary: 'One import: its progress, what it did and why rows were not used',
    params: idParams,
    reply: entryReply,
    handle: async ({ db, params, request }) => entryOf(await findImport(db, params.id), request.language),
  }),
  route({
    method: 'GET',
    path: '/api/imports/:id/problems',
    permission: 'imports.read',
    summary: 'The first rows that were not used, with their reasons',
    params: idParams,
    reply: z.object({ items: list(problemReply) }),
    handle: async ({ db, params, request }) => {
      const found = await problemRows(db, params.id, PROBLEMS_SHOWN_MAX, request.language);
      return { items: found };
    },
  }),
  route({
    method: 'GET',
    path: '/api/imports/:id/problem-file',
    permission: 'imports.read',
    summary: 'The rows that were not used as a CSV file to correct and load again',
    params: idParams,
    download: true,
    handle: async ({ db, params, request }) => {
      const content = await problemFile(db, params.id, request.language);
      if (content === null) throw new AppError('import_no_problems');
      return { fileName: `import-${params.id.slice(0, 8)}.csv`, contentType: 'text/csv; charset=utf-8', content };
    },
  }),
  route({
    method: 'POST',
    path: '/api/imports/:id/undoing',
    permission: 'imports.run',
    summary: 'Takes a finished import back, in the background',
    params: idParams,
    handle: async ({ db, act, params }) => {
      await db.transaction().execute((trx) => askUndo(trx, act, params.id));
    },
  }),
  route({
    method: 'GET',
    path: '/api/imports/:id/conflicts',
    permission: 'imports.read',
    summary: 'What stayed as it was when the import was taken back, as something later built on it',
    params: idParams,
    reply: z.object({ items: list(conflictReply), total: z.int() }),
    handle: ({ db, params }) => undoConflicts(db, params.id, CONFLICTS_SHOWN_MAX),
  }),
  route({
    method: 'GET',
    path: '/api/import-maps',
    permission: 'imports.read',
    summary: 'The maps that were kept by name',
    reply: z.object({ items: list(mapReply) }),
    handle: async ({ db }) => ({
      items: (await listMaps(db)).map((map) => ({ ...map, columns: headingsOfMap(map.text) })),
    }),
  }),
  route({
    method: 'PUT',
    path: '/api/import-maps/:name',
    permission: 'imports.run',
    summary: 'Keeps a map under a name',
    params: z.strictObject({ name: z.string().min(1).max(200) }),
    body: z.strictObject({ text: z.string().max(100_000) }),
    handle: async ({ db, act, params, body }) => {
      await db.transaction().execute((trx) => saveMap(trx, act, params.name, body.text));
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/import-maps/:name',
    permission: 'imports.run',
    summary: 'Forgets a map that was kept; imports that were read with it stay',
    params: z.strictObject({ name: z.string().min(1).max(200) }),
    handle: ({ db, act, params }) => db.transaction().execute((trx) => removeMap(trx, act, params.name)),
  }),
];
