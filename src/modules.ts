import { auditRoutes } from './domain/audit/routes.ts';
import { clockRoutes } from './domain/clocks/routes.ts';
import { complaintRoutes } from './domain/complaints/routes.ts';
import { confirmRoutes } from './domain/customers/confirm-routes.ts';
import { contactRoutes } from './domain/customers/contact-routes.ts';
import { duplicateJobs } from './domain/customers/duplicate-jobs.ts';
import { duplicateRoutes } from './domain/customers/duplicate-routes.ts';
import { customerJobs } from './domain/customers/jobs.ts';
import { mergeRoutes } from './domain/customers/merge-routes.ts';
import { projectRoutes } from './domain/customers/project-routes.ts';
import { serviceRoutes } from './domain/customers/role-routes.ts';
import { customerRoutes } from './domain/customers/routes.ts';
import { healthJobs } from './domain/health/jobs.ts';
import { healthRoutes } from './domain/health/routes.ts';
import { feedRoutes } from './domain/imports/feed-routes.ts';
import { folderRoutes } from './domain/imports/folder-routes.ts';
import { gridRoutes } from './domain/imports/grid-routes.ts';
import { importJobs } from './domain/imports/jobs.ts';
import { returnRoutes } from './domain/imports/return-routes.ts';
import { importRoutes } from './domain/imports/routes.ts';
import { improvementJobs } from './domain/improvement/jobs.ts';
import { improvementRoutes } from './domain/improvement/routes.ts';
import { trialRoutes } from './domain/improvement/trial-routes.ts';
import { interactionRoutes } from './domain/interactions/routes.ts';
import { visitRoutes } from './domain/interactions/visit-routes.ts';
import { handOverRoutes } from './domain/needs/hand-over-routes.ts';
import { needJobs } from './domain/needs/jobs.ts';
import { promiseRoutes } from './domain/needs/promise-routes.ts';
import { needRoutes } from './domain/needs/routes.ts';
import { observationRoutes } from './domain/observations/routes.ts';
import { orderRoutes } from './domain/orders/routes.ts';
import { agendaRoutes } from './domain/overview/agenda-routes.ts';
import { briefRoutes } from './domain/overview/brief-routes.ts';
import { firstLookRoutes } from './domain/overview/first-look-routes.ts';
import { groupRoutes } from './domain/overview/group-routes.ts';
import { qualityRoutes } from './domain/overview/quality-routes.ts';
import { overviewRoutes } from './domain/overview/routes.ts';
import { trailRoutes } from './domain/overview/trail-routes.ts';
import { planRoutes } from './domain/plans/routes.ts';
import { poolRoutes } from './domain/pool/routes.ts';
import { productRoutes } from './domain/products/routes.ts';
import { receivableJobs } from './domain/receivables/jobs.ts';
import { receivableRoutes } from './domain/receivables/routes.ts';
import { termRoutes } from './domain/receivables/term-routes.ts';
import { segmentJobs } from './domain/segments/jobs.ts';
import { segmentRoutes } from './domain/segments/routes.ts';
import { surveyRoutes } from './domain/surveys/routes.ts';
import { taskRoutes } from './domain/tasks/routes.ts';
import { teamRoutes } from './domain/team/routes.ts';
import { tierJobs } from './domain/tiers/jobs.ts';
import { tierRoutes } from './domain/tiers/routes.ts';
import { warningJobs } from './domain/warnings/jobs.ts';
import { warningRoutes } from './domain/warnings/routes.ts';
import type { Route } from './http/route.ts';
import type { Job } from './jobs/jobs.ts';

/** Everything the API answers. A module that is not named here does not exist. */
export const routes: readonly Route[] = [
  ...teamRoutes,
  ...auditRoutes,
  ...planRoutes,
  ...clockRoutes,
  ...productRoutes,
  ...customerRoutes,
  ...confirmRoutes,
  ...duplicateRoutes,
  ...mergeRoutes,
  ...contactRoutes,
  ...serviceRoutes,
  ...projectRoutes,
  ...taskRoutes,
  ...orderRoutes,
  ...receivableRoutes,
  ...termRoutes,
  ...interactionRoutes,
  ...visitRoutes,
  ...complaintRoutes,
  ...needRoutes,
  ...promiseRoutes,
  ...handOverRoutes,
  ...surveyRoutes,
  ...observationRoutes,
  ...importRoutes,
  ...returnRoutes,
  ...folderRoutes,
  ...gridRoutes,
  ...feedRoutes,
  ...healthRoutes,
  ...segmentRoutes,
  ...tierRoutes,
  ...warningRoutes,
  ...poolRoutes,
  ...improvementRoutes,
  ...trialRoutes,
  ...overviewRoutes,
  ...qualityRoutes,
  ...agendaRoutes,
  ...briefRoutes,
  ...groupRoutes,
  ...trailRoutes,
  ...firstLookRoutes,
];

/** Everything that runs later or on a clock. */
export const jobs: readonly Job[] = [
  ...duplicateJobs,
  ...customerJobs,
  ...receivableJobs,
  ...importJobs,
  ...healthJobs,
  ...segmentJobs,
  ...tierJobs,
  ...warningJobs,
  ...needJobs,
  ...improvementJobs,
];
