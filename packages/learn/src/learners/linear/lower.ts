import { weightedSum } from '../../export/arithmetic.ts'
import type { FormulaBuilder } from '../../export/builder.ts'
import { lowerLink } from '../../export/link.ts'
import { type LoweredColumn, valueNode } from '../../export/lowered-column.ts'
import type { NodeId } from '../../export/program.ts'
import type { LinearModel } from './model.ts'

/** The model's scores and its link, as nodes. */
export function lowerLinear(model: LinearModel, columns: readonly LoweredColumn[], build: FormulaBuilder): NodeId[] {
  const inputs = columns.map(column => valueNode(build, column))
  const score = (coefficients: readonly number[], intercept: number) => weightedSum(build, inputs, coefficients, intercept)
  switch (model.form) {
    case 'logistic':
      return lowerLink(build, 'binary', [score(model.coefficients, model.intercept)])
    case 'multinomial':
      return lowerLink(
        build,
        'multiclass',
        model.intercepts.map((intercept, c) => score(model.coefficients[c], intercept)),
      )
    case 'cumulative':
      return lowerLink(build, 'ordinal', [score(model.coefficients, 0)], model.thresholds)
    case 'least-squares':
      return [score(model.coefficients, model.intercept)]
  }
}
