// A process that writes as the app does and says what it was promised, until somebody kills it.
// node writer.ts FOLDER [owner|client] [writers]: prints `open PID`, then `ack ID` for each commit that returned.
import { writeSync } from 'node:fs';
import { sql } from 'kysely';
import { z } from 'zod';
import { connect, type Db } from '../../src/database/connect.ts';
import { openDatabase } from '../../src/database/embedded.ts';
import { migrate } from '../../src/database/migrate.ts';
import { installQueue } from '../../src/jobs/install.ts';
import { createJobs, defineJob, enqueue } from '../../src/jobs/jobs.ts';
import { prepareLedger } from './ledger.ts';

const [folder = '', role = 'owner', writers = '4'] = process.argv.slice(2);
const clock = { now: () => new Date() };

const opened = await openDatabase({
  dataFolder: folder,
  databaseUrl: null,
  role: role === 'owner' ? 'owner' : 'client',
  clock,
});
await migrate(opened.url, { at: clock.now(), afterwards: installQueue });
const database = connect(opened.url, { onError: () => {} });
await prepareLedger(database.owner);
const note = defineJob({ name: 'durability.note', payload: z.object({ id: z.number() }), handle: async () => {} });
await createJobs({ database, definitions: [note], clock }).prepare();

process.once('SIGTERM', () => void leave());
writeSync(1, `open ${process.pid}\n`);
await Promise.all(Array.from({ length: Number(writers) }, () => writeOn(database.app)));

async function leave(): Promise<void> {
  await database.close();
  await opened.stop();
  process.exit(0);
}

async function writeOn(db: Db): Promise<void> {
  for (;;) {
    const id = await writeOne(db).catch(() => null);
    if (id === null) return;
    writeSync(1, `ack ${id}\n`);
  }
}

/** A row, the sum it belongs to and a job, together or not at all. */
function writeOne(db: Db): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const { rows } = await sql<{ id: number }>`
      insert into durability_entry (amount) values (1 + floor(random() * 1000)) returning id`.execute(trx);
    const id = rows[0]?.id ?? 0;
    await sql`
      update durability_sum set entries = entries + 1, amount = amount + (select amount from durability_entry where id = ${id})`.execute(
      trx,
    );
    await enqueue(trx, 'durability.note', { id });
    return id;
  });
}
