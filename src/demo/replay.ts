import { dayStart, parseDay } from '../kernel/time.ts';
import { needStatedDay } from './places.ts';
import type { DemoCompany, DemoComplaint, DemoNeed, DemoOrder, DemoProject, DemoPromise, DemoTask } from './types.ts';

/** A stretch of time in milliseconds since 1970: after the first, up to and with the second. */
export interface Span {
  after: number;
  until: number;
}

/**
 * What became known in a span: rows that are new in it, and older ones of which it brings news (a delivery, a
 * resolution), each as it looks at the span's end. Staff, products, customers and contacts stay whole.
 */
export function newsOf(company: DemoCompany, span: Span): DemoCompany {
  const isNew = (instant: string) => isWithin(Date.parse(instant), span);
  const isNewDay = (day: string) => isWithin(startOf(day), span);
  const stated = needStatedDay(company.today);
  return {
    ...company,
    orders: company.orders.flatMap((order) => orderNews(order, span)),
    returns: company.returns.filter((each) => isNew(each.returnedAt)),
    interactions: company.interactions.filter((each) => isNew(each.happenedAt)),
    complaints: company.complaints.flatMap((complaint) => complaintNews(complaint, span)),
    tasks: company.tasks.flatMap((task) => taskNews(task, span)),
    relations: company.relations.filter((each) => isNewDay(each.since)),
    projects: company.projects.flatMap((project) => projectNews(project, stated, span)),
    terms: company.terms.filter((each) => isNewDay(each.startsOn)),
    invoices: company.invoices.filter((each) => isNewDay(each.invoicedOn)),
    payments: company.payments.filter((each) => isNewDay(each.paidOn)),
    answers: company.answers.filter((each) => isNew(each.answeredAt)),
    sightings: company.sightings.filter((each) => isNew(each.seenAt)),
    needs: company.needs.flatMap((need) => needNews(need, span)),
    promises: company.promises.flatMap((promise) => promiseNews(promise, span)),
    happenings: company.happenings.filter((each) => isNewDay(each.day)),
    visits: company.visits.filter((each) => isNewDay(each.day)),
  };
}

/** The company as it was known at a moment. */
export function asKnownAt(company: DemoCompany, moment: number): DemoCompany {
  return newsOf(company, { after: Number.NEGATIVE_INFINITY, until: moment });
}

function orderNews(order: DemoOrder, span: Span): DemoOrder[] {
  const deliveredAt = order.deliveredDay === null ? Number.POSITIVE_INFINITY : startOf(order.deliveredDay);
  if (!isNewsOf([Date.parse(order.placedAt), deliveredAt], span)) return [];
  return [deliveredAt <= span.until ? order : { ...order, deliveredDay: null }];
}

function complaintNews(complaint: DemoComplaint, span: Span): DemoComplaint[] {
  const reopenedAt = momentOf(complaint.reopenedAt);
  const resolvedAt = momentOf(complaint.resolution?.resolvedAt ?? null);
  if (!isNewsOf([Date.parse(complaint.openedAt), reopenedAt, resolvedAt], span)) return [];
  const resolution = resolvedAt <= span.until ? complaint.resolution : null;
  return [{ ...complaint, resolution, reopenedAt: reopenedAt <= span.until ? complaint.reopenedAt : null }];
}

function taskNews(task: DemoTask, span: Span): DemoTask[] {
  const doneAt = momentOf(task.doneAt);
  if (!isNewsOf([Date.parse(task.createdAt), doneAt], span)) return [];
  return [doneAt <= span.until ? task : { ...task, doneAt: null }];
}

/** A project is known when it starts, one to come when the customer says what will be needed for it. */
function projectNews(project: DemoProject, stated: string, span: Span): DemoProject[] {
  const known = project.startsOn < stated ? project.startsOn : stated;
  if (!isNewsOf([startOf(known), startOf(stated)], span)) return [];
  return [startOf(stated) <= span.until ? project : { ...project, nextNeedOn: null }];
}

function needNews(need: DemoNeed, span: Span): DemoNeed[] {
  const settledAt = momentOf(need.settled?.at ?? null);
  if (!isNewsOf([Date.parse(need.saidAt), settledAt], span)) return [];
  return [settledAt <= span.until ? need : { ...need, settled: null }];
}

function promiseNews(promise: DemoPromise, span: Span): DemoPromise[] {
  const endedAt = momentOf(promise.ended?.at ?? null);
  if (!isNewsOf([Date.parse(promise.madeAt), endedAt], span)) return [];
  return [endedAt <= span.until ? promise : { ...promise, ended: null }];
}

/** The first moment makes the row, each later one changes it. */
function isNewsOf(moments: readonly [number, ...number[]], span: Span): boolean {
  return moments[0] <= span.until && moments.some((moment) => isWithin(moment, span));
}

function isWithin(moment: number, { after, until }: Span): boolean {
  return moment > after && moment <= until;
}

function momentOf(instant: string | null): number {
  return instant === null ? Number.POSITIVE_INFINITY : Date.parse(instant);
}

function startOf(day: string): number {
  return dayStart(parseDay(day), 'Asia/Shanghai').getTime();
}
