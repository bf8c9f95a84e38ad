import { sql } from 'kysely';
import type { Db } from '../../database/connect.ts';
import type { OwnSegment } from './own-segment.ts';

/** The own segments in their places, each as its newest version says, the withdrawn ones too. */
export async function readOwnSegments(db: Db): Promise<OwnSegment[]> {
  const { rows } = await sql<OwnSegment>`
    select distinct on (slot) ${columns}
    from own_segment left join member on member.id = own_segment.author_id
    order by slot, version desc`.execute(db);
  return rows;
}

/** Everything that was ever said of one own segment, newest first. */
export async function ownSegmentVersions(db: Db, key: string): Promise<OwnSegment[]> {
  const { rows } = await sql<OwnSegment>`
    select ${columns}
    from own_segment left join member on member.id = own_segment.author_id
    where key = ${key} order by version desc`.execute(db);
  return rows;
}

const columns = sql`
  slot, version, key, own_segment.name, name_en as "nameEn", description, expression, reason, since,
  case when member.id is null then null else json_build_object('id', member.id, 'name', member.name) end as author`;
