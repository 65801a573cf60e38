import { checkTarget } from '../../check.ts'
import { LearnError } from '../../errors.ts'
import type { FitContext } from '../../learner.ts'
import { deriveSeed } from '../../random.ts'
import type { TrainingPart } from '../../sample.ts'
import { type Binned, binColumns } from '../../trees/binning.ts'
import { columnValues, describeColumn, setColumns, type TreeColumn } from '../../trees/column-values.ts'
import type { Tree } from '../../trees/tree.ts'
import { bagOf } from './bag.ts'
import { openForestGrower } from './grow.ts'
import type { ForestModel } from './model.ts'
import type { ForestParams } from './params.ts'
import type { BinBounds } from './search.ts'
import { forestTarget } from './target.ts'

/** @throws LearnError `too_few_rows` (none), `not_finite`, `aborted` */
export function trainForest(part: TrainingPart, params: ForestParams, { seed, signal, progress }: FitContext): ForestModel {
  checkTarget(part)
  const { table, task } = part
  const n = table.rows
  if (n === 0) throw new LearnError('too_few_rows', 'forest needs at least one training row, got none.')
  const columns = table.columns.map(describeColumn)
  const values = columnValues(table, columns)
  const weights = evenedWeights(part.weights ?? new Float64Array(n).fill(1))
  const target = forestTarget(part, weights)
  const binned = binColumns(values, columns, weights, params.maxBins)
  const data = { values, isSet: setColumns(columns), binned, bounds: boundsOf(values, binned), byName: byName(columns), target }
  const tried = columnsTried(columns.length, params.columnShare, task.kind === 'regression')
  const { grow, close } = openForestGrower(data, params, tried)
  const bootstrap = params.bootstrap === 'auto' ? params.splits === 'best' : params.bootstrap

  try {
    const trees = Array.from({ length: params.trees }, (_, t) => growTree(t))
    const model = { kind: 'forest', task: task.kind, columns, outputs: target.outputs, trees } as const
    return bootstrap ? { ...model, bootstrap: { seed, rows: n } } : model
  } finally {
    close()
  }

  function growTree(t: number): Tree {
    if (signal?.aborted) throw new LearnError('aborted', `forest was stopped after ${t} of ${params.trees} trees. Nothing was kept.`)
    const times = bootstrap ? bagOf(n, seed, t) : new Int32Array(n).fill(1)
    const rows = times.map((_, i) => i).filter(i => times[i] > 0)
    const drawn = weights.map((w, i) => w * times[i])
    const tree = grow(rows, drawn, deriveSeed(seed, 'tree', t))
    progress?.({ what: 'forest', done: t + 1, total: params.trees })
    return tree
  }
}

/** No weight is taken for less than this share of the largest: squares of smaller ones are no numbers any more. */
const LEAST_WEIGHT = 1e-100

/** Weights whose mean is 1, so that `smoothing` counts rows whatever unit they came in. */
function evenedWeights(weights: Float64Array): Float64Array {
  const largest = weights.reduce((most, w) => Math.max(most, w), 0)
  const shares = weights.map(w => Math.max(w / largest, LEAST_WEIGHT))
  const mean = shares.reduce((sum, share) => sum + share, 0) / weights.length
  return shares.map(share => share / mean)
}

function columnsTried(d: number, share: number, regression: boolean): number {
  if (share > 0) return Math.max(1, Math.round(share * d))
  return Math.max(1, Math.floor(regression ? d / 3 : Math.sqrt(d)))
}

function byName(columns: readonly TreeColumn[]): Int32Array {
  return Int32Array.from(columns.keys()).sort((a, b) => (columns[a].name < columns[b].name ? -1 : 1))
}

function boundsOf(values: readonly Float64Array[], { columns, bins, rows }: Binned): BinBounds[] {
  return columns.map(({ count }, j) => {
    const low = new Float64Array(count).fill(Infinity)
    const high = new Float64Array(count).fill(-Infinity)
    for (let i = 0; i < rows; i++) {
      const bin = bins[j * rows + i]
      if (bin === count) continue
      low[bin] = Math.min(low[bin], values[j][i])
      high[bin] = Math.max(high[bin], values[j][i])
    }
    return { low, high }
  })
}
