import type { Act } from '../../kernel/act.ts';
import { newId } from '../../kernel/ids.ts';

/** The watermark of a file that somebody carried away: its number stands on every row and in the log. */
export interface ExportSlip {
  readonly code: string;
  /** Who took it, when, why: the file's last line. */
  readonly note: string;
}

const CODE_LENGTH = 10;

/** A slip with a number nobody has had before. */
export function exportSlip(act: Act, name: string, reason: string): ExportSlip {
  const code = `CK-${newId(act.at).replaceAll('-', '').slice(-CODE_LENGTH).toUpperCase()}`;
  return { code, note: `${code} ${name} ${act.at.toISOString()} ${reason}` };
}
