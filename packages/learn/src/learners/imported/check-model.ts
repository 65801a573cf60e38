import { checkShape, type Shape, shape } from '../../bundle/shape.ts'
import { treeShape, wrongWithTree } from '../../trees/tree-shape.ts'
import { askedColumns } from './engine-values.ts'
import type { ImportedColumn, ImportedModel } from './model.ts'

/** @throws LearnError `bad_bundle` */
export function checkImportedModel(model: unknown): void {
  checkShape('The imported model', model, importedModel)
}

/** Sums of a hundred million such numbers still fit a float32. */
const score = shape.number(-1e30, 1e30)

const seen = { splits: shape.oneOf('cuts', 'sets'), zeroIsMissing: shape.flag }

const column: Shape<ImportedColumn> = shape.where(
  shape.variants<'kind', ImportedColumn>('kind', {
    numeric: shape.record({ kind: shape.oneOf('numeric'), name: shape.text, ...seen }),
    categorical: shape.record({
      kind: shape.oneOf('categorical'),
      name: shape.text,
      levels: shape.names(),
      ordered: shape.flag,
      numbers: shape.list(shape.nullOr(shape.number())),
      ...seen,
    }),
  }),
  from =>
    from.kind === 'categorical' && from.numbers.length !== from.levels.length
      ? `.numbers must have ${from.levels.length} items, one per level, got ${from.numbers.length}`
      : undefined,
)

const importedModel: Shape<ImportedModel> = shape.where(
  shape.record<ImportedModel>({
    kind: shape.oneOf('imported'),
    engine: shape.oneOf('xgboost', 'lightgbm'),
    version: shape.text,
    objective: shape.text,
    task: shape.oneOf('binary', 'multiclass', 'ordinal', 'regression'),
    link: shape.oneOf('identity', 'logistic', 'softmax', 'exp', 'square'),
    slope: shape.number(Number.MIN_VALUE, 1e6),
    columns: shape.where(shape.list(column), columns => shape.names()(columns.map(c => c.name))),
    base: shape.list(score, 1, 10_000),
    baseLast: shape.flag,
    trees: shape.list(treeShape),
    outputOf: shape.list(shape.whole(0)),
    divisor: shape.whole(1),
  }),
  ({ task, link, slope, columns, base, trees, outputOf }) => {
    if ((link === 'softmax') !== base.length > 1) return `.base has ${base.length} numbers, which does not go with ${link}`
    if (task === 'binary' ? base.length > 2 || !['logistic', 'softmax'].includes(link) : (task === 'regression') === (link === 'softmax'))
      return `.link is ${link}, which does not go with a ${task} task`
    if (link !== 'logistic' && slope !== 1) return `.slope must be 1 where the link is ${link}, got ${slope}`
    if (outputOf.length !== trees.length) return `.outputOf must have ${trees.length} items, one per tree, got ${outputOf.length}`
    const asked = askedColumns({ columns })
    for (const [t, tree] of trees.entries()) {
      if (outputOf[t] >= base.length) return `.outputOf[${t}] must be below ${base.length}, got ${outputOf[t]}`
      const wrong = wrongWithTree(tree, asked)
      if (wrong !== undefined) return `.trees[${t}]${wrong}`
      const far = tree.value.findIndex(value => Math.abs(value) > 1e30)
      if (far >= 0) return `.trees[${t}].value[${far}] must be a number from -1e30 to 1e30, got ${tree.value[far]}`
    }
    return undefined
  },
)
