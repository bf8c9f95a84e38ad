import './code.css';
import { closeCompletion, completionStatus } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { Compartment, EditorState } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/locale.tsx';
import { pageNonce } from '../../ui/nonce.ts';
import { type CompletingWords, completing } from './completing.ts';
import { replaceWith } from './replacing.ts';
import type { PlanNames } from './suggestions.ts';

interface ExpressionFieldProps {
  readonly id: string;
  /** Names the field for screen readers. */
  readonly label: string;
  readonly value: string;
  readonly names: PlanNames;
  readonly onChange: (value: string) => void;
  readonly onFocus?: () => void;
  readonly readOnly?: boolean;
  readonly invalid?: boolean;
}

/** One expression of the plan, with the words of its language offered while one writes. */
export function ExpressionField(props: ExpressionFieldProps) {
  const { id, label, value, readOnly = false, invalid = false } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const holder = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  // The editor lives longer than a rendering: what it calls is looked up when it calls.
  const latest = useRef<Latest>(props);
  const words = { names: props.names, say: format.say, example: t('plan.example') };
  latest.current = { ...props, words };
  const first = useRef({ value, label, id, readOnly });
  const lock = useRef(new Compartment());
  useEffect(() => {
    const parent = holder.current;
    if (parent === null) return;
    const editor = new EditorView({
      parent,
      state: EditorState.create({
        doc: first.current.value,
        extensions: [
          history(),
          keymap.of([...defaultKeymap, ...historyKeymap]),
          EditorView.lineWrapping,
          EditorView.cspNonce.of(pageNonce()),
          EditorView.contentAttributes.of({
            'aria-label': first.current.label,
            id: first.current.id,
            spellcheck: 'false',
          }),
          lock.current.of(EditorState.readOnly.of(first.current.readOnly)),
          completing(
            () => latest.current.words ?? NO_WORDS,
            (context) => context.state.sliceDoc(0, context.pos),
          ),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) latest.current.onChange(update.state.doc.toString().replaceAll('\n', ' '));
          }),
          EditorView.domEventHandlers({
            focus: () => latest.current.onFocus?.(),
            blur: (_event, at) => void (completionStatus(at.state) && closeCompletion(at)),
          }),
        ],
      }),
    });
    view.current = editor;
    return () => editor.destroy();
  }, []);
  useEffect(() => {
    if (view.current !== null) replaceWith(view.current, value);
  }, [value]);
  useEffect(() => {
    view.current?.dispatch({ effects: lock.current.reconfigure(EditorState.readOnly.of(readOnly)) });
  }, [readOnly]);
  return <div ref={holder} className={invalid ? 'code-box code-field code-wrong' : 'code-box code-field'} />;
}

type Latest = Pick<ExpressionFieldProps, 'onChange' | 'onFocus'> & { readonly words?: CompletingWords };

const NO_WORDS: CompletingWords = {
  names: { indicators: [], warnings: [], segments: [] },
  say: ({ zh }) => zh,
  example: '',
};
