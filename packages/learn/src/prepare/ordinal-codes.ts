import { shape } from '../bundle/shape.ts'
import { lookUp } from '../export/lowered-column.ts'
import { numericColumn } from '../table.ts'
import { columnwise } from './columnwise.ts'

/**
 * Ordered categorical columns become numbers: the position of the level, 0 … levels − 1. Missing and unseen become NaN, so
 * put this step before impute. Columns without an order pass through: they are for oneHot.
 *
 * @example levels low, middle, high with codes [2, 0, −1] // [2, 0, NaN]
 */
export const ordinalCodes = columnwise<Record<never, never>, never, { readonly levels: number }>({
  kind: 'ordinalCodes',
  defaults: {},
  categorical: {
    rule: shape.record<{ readonly levels: number }>({ levels: shape.whole(0) }),
    fit: ({ levels, ordered }) => (ordered ? { levels: levels.length } : null),
    apply({ levels }, { name, codes, source }) {
      const positions = Float64Array.from(codes, code => (code >= 0 && code < levels ? code : Number.NaN))
      return [numericColumn(name, positions, source)]
    },
    lower: ({ levels }, column, build) => [
      { kind: 'numeric', name: column.name, node: lookUp(build, column, code => (code >= 0 && code < levels ? code : NaN)) },
    ],
  },
})
