import type { Task } from '../task.ts'
import { type Shape, shape } from './shape.ts'

/** More classes than anybody forecasts: each costs a number in every row of every forecast. */
const MOST_CLASSES = 10_000

/** A task as a file holds it. */
export const taskShape: Shape<Task> = shape.variants<'kind', Task>('kind', {
  binary: shape.record({ kind: shape.oneOf('binary'), classes: shape.names(2, 2) }),
  multiclass: shape.record({ kind: shape.oneOf('multiclass'), classes: shape.names(2, MOST_CLASSES) }),
  ordinal: shape.record({ kind: shape.oneOf('ordinal'), classes: shape.names(2, MOST_CLASSES) }),
  regression: shape.record({ kind: shape.oneOf('regression') }),
})
