import type { Book, CustomerContext } from './book.ts';
import type { CustomerView } from './customer-view.ts';
import type { FactColumns } from './fact-columns.ts';
import type { InsightJudgement } from './judgement.ts';
import { type Found, measure, readInputs } from './measuring.ts';
import type { CapProgram, Condition, Program, Step } from './program.ts';

/** One customer's place in the columns, and what is known beside the facts. */
export interface Subject {
  readonly columns: FactColumns;
  readonly from: number;
  readonly to: number;
  readonly context: CustomerContext;
}

/** What a program finds of one customer, step by step; what later steps read is among the view's findings. */
export class Judging {
  readonly program: Program;
  readonly view: CustomerView;
  readonly found: Found[] = [];
  /** The tier proposed. */
  tier: string | null = null;
  isProtected = false;
  readonly tags: string[] = [];
  readonly insights: InsightJudgement[] = [];

  /** Loads the customer; nothing is found yet. */
  constructor(program: Program, book: Book, { columns, from, to, context }: Subject) {
    this.program = program;
    this.view = program.view;
    this.view.load(columns, from, to, book, context);
    const { findings } = this.view;
    for (const each of [findings.values, findings.points, findings.segments, findings.badges, findings.rfm]) {
      each.fill(Number.NaN);
    }
    findings.classes.fill(-1);
    findings.warnings.fill(0);
    findings.rfmClass = null;
    findings.stage = null;
    findings.score = Number.NaN;
    findings.colour = null;
    findings.standing = Number.NaN;
    findings.isNewCustomer = 0;
  }

  /** Every step but warnings and health, which remember. */
  run({ part, index }: Step): void {
    const { program, view } = this;
    const { findings } = view;
    switch (part) {
      case 'new_customer':
        findings.isNewCustomer = program.newCustomer === null ? 0 : program.newCustomer.when(view);
        return;
      case 'indicator':
        this.measure(index);
        return;
      case 'standing':
        findings.standing = program.standing === null ? Number.NaN : program.standing(view);
        return;
      case 'tier':
        this.tier = firstTrue(program.tiers, view);
        // A customer without a tier is treated as of the one proposed.
        view.tier ??= this.tier;
        return;
      case 'protect':
        this.isProtected = program.protect !== null && program.protect(view) === 1;
        return;
      default:
        this.classify(part, index);
    }
  }

  /** The ceilings on the score whose condition is true, lowest first. */
  caps(): { key: string; max: number }[] {
    const { program, view } = this;
    const own = program.indicators.flatMap((indicator, index) => {
      view.findings.value = view.findings.values[index];
      return truthOf(indicator.caps, view);
    });
    return [...own, ...truthOf(program.health.caps, view)].sort((left, right) => left.max - right.max);
  }

  private classify(part: Step['part'], index: number): void {
    const { program, view } = this;
    const { findings } = view;
    if (part === 'scheme') {
      findings.classes[index] = program.schemes[index].classes.findIndex(({ when }) => when(view) === 1);
    } else if (part === 'rfm') this.readRfm();
    else if (part === 'rfm_class') findings.rfmClass = this.rfmClass();
    else if (part === 'stage') findings.stage = firstTrue(program.stages, view);
    else if (part === 'segment') findings.segments[index] = program.segments[index].when(view);
    else if (part === 'badge') findings.badges[index] = program.badges[index].when(view);
    else if (part === 'tag') this.addTag(program.tags[index]);
    else if (part === 'insight') this.addInsight(index);
  }

  private measure(index: number): void {
    const { findings } = this.view;
    const found = measure(this.program.indicators[index], this.view);
    findings.values[index] = found.value;
    findings.points[index] = found.points;
    this.found[index] = found;
  }

  private readRfm(): void {
    const { rfm } = this.program;
    if (rfm === null) return;
    this.view.findings.rfm.set([rfm.recency(this.view), rfm.frequency(this.view), rfm.monetary(this.view)]);
  }

  /** Points of which one is unknown make no class. */
  private rfmClass(): string | null {
    const { rfm } = this.program;
    const isKnown = rfm !== null && !this.view.findings.rfm.some(Number.isNaN);
    return isKnown ? firstTrue(rfm.classes, this.view) : null;
  }

  private addTag({ key, when }: Condition): void {
    if (when(this.view) === 1) this.tags.push(key);
  }

  private addInsight(index: number): void {
    const { key, inputs, when } = this.program.insights[index];
    const evidence = readInputs(inputs, this.view);
    if (when(this.view) === 1) this.insights.push({ key, evidence });
  }
}

/** The key of the first condition that is true. */
function firstTrue(conditions: readonly Condition[], view: CustomerView): string | null {
  return conditions.find(({ when }) => when(view) === 1)?.key ?? null;
}

function truthOf(caps: readonly CapProgram[], view: CustomerView): { key: string; max: number }[] {
  return caps.filter((cap) => cap.when(view) === 1).map(({ key, max }) => ({ key, max }));
}
