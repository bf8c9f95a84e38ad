import { customerNames, resolveCustomer } from '../domain/customers/customers.ts';
import { bandsOf, explain, judgeBook } from '../domain/health/health.ts';
import { systemAct } from '../kernel/act.ts';
import { formatDay, parseDay } from '../kernel/time.ts';
import { type Command, WrongUse } from './command.ts';
import { dataOptions, parseOptions } from './options.ts';
import { withSession } from './session.ts';

/** A DATE in the form in which it is kept; throws for what is none. */
function dateOption(text: string | undefined): string | undefined {
  return text === undefined ? undefined : formatDay(parseDay(text));
}

/** Judges the whole book. */
export const score: Command = {
  name: 'score',
  usage: 'score [--as-of DATE] [--json] [--data DIR]',
  does: 'judges the whole book as of a day; a past day is kept as history',
  run: async (call) => {
    const { values } = parseOptions(call.args, { ...dataOptions, 'as-of': { type: 'string' } });
    const asOf = dateOption(values['as-of']);
    const run = await withSession(call, values.data, ({ database, clock }) =>
      judgeBook(database.app, systemAct(clock), { asOf }),
    );
    const bands = bandsOf(run.summary);
    const seconds = Math.round(run.seconds * 1000) / 1000;
    const reply = {
      asOf: run.asOf,
      customers: run.customers,
      bands,
      warnings: run.summary.signals,
      planVersion: run.planVersion,
      facts: run.facts,
      seconds,
    };
    if (values.json) call.print(JSON.stringify(reply, null, 2));
    else
      call.print(
        `${run.asOf}: ${run.customers} customers — green ${bands.green}, yellow ${bands.yellow}, red ${bands.red}, unknown ${bands.unknown} (${seconds} s)`,
      );
    return 0;
  },
};

/** The receipt of one customer's score. */
export const explainCommand: Command = {
  name: 'explain',
  usage: 'explain CUSTOMER [--as-of DATE] [--known-at TIME] [--json] [--data DIR]',
  does: "shows why a customer's score is what it is",
  run: async (call) => {
    const { values, positionals } = parseOptions(call.args, {
      ...dataOptions,
      'as-of': { type: 'string' },
      'known-at': { type: 'string' },
    });
    const [word] = positionals;
    if (word === undefined) throw new WrongUse('explain needs a CUSTOMER: an external id, # and our number, or a name');
    const knownAt = values['known-at'] === undefined ? undefined : timeOption(values['known-at']);
    const asOf = dateOption(values['as-of']);
    const answer = await withSession(call, values.data, async ({ database, clock }) => {
      const customerId = await resolveCustomer(database.app, word);
      const [customer] = await customerNames(database.app, [customerId]);
      return { customerId, customer, receipt: await explain(database.app, clock, customerId, { asOf, knownAt }) };
    });
    const { receipt, customer, customerId } = answer;
    const reply = {
      customer: { id: customerId, externalId: customer?.externalId ?? null, name: customer?.name ?? word },
      ...receipt,
    };
    call.print(values.json ? JSON.stringify(reply, null, 2) : receiptText(reply, call.language));
    return 0;
  },
};

function timeOption(text: string): Date {
  const at = new Date(text);
  if (Number.isNaN(at.getTime()))
    throw new WrongUse(`--known-at must be a time such as 2026-11-23T10:00:00+08:00, not "${text}"`);
  return at;
}

type Explained = Awaited<ReturnType<typeof explain>> & { customer: { name: string } };

function receiptText({ customer, asOf, health, indicators, planVersion }: Explained, language: 'zh' | 'en'): string {
  const lines = indicators.map(({ name, nameEn, sentence, points, weight, contribution, maximum }) => {
    const known = contribution === null ? '–' : `${contribution.toFixed(1)} / ${maximum?.toFixed(1)}`;
    return `  ${language === 'zh' ? name : nameEn}\t${sentence[language]}\t${points ?? '–'}\t${weight}\t${known}`;
  });
  const head = `${customer.name}  ${asOf}  ${health.score ?? '–'} (${health.colour}), coverage ${health.coverage} %, plan v${planVersion}`;
  return [head, ...lines].join('\n');
}
