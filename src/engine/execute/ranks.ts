import type { Task } from './task.js';

/** What a task weighs when no duration at all is known: the longest path is then the one with the most tasks. */
const UNIT = 1;

/**
 * The order in which ready tasks start, smaller first: those with the most work on the longest path of dependants that
 * they open, equal ones in the order given. A task of unknown duration weighs the median of the known ones. With a
 * width of 1 it is the order given. Needs come first in `tasks`.
 */
export function rankTasks(tasks: readonly Task[], width: number): ReadonlyMap<string, number> {
  return new Map(order(tasks, width).map(({ name }, rank) => [name, rank]));
}

function order(tasks: readonly Task[], width: number): readonly Task[] {
  if (width === 1) return tasks;
  const weightOf = weigh(tasks);
  const height = new Map<string, number>();
  for (const task of tasks.toReversed()) {
    const own = (height.get(task.name) ?? 0) + weightOf(task);
    height.set(task.name, own);
    for (const need of task.needs) height.set(need, Math.max(height.get(need) ?? 0, own));
  }
  // The sort is stable: equal heights keep the order given.
  return tasks.toSorted((a, b) => (height.get(b.name) ?? 0) - (height.get(a.name) ?? 0));
}

function weigh(tasks: readonly Task[]): (task: Task) => number {
  const known = tasks.flatMap(({ lane, millis }) => (lane === 'instant' || millis === undefined ? [] : [millis]));
  const usual = known.toSorted((a, b) => a - b)[known.length >> 1] ?? UNIT;
  return ({ lane, millis }) => (lane === 'instant' ? 0 : (millis ?? usual));
}
