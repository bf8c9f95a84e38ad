import { z } from 'zod';
import type { Permission } from '../../http/permissions.ts';
import { route } from '../../http/route.ts';
import { scopeOf } from '../team/team.ts';
import { type BriefSections, brief } from './overview.ts';
import { customerRef, label, person, said } from './replies.ts';

const briefReply = z.object({
  customer: customerRef,
  today: z.iso.date(),
  stage: z.string().nullable(),
  amountYear: z.int(),
  ordersYear: z.int(),
  lastOrderOn: z.iso.date().nullable(),
  judgedAt: z.date().nullable(),
  cause: said.nullable(),
  warning: z.object({ level: z.int(), signals: z.array(label.extend({ sentence: said })) }).nullable(),
  promises: z
    .object({
      open: z.int(),
      items: z.array(
        z.object({
          id: z.uuid(),
          text: z.string(),
          dueOn: z.iso.date(),
          overdue: z.boolean(),
          owner: person.nullable(),
        }),
      ),
    })
    .nullable(),
  receivables: z
    .object({
      open: z.int(),
      overdue: z.int(),
      daysPastDueMax: z.int(),
      onHold: z.object({ since: z.date(), reason: z.string() }).nullable(),
      terms: z.object({ kind: z.string(), days: z.int(), endsOn: z.string().nullable() }).nullable(),
    })
    .nullable(),
  complaints: z
    .object({
      last: z
        .object({
          summary: z.string(),
          severity: z.string(),
          openedAt: z.string(),
          resolvedAt: z.string().nullable(),
        })
        .nullable(),
    })
    .nullable(),
  contacts: z.array(
    z.object({
      at: z.string(),
      channel: z.string(),
      outcome: z.string(),
      summary: z.string(),
      by: z.string().nullable(),
    }),
  ),
  people: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      post: z.string().nullable(),
      role: z.string().nullable(),
      attitude: z.string().nullable(),
      preferredChannel: z.string().nullable(),
      lastAt: z.string().nullable(),
    }),
  ),
  dates: z.array(z.object({ kind: z.string(), on: z.iso.date(), name: z.string().nullable() })),
  nextNeed: z.object({ on: z.iso.date(), project: z.string().nullable() }).nullable(),
  lastVisit: z
    .object({
      at: z.string(),
      visitors: z.array(person),
      heard: z.string(),
      promised: z.string(),
      promiseDue: z.iso.date().nullable(),
    })
    .nullable(),
  dropped: z.array(z.object({ category: z.string(), lastOn: z.iso.date(), times: z.int() })),
  drift: z.array(z.object({ category: z.string(), from: z.string(), to: z.string() })),
});

/** Whoever reads a customer at all reads these of it too, or of nobody: only whether the role may matters. */
export function sectionsOf(role: string): BriefSections {
  const may = (permission: Permission) => scopeOf(role, permission) !== 'none';
  return { promises: may('needs.read'), receivables: may('receivables.read'), complaints: may('complaints.read') };
}

export const briefRoutes = [
  route({
    method: 'GET',
    path: '/api/customers/:publicId/brief',
    permission: 'customers.read',
    customer: true,
    summary: 'One page to read before a visit; what the role may not see is null',
    reply: briefReply,
    handle: ({ db, act, customerId, principal: { role } }) => brief(db, act, customerId, sectionsOf(role)),
  }),
];
