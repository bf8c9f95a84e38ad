// A worker process that is killed at its work: node worker.ts URL. Prints `open PID`, then `ack KEY` for each job it ended.
import { writeSync } from 'node:fs';
import { connect } from '../../src/database/connect.ts';
import { createJobs } from '../../src/jobs/jobs.ts';
import { effectJob } from './effect.ts';

const database = connect(process.argv[2] ?? '', { onError: () => {} });
const definitions = [effectJob((key) => writeSync(1, `ack ${key}\n`))];
const jobs = createJobs({ database, definitions, clock: { now: () => new Date() } });
await jobs.start();
writeSync(1, `open ${process.pid}\n`);
