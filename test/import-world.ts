import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import pg from 'pg';
import {
  type FinishedImport,
  type ImportKind,
  type ImportRequest,
  type ImportResult,
  parseMap,
  runImport,
} from '../src/domain/imports/imports.ts';
import { createWorld, type World, type WorldOptions } from './world.ts';

/** A world with files in it: for the tests of imports. */
export interface ImportWorld extends World {
  /** A request to import these contents, each as a file of its own; columns are guessed, amounts are CNY. */
  request(kind: ImportKind, ...contents: (string | Buffer)[]): ImportRequest;
  run(request: ImportRequest): Promise<ImportResult>;
  finish(request: ImportRequest): Promise<FinishedImport>;
  /** Everything an import can leave behind, without ids made up on the way and times of recording. */
  story(): Promise<Story>;
  /** Takes everything imported away again, as the superuser: the app itself may not. */
  wipe(): Promise<void>;
}

export type Story = Readonly<Record<'customers' | 'lines' | 'products' | 'facts', unknown[] | null>>;

const WIPED = `need_change, hand_over, promise, need, survey_answer, observation, shipment_line, shipment, product_lot, order_line, customer_order, interaction, complaint_resolution, complaint_reopening, complaint, contact_consent,
  important_date, project, site, relation, customer_role, contact, customer_tag, customer_owner_change, customer_identity, customer, product, category, fact, import_chunk,
  import_problem, import_upload, import_run, feed`;

/** A world for tests of imports. Close it in `afterAll`. */
export async function createImportWorld(options: WorldOptions = {}): Promise<ImportWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'changke-imports-test-'));
  const world = await createWorld(options);
  const finish = (request: ImportRequest) => runImport(world.db, world.act(), request);
  return {
    ...world,
    request: (kind, ...contents) => requestOf(folder, kind, contents),
    finish,
    run: async (request) => (await finish(request)).result,
    story: () => readStory(world),
    wipe: () => wipe(world.url),
    close: async () => {
      await world.close();
      rmSync(folder, { recursive: true });
    },
  };
}

let filesMade = 0;

function requestOf(folder: string, kind: ImportKind, contents: readonly (string | Buffer)[]): ImportRequest {
  const files = contents.map((content, index) => {
    const path = join(folder, `${++filesMade}.csv`);
    writeFileSync(path, content);
    return { name: `file${index + 1}.csv`, path };
  });
  const map = parseMap(`kind: ${kind}\ncurrency: CNY\ntimezone: Asia/Shanghai\n`);
  return { kind, files, map, dryRun: false };
}

async function wipe(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`set session_replication_role = replica; truncate ${WIPED} cascade`);
  await client.end();
}

async function readStory({ db }: World): Promise<Story> {
  const { rows } = await sql<Story>`
    select
      (select jsonb_agg(jsonb_build_array(key, customer.name, region) order by key)
        from customer_identity join customer using (customer_id) where scheme = 'external') as customers,
      (select jsonb_agg(jsonb_build_array(identity.key, number, customer_order.kind, product.code, occurrence, quantity,
          line.amount, ordered_at) order by identity.key, number, customer_order.kind, product.code, occurrence)
        from order_line line
        join customer_order on customer_order.customer_id = line.customer_id and customer_order.id = line.order_id
        join product on product.id = product_id
        join customer_identity identity on identity.customer_id = line.customer_id and scheme = 'external') as lines,
      (select jsonb_agg(jsonb_build_array(code, product.name, category.name) order by code)
        from product left join category on category.id = category_id) as products,
      (select jsonb_agg(jsonb_build_array(key, fact_kind.name, occurred_at, amount) order by key, kind, occurred_at, amount)
        from fact join fact_kind on code = kind join customer_identity using (customer_id)
        where scheme = 'external') as facts`.execute(db);
  const [story] = rows;
  if (story === undefined) throw new Error('a query of aggregates has one row');
  return story;
}
