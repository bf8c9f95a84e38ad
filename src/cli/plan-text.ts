import type { listVersions, RequestState, shownRequest, withNames } from '../domain/improvement/improvement.ts';
import type { Language } from '../kernel/errors.ts';

export type DryRun = Awaited<ReturnType<typeof withNames>>;
type Version = Awaited<ReturnType<typeof listVersions>>['items'][number];
type Request = Awaited<ReturnType<typeof shownRequest>>;

/** More lines are in the JSON. */
const MOVES_SHOWN_MAX = 20;

/** What became of the wish that a version come into force. */
export function requestText({
  version,
  state,
  request,
}: {
  readonly version: number;
  readonly state: RequestState;
  readonly request: Request | null;
}): string {
  if (state === 'activated') return `Plan version ${version} is in force.`;
  if (state === 'scheduled') return `Plan version ${version} comes into force at ${request?.at?.toISOString() ?? ''}.`;
  if (state === 'awaiting_approval') {
    return `Plan version ${version} waits for a second person: the plan in force asks for two. Approve it on the plan page.`;
  }
  return `Plan version ${version} is not in force: ${state}. ${request?.ending?.reason ?? ''}`;
}

/** One line of the list of versions. */
export function versionText({ version, state, createdAt, author, reason }: Version): string {
  return `${version}\t${state}\t${createdAt.toISOString()}\t${author?.name ?? 'changke'}\t${reason}`;
}

/** What a plan would change, for reading. */
export function dryRunText(found: DryRun, language: Language): string {
  const { tier, colour, customers } = found.counts;
  const { perMonth } = found;
  const hours = (minutes: number) => Math.round(minutes / 6) / 10;
  return [
    ...found.changes.map((change) => change[language]),
    '',
    `${found.asOf}: ${found.customers} customers tried against version ${found.against} in ${found.seconds} s; ${customers} would stand elsewhere`,
    `tiers: ${tier.up} move up, ${tier.down} down, ${tier.other} otherwise`,
    `colours: ${colour.better} better, ${colour.worse} worse, ${colour.other} otherwise; ${colour.later} of them once the colour has held`,
    ...segmentLines(found, language),
    `warnings: ${found.warningsRaised} raised, ${found.warningsCleared} cleared; work ${found.minutes} minutes`,
    `a month, estimated from ${perMonth.sampled} customers: ${perMonth.before.warnings} → ${perMonth.after.warnings} warnings, ${hours(perMonth.before.minutes)} → ${hours(perMonth.after.minutes)} hours`,
    ...moveLines(found, language),
  ].join('\n');
}

function segmentLines({ counts, names }: DryRun, language: Language): string[] {
  return Object.entries(counts.segments)
    .filter(([, { joins, leaves }]) => joins + leaves > 0)
    .map(([key, { joins, leaves }]) => `${names[key]?.[language] ?? key}: ${joins} join, ${leaves} leave`);
}

function moveLines({ moves, names }: DryRun, language: Language): string[] {
  const word = (key: string | null) => (key === null ? '–' : (names[key]?.[language] ?? key));
  return moves
    .filter(({ kind }) => kind === 'tier' || kind === 'colour')
    .slice(0, MOVES_SHOWN_MAX)
    .map(({ customer, from, to }) => `  ${customer?.name ?? ''}\t${word(from)} → ${word(to)}`);
}
