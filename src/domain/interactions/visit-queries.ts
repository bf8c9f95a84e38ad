import { sql } from 'kysely';
import type { Db } from '../../database/connect.ts';
import { AppError } from '../../kernel/errors.ts';
import type { Page, PageQuery } from '../../kernel/pages.ts';
import type { PhotoFile, Visit, VisitKey } from './visit.ts';

/** Our visits to one customer, newest first. */
export async function listVisits(db: Db, customerId: number, page: PageQuery): Promise<Page<Visit>> {
  const { rows } = await sql<Visit>`
    select visit.id, interaction_id is not null as "writtenUp", occurred_at as "occurredAt",
      checked_in_at as "checkedInAt", claimed_at as "claimedAt", latitude, longitude,
      accuracy_metres as "accuracyMetres", place, purpose, came_for as "cameFor", heard, promised,
      promise_due as "promiseDue",
      (select jsonb_build_object('id', site.id, 'name', site.name) from site
        where site.customer_id = visit.customer_id and site.id = visit.site_id) as site,
      (select jsonb_build_object('id', member.id, 'name', member.name) from member
        where member.id = visit.checked_in_by) as by,
      (select coalesce(jsonb_agg(jsonb_build_object('id', member.id, 'name', member.name) order by member.id), '[]')
        from visit_visitor visitor join member on member.id = visitor.member_id
        where visitor.customer_id = visit.customer_id and visitor.visit_id = visit.id) as visitors,
      (select coalesce(jsonb_agg(jsonb_build_object('id', contact.id, 'name', contact.name) order by contact.id), '[]')
        from visit_contact met join contact on contact.customer_id = met.customer_id and contact.id = met.contact_id
        where met.customer_id = visit.customer_id and met.visit_id = visit.id) as contacts,
      (select coalesce(jsonb_agg(jsonb_build_object('id', photo.id, 'width', width, 'height', height)
          order by added_at, photo.id), '[]')
        from visit_photo photo
        where photo.customer_id = visit.customer_id and photo.visit_id = visit.id) as photos
    from visit where customer_id = ${customerId}
    order by occurred_at desc, id desc limit ${page.limit} offset ${page.offset}`.execute(db);
  const { rows: counts } = await sql<{ total: number }>`
    select count(*) as total from visit where customer_id = ${customerId}`.execute(db);
  return { items: rows, total: counts[0]?.total ?? 0 };
}

/** One photo. Throws `photo_unknown`. */
export async function readVisitPhoto(db: Db, { customerId, visitId }: VisitKey, photoId: string): Promise<PhotoFile> {
  const { rows } = await sql<PhotoFile>`
    select kind, bytes from visit_photo
    where customer_id = ${customerId} and visit_id = ${visitId} and id = ${photoId}`.execute(db);
  if (rows[0] === undefined) throw new AppError('photo_unknown');
  return rows[0];
}
