import { checkShape, type Shape, shape } from '../../bundle/shape.ts'
import type { CumulativeModel, LeastSquaresModel, LinearModel, LogisticModel, MultinomialModel } from './model.ts'

/** @throws LearnError `bad_bundle` */
export function checkLinearModel(model: unknown): void {
  checkShape('The linear model', model, linearModel)
}

const numbers = shape.list(shape.number())

const fitted = {
  kind: shape.oneOf('linear'),
  columns: shape.names(),
  means: numbers,
  converged: shape.flag,
  iterations: shape.whole(0),
} as const

const linearModel: Shape<LinearModel> = shape.where(
  shape.variants<'form', LinearModel>('form', {
    logistic: shape.record<LogisticModel>({ ...fitted, form: shape.oneOf('logistic'), intercept: shape.number(), coefficients: numbers }),
    multinomial: shape.record<MultinomialModel>({
      ...fitted,
      form: shape.oneOf('multinomial'),
      intercepts: shape.list(shape.number(), 2),
      coefficients: shape.list(numbers),
    }),
    cumulative: shape.record<CumulativeModel>({
      ...fitted,
      form: shape.oneOf('cumulative'),
      thresholds: shape.rising,
      coefficients: numbers,
    }),
    'least-squares': shape.record<LeastSquaresModel>({
      ...fitted,
      form: shape.oneOf('least-squares'),
      intercept: shape.number(),
      coefficients: numbers,
    }),
  }),
  model => {
    const d = model.columns.length
    if (model.means.length !== d) return `.means must have ${d} items, one per column, got ${model.means.length}`
    const rows = model.form === 'multinomial' ? model.coefficients : [model.coefficients]
    if (model.form === 'multinomial' && rows.length !== model.intercepts.length)
      return `.coefficients must have ${model.intercepts.length} rows, one per class, got ${rows.length}`
    const uneven = rows.findIndex(row => row.length !== d)
    return uneven < 0 ? undefined : `.coefficients must have ${d} items, one per column, got ${rows[uneven].length}`
  },
)
