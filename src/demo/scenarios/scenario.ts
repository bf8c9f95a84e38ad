import type { Database } from '../../database/connect.ts';
import { AppError } from '../../kernel/errors.ts';
import type { Finding, Play } from './finding.ts';
import { playS5 } from './ninety-days-dormant.ts';
import { playS7 } from './protected-from-downgrade.ts';
import { playS2 } from './range-shrinks.ts';
import { playS1 } from './silent-for-two-months.ts';
import { isStory, type Story, stories } from './stories.ts';

export interface ScenarioOptions {
  /** An empty, migrated database that the story may fill. */
  database: Database;
  /** The last step to play, from 1; all where it is not given. */
  to?: number;
}

export interface StepReport {
  step: number;
  expected: string;
  found: string;
  /** Null for a step that is not built. */
  ok: boolean | null;
}

export interface ScenarioReport {
  story: Story;
  steps: StepReport[];
  /** False where a built step found something else than expected. */
  ok: boolean;
}

const plays: Partial<Record<Story, Play>> = { S1: playS1, S2: playS2, S5: playS5, S7: playS7 };

/** Replays a story on a simulated clock through the real modules and compares each step with what is expected. */
export async function runScenario(word: string, { database, to }: ScenarioOptions): Promise<ScenarioReport> {
  const story = storyOf(word);
  const expectations = stories[story].slice(0, to ?? stories[story].length);
  const findings = (await plays[story]?.(database, expectations.length)) ?? new Map<number, Finding>();
  const steps = expectations.map((expected, index) => {
    const finding = findings.get(index + 1);
    return { step: index + 1, expected, found: finding?.found ?? 'not built', ok: finding?.ok ?? null };
  });
  return { story, steps, ok: steps.every((step) => step.ok !== false) };
}

function storyOf(word: string): Story {
  const story = word.toUpperCase();
  if (!isStory(story)) throw new AppError('scenario_unknown', { story: word, known: Object.keys(stories).join(' ') });
  return story;
}
