/** Completion in the editor: words of the plan's language with what they mean and an example. */
import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete';
import type { Extension } from '@codemirror/state';
import type { Said } from '../../ui/locale.tsx';
import { type PlanNames, type Suggestion, suggestionsAt } from './suggestions.ts';

/** The expression up to the cursor, or null where no expression is written. */
export type BeforeCursor = (context: CompletionContext) => string | null;

export interface CompletingWords {
  readonly names: PlanNames;
  readonly say: (said: Said) => string;
  /** The word before an example, `例：`. */
  readonly example: string;
}

/** Offers words while one types a letter or a quotation mark, and with Ctrl-Space. */
export function completing(words: () => CompletingWords, beforeCursor: BeforeCursor): Extension {
  const source = (context: CompletionContext): CompletionResult | null => {
    const before = beforeCursor(context);
    if (before === null) return null;
    const found = suggestionsAt(before, words().names);
    if (found === null || (found.replaces === 0 && !context.explicit && !before.endsWith("'"))) return null;
    return {
      from: context.pos - found.replaces,
      options: found.options.map((each) => completionOf(each, words())),
      validFor: /^\w*$/,
    };
  };
  return autocompletion({ override: [source], icons: false, maxRenderedOptions: 60 });
}

function completionOf(suggestion: Suggestion, words: CompletingWords): Completion {
  const means = words.say(suggestion.means);
  const isText = suggestion.apply.endsWith("'");
  return {
    label: suggestion.label,
    detail: isText && means !== suggestion.label ? means : suggestion.signature,
    // A quotation that is closed already is not closed twice.
    apply: (view, _completion, from, to) => {
      const isClosed = isText && view.state.sliceDoc(to, to + 1) === "'";
      const insert = suggestion.apply;
      const end = isClosed ? to + 1 : to;
      view.dispatch({ changes: { from, to: end, insert }, selection: { anchor: from + insert.length } });
    },
    ...(isText ? {} : { info: () => explanation(means, suggestion.example, words.example) }),
  };
}

function explanation(means: string, example: string | null, word: string): HTMLElement {
  const holder = document.createElement('div');
  const sentence = document.createElement('p');
  sentence.textContent = means;
  holder.append(sentence);
  if (example === null) return holder;
  const line = document.createElement('p');
  const code = document.createElement('code');
  code.textContent = example;
  line.append(word, code);
  holder.append(line);
  return holder;
}
