import '../../expression/code.css';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { syntaxHighlighting } from '@codemirror/language';
import { lintGutter, setDiagnostics } from '@codemirror/lint';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { Compartment, EditorState } from '@codemirror/state';
import { EditorView, keymap, lineNumbers } from '@codemirror/view';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../ui/locale.tsx';
import { pageNonce } from '../../../ui/nonce.ts';
import { type CompletingWords, completing } from '../../expression/completing.ts';
import { replaceWith } from '../../expression/replacing.ts';
import { useBench } from './bench.ts';
import { expressionBefore } from './expression-place.ts';
import { changedLines } from './line-changes.ts';
import { type LineMarks, lineMarks, setLineMarks } from './line-marks.ts';
import { mendOf, offsetOf } from './mends.ts';
import { planHighlighter, planLanguage } from './plan-language.ts';

/** An expression is seldom longer; what stands further up is not read. */
const LOOK_BACK = 4_000;

/** The plan's own text: what differs from the version in force is marked, problems stand at their line. */
export function CodeEditor() {
  const { t } = useTranslation();
  const { text, readOnly, setText } = useBench();
  const words = useWords();
  const holder = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const latest = useRef({ setText, words });
  latest.current = { setText, words };
  const first = useRef({ text, label: t('plan.text'), phrases: phrasesOf(t) });
  const lock = useRef(new Compartment());
  useEffect(() => {
    if (holder.current === null) return;
    const editor = new EditorView({
      parent: holder.current,
      state: EditorState.create({
        doc: first.current.text,
        extensions: [
          ...APPEARANCE,
          EditorState.phrases.of(first.current.phrases),
          EditorView.contentAttributes.of({ 'aria-label': first.current.label, spellcheck: 'false', tabindex: '0' }),
          lock.current.of([]),
          completing(
            () => latest.current.words,
            (context) => {
              return expressionBefore(context.state.sliceDoc(Math.max(0, context.pos - LOOK_BACK), context.pos));
            },
          ),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) latest.current.setText(update.state.doc.toString());
          }),
        ],
      }),
    });
    view.current = editor;
    return () => editor.destroy();
  }, []);
  useEffect(() => {
    if (view.current !== null) replaceWith(view.current, text);
  }, [text]);
  useEffect(() => {
    const locked = readOnly ? [EditorState.readOnly.of(true)] : [];
    view.current?.dispatch({ effects: lock.current.reconfigure(locked) });
  }, [readOnly]);
  useMarks(view);
  useProblems(view);
  return <div ref={holder} className="code-box plan-editor" />;
}

function useWords(): CompletingWords {
  const { t } = useTranslation();
  const format = useFormat();
  const { names } = useBench();
  return { names, say: format.say, example: t('plan.example') };
}

const APPEARANCE = [
  lineNumbers(),
  lintGutter(),
  history(),
  search({ top: true }),
  highlightSelectionMatches(),
  keymap.of([...defaultKeymap, ...historyKeymap, ...searchKeymap, indentWithTab]),
  EditorView.lineWrapping,
  EditorView.cspNonce.of(pageNonce()),
  planLanguage,
  syntaxHighlighting(planHighlighter),
  lineMarks,
];

/** Lights what is picked in the form, and marks what differs; the first lit line is scrolled to when another is picked. */
function useMarks(view: React.RefObject<EditorView | null>): void {
  const { text, tree, base, lit } = useBench();
  const path = lit?.join('.') ?? '';
  const shown = useRef('');
  useEffect(() => {
    const editor = view.current;
    if (editor === null || editor.state.doc.toString() !== text) return;
    const span = lit === null ? null : (tree?.span(lit) ?? null);
    const doc = editor.state.doc;
    const lines = span === null ? null : { first: doc.lineAt(span.from).number, last: doc.lineAt(span.to).number };
    const marks: LineMarks = { lit: lines, changed: base === null ? [] : changedLines(base.text, text) };
    const isPicked = span !== null && shown.current !== path && !editor.hasFocus;
    shown.current = path;
    const scroll = isPicked ? [EditorView.scrollIntoView(span.from, { y: 'start', yMargin: 60 })] : [];
    editor.dispatch({ effects: [setLineMarks.of(marks), ...scroll] });
  }, [view, text, tree, base, lit, path]);
}

/** Problems of the text that stands there now; those of an older one would point beside the mark. */
function useProblems(view: React.RefObject<EditorView | null>): void {
  const { t } = useTranslation();
  const format = useFormat();
  const { checked, base, readOnly, setText } = useBench();
  useEffect(() => {
    const editor = view.current;
    if (editor === null || editor.state.doc.toString() !== checked.text) return;
    const diagnostics = checked.problems.map((problem) => {
      const from = offsetOf(checked.text, problem);
      const mend = readOnly ? null : mendOf(checked.text, problem, base?.text ?? checked.text);
      const name = mend?.is === 'nearest' ? t('plan.mendTo', { word: mend.word }) : t('plan.mendWeights');
      return {
        from,
        to: Math.min(checked.text.length, from + problem.length),
        severity: 'error' as const,
        message: format.say(problem),
        actions: mend === null ? [] : [{ name, apply: () => setText(mend.text) }],
      };
    });
    editor.dispatch(setDiagnostics(editor.state, diagnostics));
  }, [view, checked, base, readOnly, setText, format, t]);
}

function phrasesOf(t: ReturnType<typeof useTranslation>['t']): Record<string, string> {
  return {
    Find: t('plan.search.find'),
    Replace: t('plan.search.with'),
    next: t('plan.search.next'),
    previous: t('plan.search.previous'),
    all: t('plan.search.all'),
    'match case': t('plan.search.case'),
    regexp: t('plan.search.pattern'),
    'by word': t('plan.search.word'),
    replace: t('plan.search.replace'),
    'replace all': t('plan.search.replaceAll'),
    close: t('plan.search.close'),
  };
}
