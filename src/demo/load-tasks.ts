import type { Trx } from '../database/connect.ts';
import { completeTasks, createTasks } from '../domain/tasks/tasks.ts';
import { type Clock, memberAct } from '../kernel/act.ts';
import { type Keys, known } from './load-ground.ts';
import type { DemoTask } from './types.ts';

/**
 * Brings in the tasks of a span, each by the member whose it is: new ones are made, finished ones completed. `ids`
 * remembers what became of a task's key from one span to the next.
 */
export async function loadTasks(
  trx: Trx,
  clock: Clock,
  keys: Keys,
  tasks: readonly DemoTask[],
  ids: Map<string, string>,
): Promise<void> {
  for (const [memberKey, own] of Map.groupBy(tasks, (task) => task.memberKey)) {
    const ownerId = known(keys.members, memberKey);
    const act = memberAct(ownerId, clock);
    const fresh = own.filter((task) => !ids.has(task.key));
    const made = await createTasks(
      trx,
      act,
      fresh.map((task) => taskRow(task, keys, ownerId)),
    );
    for (const [index, task] of fresh.entries()) ids.set(task.key, made[index]);
    await completeTasks(
      trx,
      act,
      own.flatMap((task) => completionOf(task, keys, ids)),
    );
  }
}

function taskRow({ customerKey, title, why, minutes, dueAt }: DemoTask, keys: Keys, ownerId: string) {
  return { customerId: known(keys.customers, customerKey), title, why, minutes, ownerId, dueAt: new Date(dueAt) };
}

function completionOf({ key, customerKey, doneAt }: DemoTask, keys: Keys, ids: ReadonlyMap<string, string>) {
  if (doneAt === null) return [];
  const customerId = known(keys.customers, customerKey);
  return [{ customerId, taskId: known(ids, key), outcome: '已办', completedAt: new Date(doneAt) }];
}
