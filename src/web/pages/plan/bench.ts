/** What the parts of the plan page share: the text being edited, its tree, what the check says of it, and how to edit it. */
import { createContext, useContext, useEffect, useMemo, useState } from 'react';
import { type Plan, type Problem, parsePlan } from '../../../plan/parse-plan.ts';
import type { PlanNames } from '../../expression/suggestions.ts';
import { applyChange, type TextChange } from './edit-text.ts';
import { type Path, PlanTree } from './plan-tree.ts';

/** The check waits until somebody pauses, so that typing never stutters. */
const CHECK_AFTER_MS = 200;

/** What the check says about a text. */
export interface Checked {
  readonly text: string;
  readonly plan: Plan | null;
  readonly problems: readonly Problem[];
}

export interface Bench {
  readonly text: string;
  /** Null where the text is no longer a plan at all: then only the text can be edited. */
  readonly tree: PlanTree | null;
  /** The text that edits are compared with: the version in force. */
  readonly base: PlanTree | null;
  readonly checked: Checked;
  readonly names: PlanNames;
  readonly readOnly: boolean;
  /** The path that is lit in the form and in the text. */
  readonly lit: Path | null;
  readonly light: (path: Path | null) => void;
  readonly setText: (text: string) => void;
}

export const BenchContext = createContext<Bench | null>(null);

export function useBench(): Bench {
  const bench = useContext(BenchContext);
  if (bench === null) throw new Error('a part of the plan page stands outside of it');
  return bench;
}

/** Edits the text by a change of its tree; what the tree cannot hold is left. */
export function useEdit(): (make: (tree: PlanTree) => TextChange | null) => void {
  const { tree, setText } = useBench();
  return (make) => {
    const change = tree === null ? null : make(tree);
    if (tree !== null && change !== null) setText(applyChange(tree.text, change));
  };
}

export function useTree(text: string): PlanTree | null {
  return useMemo(() => PlanTree.of(text), [text]);
}

/** The same check as the server's, in the browser. */
export function useChecked(text: string): Checked {
  const [checked, setChecked] = useState<Checked>(() => checkedOf(text));
  useEffect(() => {
    const timer = window.setTimeout(
      () => setChecked((last) => (last.text === text ? last : checkedOf(text))),
      CHECK_AFTER_MS,
    );
    return () => window.clearTimeout(timer);
  }, [text]);
  return checked;
}

function checkedOf(text: string): Checked {
  return { text, ...parsePlan(text) };
}

/** The keys that expressions may name, with what they are called. */
export function namesOf(tree: PlanTree | null): PlanNames {
  const named = (section: string) =>
    tree?.entries(section).map(({ key, path }) => ({ key, name: String(tree.value([...path, 'name']) ?? key) })) ?? [];
  return { indicators: named('indicators'), warnings: named('warnings'), segments: named('segments') };
}

/** The problems at a path or below it. */
export function problemsAt(problems: readonly Problem[], path: Path): Problem[] {
  const text = path.join('.');
  return problems.filter((problem) => problem.path === text || problem.path.startsWith(`${text}.`));
}
