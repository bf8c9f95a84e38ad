/** Lines of the editor that are lit or changed. */
import { type Extension, RangeSetBuilder, StateEffect, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView } from '@codemirror/view';

export interface LineMarks {
  /** Counted from 1, the last one included. */
  readonly lit: { readonly first: number; readonly last: number } | null;
  readonly changed: readonly number[];
}

export const setLineMarks = StateEffect.define<LineMarks>();

const LIT = Decoration.line({ class: 'plan-line-lit' });
const CHANGED = Decoration.line({ class: 'plan-line-changed' });
const BOTH = Decoration.line({ class: 'plan-line-lit plan-line-changed' });

const marks = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(current, transaction) {
    const wanted = transaction.effects.find((effect) => effect.is(setLineMarks));
    if (wanted === undefined) return current.map(transaction.changes);
    const builder = new RangeSetBuilder<Decoration>();
    const changed = new Set(wanted.value.changed);
    for (let number = 1; number <= transaction.newDoc.lines; number++) {
      const mark = markOf(number, wanted.value.lit, changed.has(number));
      if (mark !== null) builder.add(transaction.newDoc.line(number).from, transaction.newDoc.line(number).from, mark);
    }
    return builder.finish();
  },
  provide: (field) => EditorView.decorations.from(field),
});

export const lineMarks: Extension = marks;

function markOf(number: number, lit: LineMarks['lit'], isChanged: boolean): Decoration | null {
  const isLit = lit !== null && number >= lit.first && number <= lit.last;
  if (isLit) return isChanged ? BOTH : LIT;
  return isChanged ? CHANGED : null;
}
