import type { TaskKind } from '../../task.ts'

/** Plain JSON. */
export interface NetworkModel {
  readonly kind: 'network'
  readonly task: TaskKind
  readonly columns: readonly string[] // [d] in table order
  readonly means: readonly number[] // [d] weighted means of the training columns: the row that contributions are counted from
  readonly factors: readonly number[] // [d] 1 / standard deviation; 0 for a constant column, which is then not heard
  readonly sizes: readonly number[] // units of each layer, from the d inputs to the outputs
  /** [members] the parameters of each network as `layersOf(sizes)` places them; its inputs are the columns in the order of their names. */
  readonly members: readonly (readonly number[])[]
  readonly thresholds: readonly number[] // ordinal: strictly rising, [k − 1], the mean over members; else none
  readonly target: { readonly mean: number; readonly scale: number } // value = mean + scale · score in a regression; else 0 and 1
  readonly epochs: readonly number[] // [members] after which the kept parameters stood
}
