import { checkTarget } from '../../check.ts'
import { LearnError } from '../../errors.ts'
import type { FitContext } from '../../learner.ts'
import { deriveSeed } from '../../random.ts'
import type { TrainingPart } from '../../sample.ts'
import { outputsOf } from '../../task.ts'
import { binColumns, type ColumnBins } from '../../trees/binning.ts'
import { columnValues, describeColumn } from '../../trees/column-values.ts'
import { objectives } from '../boosting/objectives/index.ts'
import type { Labels } from '../boosting/objectives/objective.ts'
import { drawBags } from './bags.ts'
import { type Bag, boostTerms, type ScoredPart, type Term } from './boost-terms.ts'
import { byName } from './by-name.ts'
import { columnStep } from './column-step.ts'
import { columnStepInKernel } from './column-step-in-kernel.ts'
import type { AdditiveColumn, AdditiveModel, AdditivePair } from './model.ts'
import { outerThresholds } from './outer-thresholds.ts'
import { type BinnedRows, pairGrids } from './pair-grids.ts'
import { type AdditiveParams, directionsOf } from './params.ts'
import { additiveScores } from './predict.ts'
import { settle } from './settle.ts'
import { meanOf, shapeOf } from './shape-of.ts'
import { weightByCell } from './weight-by-cell.ts'

/**
 * Bins, bags, the curves of single columns, then pairs on what these leave, all averaged over the bags.
 *
 * @throws LearnError `too_few_rows` (none), `not_finite`, `bad_param`, `unknown_column`, `aborted`
 */
export function trainAdditive(part: TrainingPart, params: AdditiveParams, ctx: FitContext): AdditiveModel {
  checkTarget(part)
  const n = part.table.rows
  if (n === 0) throw new LearnError('too_few_rows', 'additive needs at least one training row, got none.')
  const order = byName(part.table.columns)
  const { rows, binned } = binRows(part, params, order)
  const kind = objectives[part.task.kind]
  const whole = kind.start(labelsOf(part, rows.weights))
  const { outputs, base } = whole
  const drawn = drawBags(n, part.groups, params, deriveSeed(ctx.seed, 'bags'))
  const bags = drawn.bags.map(({ inside, outside }): Bag => ({ kind, inside: scored(inside), outside: scored(outside) }))

  const terms = binned.map(({ kind, count }, j): Term => {
    const column = { count, ordered: kind === 'numeric', direction: rows.directions[j] }
    return { cells: count + 1, cellOf: rows.bins[j], findStep: columnStep(column, params), inKernel: columnStepInKernel(column, params) }
  })
  const mains = boostTerms(bags, terms, params, ctx, 'curves')
  const pairTerms = params.pairs > 0 ? findPairs() : []
  const grids = pairTerms.map(({ grid }) => grid)
  const pairs = boostTerms(
    bags,
    pairTerms.map(({ term }) => term),
    params,
    ctx,
    'pairs',
  )

  const fits = bags.map(({ inside }, b) => ({
    intercept: base.slice(),
    mains: mains[b],
    pairs: pairs[b],
    thresholds: inside.objective.thresholds ?? new Float64Array(0),
  }))
  for (const fit of fits) settle(fit, rows.weightOf, grids)
  const model: AdditiveModel = {
    kind: 'additive',
    task: part.task.kind,
    intercept: [...meanOf(fits.map(fit => fit.intercept))],
    thresholds: [...meanOf(fits.map(fit => fit.thresholds))],
    columns: part.table.columns.map((_, at) => columnOf(order.indexOf(at))),
    pairs: grids.map((_, p) => pairOf(p)),
    bagIntercepts: fits.map(({ intercept }) => [...intercept]),
    spread: drawn.spread,
    edits: [],
  }
  if (part.task.kind !== 'ordinal') return model
  return { ...model, thresholds: outerThresholds(model.thresholds, part.y, additiveScores(model, part.table)) }

  function columnOf(j: number): AdditiveColumn {
    const found = mains.map(curves => curves[j])
    return { ...rows.columns[j], direction: rows.directions[j], edges: edgesOf(binned[j]), ...shapeOf(found, outputs, rows.weightOf[j]) }
  }

  function pairOf(p: number): AdditivePair {
    const { of, groups, weight } = grids[p]
    const found = pairs.map(curves => curves[p])
    return { columns: [rows.columns[of[0]].name, rows.columns[of[1]].name], groups, ...shapeOf(found, outputs, weight) }
  }

  /** A bag's share of the rows, at the scores and thresholds of all. */
  function scored(of: Int32Array): ScoredPart {
    const labels = labelsOf(part, rows.weights, of)
    const objective = kind.start(labels)
    if (whole.thresholds) objective.thresholds?.set(whole.thresholds)
    return { rows: of, labels, objective, scores: startingScores(base, of.length) }
  }

  /** By the gradients of all rows at the mean of the bags' curves. */
  function findPairs() {
    const means = terms.map((_, j) => meanOf(mains.map(curves => curves[j])))
    const scores = startingScores(base, n)
    means.forEach((curve, j) => {
      const { cells, cellOf } = terms[j]
      for (let o = 0; o < outputs; o++) for (let i = 0; i < n; i++) scores[o * n + i] += curve[o * cells + cellOf[i]]
    })
    whole.thresholds?.set(meanOf(bags.map(({ inside }) => inside.objective.thresholds!)))
    const gh = new Float64Array(2 * outputs * n)
    whole.gradients(scores, gh)
    const heights = means.map((curve, j) => curve.subarray((outputs - 1) * terms[j].cells))
    return pairGrids(rows, heights, gh, params.pairs, params, ctx)
  }
}

function binRows(
  part: TrainingPart,
  { monotone, maxBins }: AdditiveParams,
  order: readonly number[],
): { rows: BinnedRows; binned: readonly ColumnBins[] } {
  const { table, task } = part
  const described = table.columns.map(describeColumn)
  const values = columnValues(table, described)
  const directions = directionsOf(monotone, table.columns, task.kind)
  const weights = part.weights ?? new Float64Array(table.rows).fill(1)
  const columns = order.map(j => described[j])
  const binned = binColumns(
    order.map(j => values[j]),
    columns,
    weights,
    maxBins,
  )
  const bins = columns.map((_, j) => binned.bins.subarray(j * table.rows, (j + 1) * table.rows))
  const weightOf = bins.map((of, j) => weightByCell(of, weights, binned.columns[j].count + 1))
  return { rows: { columns, directions: order.map(j => directions[j]), bins, weightOf, weights }, binned: binned.columns }
}

function labelsOf({ y, task }: TrainingPart, weights: Float64Array, rows?: Int32Array): Labels {
  const take = (values: Float64Array) => (rows ? Float64Array.from(rows, i => values[i]) : values)
  return { y: take(y), weights: take(weights), k: outputsOf(task) }
}

/** [outputs, rows] */
function startingScores(base: Float64Array, rows: number): Float64Array {
  const scores = new Float64Array(base.length * rows)
  base.forEach((start, o) => {
    scores.fill(start, o * rows, (o + 1) * rows)
  })
  return scores
}

function edgesOf(bins: ColumnBins): number[] {
  return bins.kind === 'numeric' ? [...bins.cuts] : [...bins.codes]
}
