import { shape } from '../bundle/shape.ts'
import { constant } from '../export/arithmetic.ts'
import { lookUp, recoded } from '../export/lowered-column.ts'
import { type CategoricalColumn, categoricalColumn, type NumericColumn, numericColumn } from '../table.ts'
import { checkOneOf } from './chosen.ts'
import { columnwise } from './columnwise.ts'
import { median } from './median.ts'

export interface ImputeParams {
  readonly numeric: 'median' | 'mean'
  /** `mode`: the most frequent level. `level`: a level of its own, `(missing)`; ordered columns get the mode all the same. */
  readonly categorical: 'mode' | 'level'
  /** Add a 0/1 column `COLUMN=missing` for each column that had missing values in the training part. */
  readonly indicators: boolean
}

interface NumericRule {
  readonly value: number
  readonly indicator: string | null // name of the indicator column
}

interface CategoricalRule {
  readonly code: number
  readonly known: number // levels when fitted; codes from here on are unseen
  readonly ownLevel: boolean
  readonly indicator: string | null
}

const OWN_LEVEL = '(missing)'

/**
 * Fills missing values with what is usual in the training part, column by column; rows count equally, whatever their weights.
 *
 * Edge cases: a column missing everywhere in the training part gets 0, or its first level; a categorical column without levels
 * gets the level `(missing)`. The most frequent level of a tie is the one with the lower code. Unseen codes stay unseen.
 * An indicator stands after its column, has its source, and is called `COLUMN=(missing)` where `missing` is one of the levels.
 *
 * @example
 * impute.fit(part, { numeric: 'mean' }, ctx) // [1, NaN, 3] becomes [1, 2, 3], and a column [0, 1, 0]
 */
export const impute = columnwise<ImputeParams, NumericRule, CategoricalRule>({
  kind: 'impute',
  defaults: { numeric: 'median', categorical: 'mode', indicators: true },

  checkParams({ numeric, categorical, indicators }) {
    checkOneOf('impute numeric', numeric, ['median', 'mean'])
    checkOneOf('impute categorical', categorical, ['mode', 'level'])
    checkOneOf('impute indicators', indicators, [true, false])
  },

  numeric: {
    rule: shape.record<NumericRule>({ value: shape.number(), indicator: shape.nullOr(shape.text) }),
    fit({ name, values }, { numeric, indicators }) {
      const present = values.filter(v => !Number.isNaN(v))
      const usual = numeric === 'median' ? median(present) : present.reduce((sum, v) => sum + v, 0) / present.length
      return {
        value: present.length > 0 ? usual : 0,
        indicator: indicators && present.length < values.length ? `${name}=missing` : null,
      }
    },
    apply({ value, indicator }, column) {
      const filled = { ...column, values: column.values.map(v => (Number.isNaN(v) ? value : v)) }
      return indicator === null ? [filled] : [filled, flags(indicator, column, column.values, Number.isNaN)]
    },
    lower({ value, indicator }, column, build) {
      const filled = { ...column, node: build.add({ op: 'ifMissing', a: column.node, b: constant(build, value) }) }
      if (indicator === null) return [filled]
      return [filled, { kind: 'numeric', name: indicator, node: build.add({ op: 'isMissing', of: column.node }) }]
    },
  },

  categorical: {
    rule: shape.where(
      shape.record<CategoricalRule>({
        code: shape.whole(0, 0x7fff_fffe),
        known: shape.whole(0, 0x7fff_fffe),
        ownLevel: shape.flag,
        indicator: shape.nullOr(shape.text),
      }),
      ({ code, known, ownLevel }) =>
        (ownLevel ? code === known : code < known) ? undefined : `.code is ${code}, but ${known} levels are known`,
    ),
    fit({ name, codes, levels, ordered }, { categorical, indicators }) {
      const ownLevel = levels.length === 0 || (categorical === 'level' && !ordered)
      return {
        code: ownLevel ? levels.length : mode(codes, levels.length),
        known: levels.length,
        ownLevel,
        indicator: indicators && !ownLevel && codes.includes(-1) ? `${name}=${levels.includes('missing') ? '(missing)' : 'missing'}` : null,
      }
    },
    apply({ code, known, ownLevel, indicator }, column) {
      if (ownLevel) return [withOwnLevel(column, known)]
      const filled = { ...column, codes: column.codes.map(c => (c < 0 ? code : c)) }
      return indicator === null ? [filled] : [filled, flags(indicator, column, column.codes, c => c < 0)]
    },
    lower({ code, known, ownLevel, indicator }, column, build) {
      if (ownLevel) return [recoded(column, c => (c < 0 ? known : c < known ? c : known + 1), known + 1)]
      const filled = recoded(column, c => (c < 0 ? code : c))
      if (indicator === null) return [filled]
      return [filled, { kind: 'numeric', name: indicator, node: lookUp(build, column, c => (c < 0 ? 1 : 0)) }]
    },
  },
})

/** `(missing)` takes the code after the fitted levels; unseen codes move up by one and stay the code after the last. */
function withOwnLevel(column: CategoricalColumn, known: number): CategoricalColumn {
  const codes = column.codes.map(c => (c < 0 ? known : c < known ? c : known + 1))
  const levels = [...column.levels.slice(0, known), OWN_LEVEL, ...(codes.includes(known + 1) ? ['(unseen)'] : [])]
  return categoricalColumn(column.name, codes, levels, { ordered: column.ordered, source: column.source })
}

function mode(codes: Int32Array, levels: number): number {
  const counts = new Float64Array(levels)
  for (const code of codes) if (code >= 0) counts[code]++
  return counts.indexOf(counts.reduce((most, n) => Math.max(most, n), 0))
}

function flags(name: string, { source }: { source: string }, values: ArrayLike<number>, isMissing: (v: number) => boolean): NumericColumn {
  return numericColumn(
    name,
    Float64Array.from(values, v => (isMissing(v) ? 1 : 0)),
    source,
  )
}
