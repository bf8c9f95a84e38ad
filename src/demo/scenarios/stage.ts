import type { Database } from '../../database/connect.ts';
import { judgeBook } from '../../domain/health/health.ts';
import { activatePlan, addPlanVersion } from '../../domain/plans/plans.ts';
import { syncCases } from '../../domain/warnings/warnings.ts';
import { memberAct, systemAct } from '../../kernel/act.ts';
import { formatDay, localDay } from '../../kernel/time.ts';
import { MovingClock } from '../clock.ts';
import { only } from '../company.ts';
import { type Keys, known, loadGround } from '../load-ground.ts';
import { loadNews } from '../load-news.ts';
import { loadMembers } from '../members.ts';
import { eveningOf } from '../moments.ts';
import { newsOf } from '../replay.ts';
import type { DemoCompany } from '../types.ts';

const PEERS = 12;

/** An open or ended case of a customer with the keys of its signals. */
export interface CaseSeen {
  id: string;
  level: number;
  signals: string[];
  endedAt: Date | null;
  outcome: string | null;
  cause: string | null;
}

/** A small company on an empty database, told and judged day by day on a simulated clock. */
export class Stage {
  readonly database: Database;
  readonly clock: MovingClock;
  readonly company: DemoCompany;
  readonly keys: Keys;
  #told = Number.NEGATIVE_INFINITY;

  private constructor(database: Database, clock: MovingClock, company: DemoCompany, keys: Keys) {
    this.database = database;
    this.clock = clock;
    this.company = company;
    this.keys = keys;
  }

  /** Puts the plan in force and brings in staff, products and the story's customer among a dozen steady peers. */
  static async open(database: Database, company: DemoCompany, customerKey: string, day: number, planText: string) {
    const clock = new MovingClock(eveningOf(day, company.timezone));
    const act = systemAct(clock);
    const small = only(company, [customerKey, ...peersOf(company)]);
    const keys = await database.app.transaction().execute(async (trx) => {
      const members = await loadMembers(trx, act, small);
      await activatePlan(trx, act, await addPlanVersion(trx, act, planText, 'the story needs it'));
      return loadGround(trx, act, small, members);
    });
    return new Stage(database, clock, small, keys);
  }

  /** Moves on to the evening of a day, tells what has happened by then and judges the book. */
  async playTo(day: number): Promise<void> {
    const moment = eveningOf(day, this.company.timezone);
    this.clock.moveTo(moment);
    const news = newsOf(this.company, { after: this.#told, until: moment.getTime() });
    const act = systemAct(this.clock);
    await this.database.app.transaction().execute((trx) => loadNews(trx, act, this.keys, news));
    await judgeBook(this.database.app, act);
    await syncCases(this.database.app, act);
    this.#told = moment.getTime();
  }

  customerId(key: string): number {
    return known(this.keys.customers, key);
  }

  actOf(memberKey: string) {
    return memberAct(known(this.keys.members, memberKey), this.clock);
  }

  today(): string {
    return formatDay(localDay(this.clock.now().getTime(), this.company.timezone));
  }

  /** All cases of a customer, oldest first. */
  async cases(customerKey: string): Promise<CaseSeen[]> {
    const customerId = this.customerId(customerKey);
    const { app } = this.database;
    const cases = await app
      .selectFrom('warning_case')
      .leftJoin('warning_ending', (join) =>
        join
          .onRef('warning_ending.customer_id', '=', 'warning_case.customer_id')
          .onRef('warning_ending.case_id', '=', 'warning_case.id'),
      )
      .select(['id', 'level', 'warning_case.ended_at as endedAt', 'outcome', 'cause'])
      .where('warning_case.customer_id', '=', customerId)
      .orderBy('opened_at')
      .execute();
    const signals = await app
      .selectFrom('warning_signal')
      .select(['case_id', 'key'])
      .where('customer_id', '=', customerId)
      .execute();
    return cases.map((each) => ({
      ...each,
      signals: signals.filter((signal) => signal.case_id === each.id).map((signal) => signal.key),
    }));
  }
}

/** Steady customers of frequent rhythm: they keep the feeds alive while the story's customer is silent. */
function peersOf(company: DemoCompany): string[] {
  const isSteady = ({ key, pattern }: { key: string; pattern: string }) =>
    company.truth[key] === undefined && (pattern === 'monthly' || pattern === 'dealer');
  return company.customers
    .filter(isSteady)
    .slice(0, PEERS)
    .map((customer) => customer.key);
}
