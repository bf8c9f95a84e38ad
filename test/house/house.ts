// The whole house as one value: every text file by its path from the root. A rule is a pure function over it.
import fs from 'node:fs';
import path from 'node:path';
import { foldersAside } from './layout.ts';
import { parseSource, type Source } from './source.ts';

export interface House {
  /** Text by path from the root, with forward slashes. */
  files: ReadonlyMap<string, string>;
  /** The TypeScript and JavaScript among them, parsed. */
  sources: readonly Source[];
}

/** One place where a rule is broken; `what` ends with what to write instead. */
export interface Breach {
  file: string;
  line: number;
  what: string;
}

export interface Rule {
  name: string;
  find: (house: House) => Breach[];
}

const textFile =
  /(^|\/)(LICENSE|\.npmrc|\.gitignore|\.gitattributes|run)$|\.(tsx?|jsx?|mjs|cjs|css|html|md|json|ya?ml|sql|svg|txt)$/;
const sourceFile = /\.(tsx?|jsx?|mjs|cjs)$/;

export function readHouse(root: string): House {
  return houseOf(new Map(filesBelow(root, '').map((file) => [file, fs.readFileSync(path.join(root, file), 'utf8')])));
}

export function houseOf(files: ReadonlyMap<string, string>): House {
  const sources = [...files].filter(([file]) => sourceFile.test(file)).map(([file, text]) => parseSource(file, text));
  return { files, sources };
}

/** The same house with some files changed or added (text) or removed (null). */
export function withChanges(house: House, changes: Record<string, string | null>): House {
  const files = new Map(house.files);
  for (const [file, text] of Object.entries(changes)) {
    if (text === null) files.delete(file);
    else files.set(file, text);
  }
  return houseOf(files);
}

function filesBelow(root: string, folder: string): string[] {
  const entries = fs.readdirSync(path.join(root, folder), { withFileTypes: true });
  return entries.flatMap((entry) => {
    const name = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return isAside(entry.name) ? [] : filesBelow(root, name);
    return textFile.test(name) ? [name] : [];
  });
}

function isAside(folder: string): boolean {
  return foldersAside.includes(folder) || /^\.(install|build)-lock/.test(folder);
}
