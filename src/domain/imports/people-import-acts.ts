import { sql } from 'kysely';
import type { Trx } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import {
  openContactBatch,
  openProjectBatch,
  openRelationBatch,
  openSiteBatch,
  recordContactBatch,
  recordProjectBatch,
  recordRelationBatch,
  recordSiteBatch,
} from '../customers/customers.ts';
import type { ApplyContext, Chunk, ChunkCounts } from './chunk.ts';
import { counted, stagedWithCustomer } from './staged-acts.ts';

/** One chunk of contacts: persons and their posts. */
export async function applyContacts(trx: Trx, act: Act, context: ApplyContext, chunk: Chunk): Promise<ChunkCounts> {
  await openContactBatch(trx);
  await sql`
    insert into contact_batch (row_no, customer_id, name, post, role, phone, email, wecom, birthday, from_on, left_on,
      attitude, preferred_channel)
    select row_no, identity.customer_id, details ->> 'contact', details ->> 'post', details ->> 'role',
      details ->> 'phone', details ->> 'email', details ->> 'wecom', (details ->> 'birthday')::date,
      (details ->> 'fromOn')::date, (details ->> 'leftOn')::date, details ->> 'attitude',
      details ->> 'preferredChannel'
    ${stagedWithCustomer(context, chunk)}`.execute(trx);
  return counted('contacts', await recordContactBatch(trx, act, context.recording));
}

/** One chunk of projects. */
export async function applyProjects(trx: Trx, act: Act, context: ApplyContext, chunk: Chunk): Promise<ChunkCounts> {
  await openProjectBatch(trx);
  await sql`
    insert into project_batch (row_no, customer_id, name, stage, starts_on, next_need_on, expected_amount,
      expected_volume, address, main_contractor, site)
    select row_no, identity.customer_id, details ->> 'project', details ->> 'stage', (details ->> 'startsOn')::date,
      (details ->> 'nextNeedOn')::date, (details ->> 'expectedAmount')::bigint, details ->> 'expectedVolume',
      details ->> 'address', details ->> 'mainContractor', details ->> 'site'
    ${stagedWithCustomer(context, chunk)}`.execute(trx);
  return counted('projects', await recordProjectBatch(trx, act, context.recording));
}

/** One chunk of sites. */
export async function applySites(trx: Trx, act: Act, context: ApplyContext, chunk: Chunk): Promise<ChunkCounts> {
  await openSiteBatch(trx);
  await sql`
    insert into site_batch (row_no, customer_id, name, address)
    select row_no, identity.customer_id, details ->> 'site', details ->> 'address'
    ${stagedWithCustomer(context, chunk)}`.execute(trx);
  return counted('sites', await recordSiteBatch(trx, act, context.recording));
}

/** One chunk of relations; those with customers nobody has imported failed before. */
export async function applyRelations(trx: Trx, act: Act, context: ApplyContext, chunk: Chunk): Promise<ChunkCounts> {
  await openRelationBatch(trx);
  await sql`
    insert into relation_batch (row_no, customer_id, other_id, kind, since, until, note)
    select row_no, identity.customer_id, (
        select other.customer_id from customer_identity other
        where other.key = details ->> 'other' and other.scheme = 'external'),
      details ->> 'relation', (details ->> 'since')::date, (details ->> 'until')::date, details ->> 'note'
    ${stagedWithCustomer(context, chunk)}`.execute(trx);
  return counted('relations', await recordRelationBatch(trx, act, context.recording));
}
