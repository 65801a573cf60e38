import { checkShape, type Shape, shape } from '../../bundle/shape.ts'
import { MOST_BINS } from '../../trees/binning.ts'
import { isSet } from './cells.ts'
import { editShape, wrongWithEdit } from './check-edit.ts'
import { type AdditiveColumn, type AdditiveModel, type AdditivePair, gridSize, type Shape as StepFunction } from './model.ts'
import { MOST_BAGS } from './params.ts'

/** @throws LearnError `bad_bundle` */
export function checkAdditiveModel(model: unknown): void {
  checkShape('The additive model', model, additiveModel)
}

const numbers = shape.list(shape.number())

const stepFunction = {
  weight: shape.list(shape.number(0), 1),
  values: shape.list(numbers),
  bags: shape.list(shape.list(numbers)),
} as const

const curve = {
  ...stepFunction,
  name: shape.text,
  edges: shape.where(shape.list(shape.number(), 0, MOST_BINS), shape.rising), // a bin is one byte
  direction: shape.oneOf(-1, 0, 1),
} as const

const column: Shape<AdditiveColumn> = shape.variants<'kind', AdditiveColumn>('kind', {
  numeric: shape.record<Extract<AdditiveColumn, { kind: 'numeric' }>>({ ...curve, kind: shape.oneOf('numeric') }),
  categorical: shape.record<Extract<AdditiveColumn, { kind: 'categorical' }>>({
    ...curve,
    kind: shape.oneOf('categorical'),
    levels: shape.names(),
    ordered: shape.flag,
  }),
})

const groups = shape.list(shape.whole(0, MOST_BINS), 1) // a cell of a pair is two bytes

const pair = shape.record<AdditivePair>({
  ...stepFunction,
  columns: shape.names(2, 2) as Shape<unknown> as Shape<AdditivePair['columns']>,
  groups: shape.list(groups, 2, 2) as Shape<unknown> as Shape<AdditivePair['groups']>,
})

const additiveModel: Shape<AdditiveModel> = shape.where(
  shape.record<AdditiveModel>({
    kind: shape.oneOf('additive'),
    task: shape.oneOf('binary', 'multiclass', 'ordinal', 'regression'),
    intercept: shape.list(shape.number(), 1),
    thresholds: shape.rising,
    columns: shape.where(shape.list(column), columns => shape.names()(columns.map(c => c.name))),
    pairs: shape.list(pair),
    bagIntercepts: shape.list(numbers, 2, MOST_BAGS),
    spread: shape.number(0),
    edits: shape.list(editShape),
  }),
  model => {
    const { task, intercept, thresholds, columns, pairs, bagIntercepts, edits } = model
    if (task === 'multiclass' ? intercept.length < 2 : intercept.length !== 1)
      return `.intercept has ${intercept.length} numbers, which is no number of scores in a ${task} task`
    if ((task === 'ordinal') !== thresholds.length > 0) return '.thresholds must be there in an ordinal task and no other'
    const uneven = bagIntercepts.findIndex(own => own.length !== intercept.length)
    if (uneven >= 0) return `.bagIntercepts[${uneven}] must have ${intercept.length} items, got ${bagIntercepts[uneven].length}`
    const named = new Map(columns.map(of => [of.name, of]))
    return (
      firstWrong('columns', columns, of => wrongWithColumn(of, model)) ??
      firstWrong('pairs', pairs, of => wrongWithPair(of, named, model)) ??
      firstWrong('edits', edits, edit => wrongWithEdit(edit, named.get(edit.column), intercept.length))
    )
  },
)

function firstWrong<T>(name: string, items: readonly T[], wrongWith: (item: T) => string | undefined): string | undefined {
  for (const [i, item] of items.entries()) {
    const wrong = wrongWith(item)
    if (wrong !== undefined) return `.${name}[${i}]${wrong}`
  }
  return undefined
}

function wrongWithColumn(of: AdditiveColumn, model: AdditiveModel): string | undefined {
  const { edges, direction, values, weight } = of
  const cells = edges.length + 1
  const wrong = wrongWithCells(of, cells, model)
  if (wrong !== undefined) return wrong
  const empty = weight.findIndex((w, bin) => w === 0 && (bin < edges.length || cells === 1))
  if (empty >= 0) return `.weight[${empty}] must be above 0: bins come from rows`
  if (of.kind === 'categorical' && isSet(of)) {
    if (direction !== 0) return '.direction must be 0: levels without order have none'
    const outside = edges.findIndex(code => !(Number.isInteger(code) && code >= 0 && code < of.levels.length))
    if (outside >= 0) return `.edges[${outside}] must be the place of one of ${of.levels.length} levels, got ${edges[outside]}`
  }
  const turns = values.some(own => own.some((v, bin) => bin > 0 && bin < edges.length && direction * (v - own[bin - 1]) < 0))
  return turns ? `.values must never ${direction === 1 ? 'fall' : 'rise'}, as .direction says` : undefined
}

function wrongWithPair(of: AdditivePair, named: ReadonlyMap<string, AdditiveColumn>, model: AdditiveModel): string | undefined {
  for (const side of [0, 1] as const) {
    const axis = of.groups[side]
    const column = named.get(of.columns[side])
    if (!column) return `.columns[${side}] must be one of the columns, got ${JSON.stringify(of.columns[side].slice(0, 40))}`
    if (column.direction !== 0) return `.columns[${side}] has a direction, which a pair need not keep`
    if (axis.length !== column.edges.length + 1)
      return `.groups[${side}] must have ${column.edges.length + 1} items, one per cell of its column, got ${axis.length}`
    const size = gridSize(axis)
    if (axis.indexOf(size - 1) < axis.length - 1 || new Set(axis).size !== size || axis.some(group => group >= size))
      return `.groups[${side}] must use every group up to that of missing, which is alone in the last`
    if (!isSet(column) && axis.some((group, bin) => bin > 0 && group < axis[bin - 1]))
      return `.groups[${side}] must not fall: its bins have an order`
  }
  return wrongWithCells(of, gridSize(of.groups[0]) * gridSize(of.groups[1]), model)
}

/** Nothing is read beyond these lengths. */
function wrongWithCells({ weight, values, bags }: StepFunction, cells: number, { intercept, bagIntercepts }: AdditiveModel) {
  if (weight.length !== cells) return `.weight must have ${cells} items, one per cell, got ${weight.length}`
  if (bags.length !== bagIntercepts.length)
    return `.bags must have ${bagIntercepts.length} items, as .bagIntercepts has, got ${bags.length}`
  for (const found of [values, ...bags]) {
    if (found.length !== intercept.length || found.some(own => own.length !== cells))
      return ` must have ${intercept.length} × ${cells} numbers in .values, and in each of .bags`
  }
  return undefined
}
