import { checkWhole } from '../check.ts'
import { LearnError } from '../errors.ts'
import type { TrainingPart } from '../sample.ts'

/**
 * How many rows a class should reach: as many as the largest class has; a number for every class; or a number per class by its
 * name, others untouched. Classes that have more keep them all.
 */
export type OverSamplingTarget = 'largest' | number | Readonly<Record<string, number>>

export interface ClassRows {
  readonly position: number
  readonly rows: Int32Array // its members, in part order
  readonly toAdd: number
}

/**
 * The classes of a part with their rows and how many to add. A class without training rows gets none: there is nothing to copy.
 *
 * @throws LearnError `wrong_task` (a regression has no classes), `bad_param` (target)
 */
export function planOverSampling(kind: string, { y, task }: TrainingPart, target: OverSamplingTarget): ClassRows[] {
  if (task.kind === 'regression') {
    throw new LearnError('wrong_task', `${kind} balances classes, and a regression has none. Take it out of the recipe.`)
  }
  const members: number[][] = task.classes.map(() => [])
  y.forEach((label, i) => {
    members[label].push(i)
  })
  const wanted = wantedRows(kind, task.classes, members, target)
  return members.map((rows, position) => ({
    position,
    rows: Int32Array.from(rows),
    toAdd: rows.length > 0 ? Math.max(0, wanted[position] - rows.length) : 0,
  }))
}

function wantedRows(
  kind: string,
  classes: readonly string[],
  members: readonly (readonly number[])[],
  target: OverSamplingTarget,
): readonly number[] {
  if (target === 'largest') return classes.map(() => Math.max(...members.map(m => m.length)))
  if (typeof target === 'number') {
    checkWhole(`${kind} target`, target, 0)
    return classes.map(() => target)
  }
  if (typeof target !== 'object' || target === null) {
    throw new LearnError('bad_param', `${kind} target must be "largest", a number, or numbers by class, got ${JSON.stringify(target)}.`)
  }
  for (const [name, count] of Object.entries(target)) {
    if (!classes.includes(name))
      throw new LearnError('bad_param', `${kind} target names class ${name}. The classes are: ${classes.join(', ')}.`)
    checkWhole(`${kind} target for class ${name}`, count, 0)
  }
  return classes.map(name => (Object.hasOwn(target, name) ? target[name] : 0))
}
