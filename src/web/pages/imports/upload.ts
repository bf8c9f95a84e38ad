import type { ImportKind } from '../../../client/shapes.ts';
import { ask } from '../../server.ts';

export interface NamedFile {
  readonly name: string;
  readonly bytes: Blob;
}

/** Sends files whose headings say what they hold; answers the id of the import to do first, the others wait. */
export async function uploadAny(files: readonly NamedFile[], onDone: (done: number) => void): Promise<string> {
  const id = await uploadFiles('orders', files, onDone);
  const { items } = await ask('POST /api/imports/:id/sorting', { params: { id } });
  return items[0]?.id ?? id;
}

/** Begins an import and sends its files; answers its id. */
export async function uploadFiles(
  kind: ImportKind,
  files: readonly NamedFile[],
  onDone: (done: number) => void,
): Promise<string> {
  onDone(0);
  const { id } = await ask('POST /api/imports', { body: { kind } });
  for (const [index, { name, bytes }] of files.entries()) {
    await ask('POST /api/imports/:id/files', { params: { id }, query: { name }, body: bytes });
    onDone(index + 1);
  }
  return id;
}
