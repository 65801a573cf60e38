/** What is forecast. Classes are named in order; y holds their positions 0 … k − 1. In a binary task class 1 is the event. */
export type Task =
  | { readonly kind: 'binary'; readonly classes: readonly string[] }
  | { readonly kind: 'multiclass'; readonly classes: readonly string[] }
  | { readonly kind: 'ordinal'; readonly classes: readonly string[] } // lowest class first
  | { readonly kind: 'regression' }

export type TaskKind = Task['kind']

/** Columns of a forecast: one probability per class, or one value. */
export function outputsOf(task: Task): number {
  return task.kind === 'regression' ? 1 : task.classes.length
}
