import { Transaction } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';

/** Gives an editor another text by the smallest replacement, so that its cursor and its undo stay; its own text is no news. */
export function replaceWith(view: EditorView, wanted: string): void {
  const current = view.state.doc.toString();
  if (current === wanted || current.replaceAll('\n', ' ') === wanted) return;
  const change = differenceOf(current, wanted);
  view.dispatch({ changes: change, annotations: Transaction.userEvent.of('input.form') });
}

/** What to replace in `before` to have `after`: between the beginning and the end that both share. */
export function differenceOf(before: string, after: string): { from: number; to: number; insert: string } {
  const shortest = Math.min(before.length, after.length);
  let from = 0;
  while (from < shortest && before[from] === after[from]) from++;
  let end = 0;
  while (end < shortest - from && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  return { from, to: before.length - end, insert: after.slice(from, after.length - end) };
}
