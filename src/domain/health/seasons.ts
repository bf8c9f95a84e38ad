import type { Plan } from '../../plan/plan.ts';
import { type SeasonSpan, Seasons } from '../../scoring/seasons.ts';

const made = new WeakMap<Plan, { readonly spans: string; readonly seasons: Seasons }>();

/** The plan's seasons with the spans of the company; made once for as long as neither changes. Null without spans. */
export function seasonsOf(plan: Plan, spans: readonly SeasonSpan[]): Seasons | null {
  if (spans.length === 0) return null;
  const text = JSON.stringify(spans);
  const known = made.get(plan);
  if (known?.spans === text) return known.seasons;
  const seasons = new Seasons(plan.seasons, spans);
  made.set(plan, { spans: text, seasons });
  return seasons;
}
