import { dayStart, parseDay } from '../kernel/time.ts';
import type { DemoCompany, DemoComplaint, DemoOrder, DemoTask } from './types.ts';

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
  return {
    ...company,
    orders: company.orders.flatMap((order) => orderNews(order, span)),
    returns: company.returns.filter((each) => isNew(each.returnedAt)),
    interactions: company.interactions.filter((each) => isNew(each.happenedAt)),
    complaints: company.complaints.flatMap((complaint) => complaintNews(complaint, span)),
    tasks: company.tasks.flatMap((task) => taskNews(task, span)),
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
