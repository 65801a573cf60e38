import { shape } from '../bundle/shape.ts'
import { LearnError } from '../errors.ts'
import { affine, constant } from '../export/arithmetic.ts'
import type { NumericColumn } from '../table.ts'
import { columnwise } from './columnwise.ts'

interface ScaleRule {
  readonly mean: number
  readonly sd: number // 0: the training part held one value only
}

/**
 * Numeric columns to mean 0 and standard deviation 1 in the training part:
 *
 *   z = (x − mean) / sd,   sd² = Σ (x − mean)² / n
 *
 * over the values that are present; NaN stays NaN. Rows count equally, whatever their weights. A column that held a single value
 * becomes 0 everywhere, on new rows too: nothing was learned about other values. As scikit-learn's StandardScaler,
 * which differs there (it keeps x − mean).
 *
 * @throws LearnError `not_finite` for ±Infinity in the training part, and where squares overflow
 */
export const standardScale = columnwise<Record<never, never>, ScaleRule>({
  kind: 'standardScale',
  defaults: {},
  numeric: {
    rule: shape.record<ScaleRule>({ mean: shape.number(), sd: shape.number(0) }),
    fit: ruleOf,
    apply: ({ mean, sd }, column) => [
      { ...column, values: column.values.map(x => (Number.isNaN(x) ? x : sd === 0 ? 0 : (x - mean) / sd)) },
    ],
    lower({ mean, sd }, column, build) {
      const off = affine(build, column.node, 1, -mean)
      const node = sd === 0 ? affine(build, column.node, 0, 0) : build.add({ op: 'divide', a: off, b: constant(build, sd) })
      return [{ ...column, node }]
    },
  },
})

function ruleOf({ name, values }: NumericColumn): ScaleRule {
  let [n, sum, first, alike] = [0, 0, 0, true]
  for (const x of values) {
    if (Number.isNaN(x)) continue
    if (!Number.isFinite(x))
      throw new LearnError('not_finite', `standardScale found ${x} in column ${name}. Put clip before it, or mend the data.`)
    if (n++ === 0) first = x
    else if (x !== first) alike = false
    sum += x
  }
  if (alike) return { mean: first, sd: 0 } // rounding would leave an sd near 1e-17
  const mean = sum / n
  let squares = 0
  for (const x of values) if (!Number.isNaN(x)) squares += (x - mean) * (x - mean)
  const sd = Math.sqrt(squares / n)
  if (sd < Infinity) return { mean, sd }
  throw new LearnError('not_finite', `standardScale found numbers too large to square in column ${name}. Divide it, or mend the data.`)
}
