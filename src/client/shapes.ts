/** The names under which the app speaks of the API's replies. */
import type { Reply } from './client.ts';

export type Customer = Reply<'GET /api/customers/:publicId'>;
export type Session = Reply<'GET /api/session'>;
export type Company = Reply<'GET /api/company'>;
export type HealthBoard = Reply<'GET /api/health-board'>;
export type CustomerList = Reply<'GET /api/customers'>;
export type CustomerRow = CustomerList['items'][number];
export type CustomerRef = CustomerRow['customer'];
export type Profile = Reply<'GET /api/customers/:publicId/profile'>;
export type Receipt = Reply<'GET /api/customers/:publicId/receipt'>;
export type Indicator = Receipt['indicators'][number];
export type HealthHistory = Reply<'GET /api/customers/:publicId/health-history'>;
export type Timeline = Reply<'GET /api/customers/:publicId/timeline'>;
export type TimelineEntry = Timeline['items'][number];
export type WarningList = Reply<'GET /api/warnings'>;
export type WarningCase = WarningList['items'][number];
export type Today = Reply<'GET /api/today'>;
export type Work = Today['due'][number];
export type ActivePlan = Reply<'GET /api/plan'>;
export type Feed = Company['feeds'][number];
export type OrderRow = Reply<'GET /api/customers/:publicId/orders'>['items'][number];
export type ContactRow = Reply<'GET /api/customers/:publicId/contacts'>['items'][number];
export type ComplaintRow = Reply<'GET /api/customers/:publicId/complaints'>['items'][number];
