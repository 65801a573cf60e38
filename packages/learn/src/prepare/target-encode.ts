import { checkShape, type Shape, shape } from '../bundle/shape.ts'
import { checkFinite, checkRange, checkWhole } from '../check.ts'
import { LearnError } from '../errors.ts'
import { type LoweredColumn, lookUp } from '../export/lowered-column.ts'
import { deriveSeed } from '../random.ts'
import type { Step } from '../recipe.ts'
import { planFolds } from '../resample/plan-folds.ts'
import type { TrainingPart } from '../sample.ts'
import { type CategoricalColumn, type Column, numericColumn, selectColumns, type Table, table } from '../table.ts'
import type { Task } from '../task.ts'
import { chosen } from './chosen.ts'

export interface TargetEncodeParams {
  /** Categories that show fewer levels in the training part, missing not counted, stay as they are; so do ordered ones. */
  readonly minLevels: number
  /** Rows that the overall mean counts as in a level's mean. */
  readonly smoothing: number
  /** Into how many folds the training rows are cut when they are encoded themselves. */
  readonly folds: number
}

export interface TargetEncodeState {
  readonly outputs: readonly string[] // what is averaged: each class but the first, or `mean`
  readonly overall: readonly number[] // [outputs]
  readonly smoothing: number
  readonly folds: number
  readonly columns: readonly { readonly name: string; readonly levels: number; readonly means: readonly (readonly number[])[] }[] // [outputs][1 + levels], missing first
}

/**
 * Categories of many levels become numbers: what the target is on average among the level's training rows,
 *
 *   (n_l mean_l + m overall) / (n_l + m)     n_l: training rows of the level; m: smoothing
 *
 * One column per class but the first, P(class), in a binary or multiclass task; one of the mean class in an ordinal task, of the mean
 * value in a regression. They stand in place of the category, are called `COLUMN~class` or `COLUMN~mean`, and have its source. A
 * missing value is a level of its own; a level that training never saw has the overall mean. Rows count equally, whatever their weights.
 *
 * The training rows themselves are encoded from the rows of other folds (stratified, rows of a group together), or each would meet its
 * own outcome and the learner trust the column for that. The overall mean is that of the whole part all the same: one number for
 * all rows tells none of them apart, while the mean of the other folds would give away the row's own fold.
 *
 * Edge cases: one row or one group has no other fold, and gets the overall mean.
 *
 * Source: Micci-Barreca (2001), ACM SIGKDD Explorations 3(1), 27–32; cross-fitted as scikit-learn's TargetEncoder, which differs in
 * the overall mean.
 *
 * @throws LearnError `bad_param`, `too_few_rows` (no training row), `not_finite` (targets too large to add up), and when applied `unknown_column`, `wrong_column_kind`
 */
export const targetEncode: Step<TargetEncodeParams, TargetEncodeState> = {
  kind: 'targetEncode',
  defaults: { minLevels: 10, smoothing: 10, folds: 5 },
  bySource: true,

  fit({ table: from, y, task }, params) {
    const { minLevels, smoothing, folds } = chosen('targetEncode', targetEncode.defaults, params)
    checkWhole('targetEncode minLevels', minLevels, 1)
    checkWhole('targetEncode folds', folds, 2)
    checkRange('targetEncode smoothing', smoothing, 0, Number.MAX_VALUE)
    if (from.rows === 0) throw new LearnError('too_few_rows', 'targetEncode needs at least one training row, got none.')
    const outputs = outputsOf(task)
    const outcomes = outputs.map((_, o) => outcomeOf(y, task, o))
    const overall = outcomes.map(values => values.reduce((sum, v) => sum + v, 0) / y.length)
    checkFinite('The mean target', overall)
    const every = Int32Array.from(y.keys())
    const columns = from.columns
      .filter(column => column.kind === 'categorical')
      .filter(column => !column.ordered && new Set(column.codes.filter(code => code >= 0)).size >= minLevels)
      .map(({ name, codes, levels }) => ({
        name,
        levels: levels.length,
        means: outcomes.map((values, o) => Array.from(levelMeans(codes, levels.length, values, every, overall[o], smoothing))),
      }))
    return { outputs, overall, smoothing, folds, columns }
  },

  apply: (state, from) =>
    replaceIn(from, state, ({ codes }, { means, levels }, o) =>
      Float64Array.from(codes, code => (code < levels ? means[o][code + 1] : state.overall[o])),
    ),

  lower: ({ outputs, overall, columns }, from, build) =>
    from.flatMap((column): LoweredColumn[] => {
      const own = columns.find(({ name }) => name === column.name)
      if (!own || column.kind === 'numeric') return [column]
      return outputs.map((output, o) => ({
        kind: 'numeric',
        name: `${column.name}~${output}`,
        node: lookUp(build, column, code => (code < own.levels ? own.means[o][code + 1] : overall[o])),
      }))
    }),

  applyToTraining(state, part, ctx) {
    const { y, task } = part
    const parts = otherFolds(part, state.folds, deriveSeed(ctx.seed, 'targetEncode', 'folds'))
    const outcomes = state.outputs.map((_, o) => outcomeOf(y, task, o))
    return replaceIn(part.table, state, ({ codes }, { levels }, o) => {
      const encoded = new Float64Array(y.length).fill(state.overall[o])
      for (const { train, test } of parts) {
        const means = levelMeans(codes, levels, outcomes[o], train, state.overall[o], state.smoothing)
        for (const i of test) encoded[i] = means[codes[i] + 1]
      }
      return encoded
    })
  },

  check(state) {
    checkShape('The state of targetEncode', state, targetEncodeState)
  },
}

const numbers = shape.list(shape.number())

const targetEncodeState: Shape<TargetEncodeState> = shape.where(
  shape.record<TargetEncodeState>({
    outputs: shape.names(1),
    overall: numbers,
    smoothing: shape.number(0),
    folds: shape.whole(2),
    columns: shape.list(
      shape.record<TargetEncodeState['columns'][number]>({ name: shape.text, levels: shape.whole(0), means: shape.list(numbers) }),
    ),
  }),
  ({ outputs, overall, columns }) => {
    if (overall.length !== outputs.length) return `.overall must have ${outputs.length} items, one per output, got ${overall.length}`
    const names = shape.names()(columns.map(c => c.name))
    if (names !== undefined) return `.columns${names}`
    const uneven = columns.findIndex(({ levels, means }) => means.length !== outputs.length || means.some(own => own.length !== levels + 1))
    return uneven < 0 ? undefined : `.columns[${uneven}].means must have ${outputs.length} × ${columns[uneven].levels + 1} numbers`
  },
)

/** Nothing where no row has another to learn from. */
function otherFolds({ y, task, groups }: TrainingPart, folds: number, seed: number) {
  const members = groups ? new Set(groups).size : y.length
  return members < 2 ? [] : planFolds({ y, task, ...(groups && { groups }), folds, seed }).repeats[0]
}

function outputsOf(task: Task): readonly string[] {
  return task.kind === 'binary' || task.kind === 'multiclass' ? task.classes.slice(1) : ['mean']
}

/** What output `o` averages, [n]: membership in class o + 1, or the target itself. */
function outcomeOf(y: Float64Array, task: Task, o: number): Float64Array {
  return task.kind === 'binary' || task.kind === 'multiclass' ? y.map(label => (label === o + 1 ? 1 : 0)) : y
}

/** [1 + levels], missing first: the smoothed mean of `values` over the given rows of each level. */
function levelMeans(
  codes: Int32Array,
  levels: number,
  values: Float64Array,
  rows: Int32Array,
  overall: number,
  smoothing: number,
): Float64Array {
  const size = new Float64Array(levels + 1)
  const sum = new Float64Array(levels + 1)
  for (const i of rows) {
    size[codes[i] + 1]++
    sum[codes[i] + 1] += values[i]
  }
  return sum.map((s, l) => (size[l] > 0 ? (s + smoothing * overall) / (size[l] + smoothing) : overall))
}

function replaceIn(
  from: Table,
  { outputs, columns }: TargetEncodeState,
  encode: (column: CategoricalColumn, fitted: TargetEncodeState['columns'][number], o: number) => Float64Array,
): Table {
  const fitted = new Map(columns.map(column => [column.name, column]))
  selectColumns(from, [...fitted.keys()]) // throws where one is not there
  const made = from.columns.flatMap((column): Column[] => {
    const own = fitted.get(column.name)
    if (!own) return [column]
    if (column.kind === 'categorical')
      return outputs.map((output, o) => numericColumn(`${column.name}~${output}`, encode(column, own, o), column.source))
    throw new LearnError('wrong_column_kind', `targetEncode was fitted when column ${column.name} was categorical; it is numeric now.`)
  })
  return table(made, from.rows)
}
