import type { CustomerScope } from '../team/team.ts';

/** An answer serves for so many times what it took to find: cheap ones are asked anew, dear ones cost one part in twenty. */
const FRESH_TIMES = 20;
/** Where the question takes longer than this, an answer past its time is given once more while a new one is looked for. */
const WORTH_WAITING_MS = 50;
const STALE_TIMES = 200;
const STALE_MS_MAX = 60_000;
const ANSWERS_MAX = 200;

interface Kept<Answer> {
  answer: Promise<Answer>;
  /** On the process's stopwatch, in ms. */
  freshUntil: number;
  staleUntil: number;
}

/**
 * Answers over the whole book, kept per database and question. In a small company they are as old as the blink of an
 * eye, with 100,000 customers a few seconds and never more than a minute; who asks while one is looked for waits for it.
 */
export class Remembered<Answer> {
  readonly #byOwner = new WeakMap<object, Map<string, Kept<Answer>>>();
  readonly #onlyDear: boolean;

  /** `onlyDear`: what is found within the blink of an eye is looked for each time. */
  constructor({ onlyDear = false }: { onlyDear?: boolean } = {}) {
    this.#onlyDear = onlyDear;
  }

  /** The answer kept for this question, or a new one. A question that fails is forgotten. */
  get(owner: object, question: string, ask: () => Promise<Answer>): Promise<Answer> {
    const answers = this.#answersOf(owner);
    const kept = answers.get(question);
    const now = performance.now();
    if (kept && now < kept.freshUntil) return kept.answer;
    if (kept && now < kept.staleUntil) {
      kept.freshUntil = Number.POSITIVE_INFINITY;
      this.#ask(answers, question, ask).catch(() => undefined);
      return kept.answer;
    }
    const fresh: Kept<Answer> = { answer: this.#ask(answers, question, ask), freshUntil: Infinity, staleUntil: 0 };
    keep(answers, question, fresh);
    return fresh.answer;
  }

  #answersOf(owner: object): Map<string, Kept<Answer>> {
    const answers = this.#byOwner.get(owner) ?? new Map<string, Kept<Answer>>();
    this.#byOwner.set(owner, answers);
    return answers;
  }

  async #ask(answers: Map<string, Kept<Answer>>, question: string, ask: () => Promise<Answer>): Promise<Answer> {
    const asked = performance.now();
    try {
      const answer = await ask();
      const now = performance.now();
      const took = now - asked;
      const freshMs = this.#onlyDear && took < WORTH_WAITING_MS ? 0 : took * FRESH_TIMES;
      const staleMs = took < WORTH_WAITING_MS ? 0 : Math.min(STALE_MS_MAX, took * STALE_TIMES);
      keep(answers, question, {
        answer: Promise.resolve(answer),
        freshUntil: now + freshMs,
        staleUntil: now + staleMs,
      });
      return answer;
    } catch (error) {
      answers.delete(question);
      throw error;
    }
  }
}

function keep<Answer>(answers: Map<string, Kept<Answer>>, question: string, kept: Kept<Answer>): void {
  answers.delete(question);
  answers.set(question, kept);
  const [oldest] = answers.keys();
  if (answers.size > ANSWERS_MAX && oldest !== undefined) answers.delete(oldest);
}

/** Who asks, without the moment: an answer kept for a blink serves the same people. */
export function reachOf(scope: CustomerScope): string {
  if (scope.kind === 'all') return 'all';
  return [...scope.memberIds, 'invited', scope.invited?.memberId ?? ''].join(' ');
}
