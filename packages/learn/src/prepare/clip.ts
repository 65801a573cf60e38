import { shape } from '../bundle/shape.ts'
import { LearnError } from '../errors.ts'
import { clamp } from '../export/arithmetic.ts'
import { columnwise } from './columnwise.ts'

export interface ClipParams {
  readonly limit: number // > 0
}

/**
 * Numeric values beyond ±limit become ±limit, so that one far-off row cannot carry a linear model away. Made for columns that
 * standardScale left in standard deviations. NaN stays NaN.
 *
 * @example limit 5: [−7, 0.5, NaN, 12] // [−5, 0.5, NaN, 5]
 */
export const clip = columnwise<ClipParams, { readonly limit: number }>({
  kind: 'clip',
  defaults: { limit: 5 },
  checkParams({ limit }) {
    if (!(limit > 0 && Number.isFinite(limit))) throw new LearnError('bad_param', `clip limit must be a number above 0, got ${limit}.`)
  },
  numeric: {
    rule: shape.record<{ readonly limit: number }>({ limit: shape.number(Number.MIN_VALUE) }),
    fit: (_, { limit }) => ({ limit }),
    apply: ({ limit }, column) => [{ ...column, values: column.values.map(x => Math.max(-limit, Math.min(limit, x))) }],
    lower: ({ limit }, column, build) => [{ ...column, node: clamp(build, column.node, -limit, limit) }],
  },
})
