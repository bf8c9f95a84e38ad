import type { TestProject } from 'vitest/node';
import { migrate } from '../src/database/migrate.ts';
import { startScratch } from '../src/database/scratch.ts';
import { installQueue } from '../src/jobs/install.ts';

/** How tests reach the one cluster of a run. */
export interface TestCluster {
  /** The address of a database of the cluster, as its superuser. */
  readonly url: string;
  /** A migrated, empty database to clone. */
  readonly template: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    cluster: TestCluster;
  }
}

const TEMPLATE = 'changke_template';

/** Vitest's global set-up: one PostgreSQL without fsync for all test files, removed when they are done. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const scratch = await startScratch();
  const template = await scratch.createDatabase(TEMPLATE);
  await migrate(template, { at: new Date(), afterwards: installQueue });
  project.provide('cluster', { url: scratch.urlOf('postgres'), template: TEMPLATE });
  return () => scratch.stop();
}
