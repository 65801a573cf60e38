import { shape } from '../bundle/shape.ts'
import { checkWhole } from '../check.ts'
import type { FormulaBuilder } from '../export/builder.ts'
import { type LoweredColumn, type LoweredLevels, lookUp } from '../export/lowered-column.ts'
import { type CategoricalColumn, type NumericColumn, numericColumn } from '../table.ts'
import { checkOneOf } from './chosen.ts'
import { columnwise } from './columnwise.ts'

export interface OneHotParams {
  /** Levels with fewer training rows share the bucket. */
  readonly minRows: number
  /** Ordered columns: `oneHot` encodes them like the others, `codes` leaves them for ordinalCodes. */
  readonly ordered: 'oneHot' | 'codes'
}

interface OneHotRule {
  readonly known: readonly number[] // codes with a column of their own
  readonly names: readonly string[] // [known, bucket if any]
  readonly shares: readonly number[] // of the training rows, [names]
  readonly bucket: boolean // some training row fell into the bucket
  readonly missing: boolean // some training row was missing
}

/** The bucket: levels that are too rare or were never seen. A level of this very name always belongs to it. */
const OTHER = '(other)'

/**
 * Each categorical column becomes 0/1 columns `COLUMN=level` in the order of the levels, with `COLUMN` as their source.
 * No level is left out as a reference: learners here are penalised.
 *
 * Levels with 1 … minRows − 1 training rows share a last column `COLUMN=(other)`. What the training part never showed must not
 * move a forecast by accident, so:
 * - an unseen level goes to the bucket if a training row did; otherwise there is no bucket column, and the row gets the
 *   training share of every level: after standardScale exactly 0, "as if the column had not been asked";
 * - a missing value gets all zeros if the training part had missing values here, otherwise the shares likewise.
 *
 * A column without any training value vanishes.
 *
 * @example levels a, b with training codes [0, 1, 0, 0] // columns x=a [1, 0, 1, 1] and x=b [0, 1, 0, 0]; unseen: 0.75 and 0.25
 */
export const oneHot = columnwise<OneHotParams, never, OneHotRule>({
  kind: 'oneHot',
  defaults: { minRows: 1, ordered: 'oneHot' },

  checkParams({ minRows, ordered }) {
    checkWhole('oneHot minRows', minRows, 1)
    checkOneOf('oneHot ordered', ordered, ['oneHot', 'codes'])
  },

  categorical: {
    rule: shape.where(
      shape.record<OneHotRule>({
        known: shape.list(shape.whole(0)),
        names: shape.names(),
        shares: shape.list(shape.number(0, 1)),
        bucket: shape.flag,
        missing: shape.flag,
      }),
      ({ known, names, shares, bucket }) =>
        names.length === known.length + Number(bucket) && shares.length === names.length
          ? undefined
          : ` must have a name and a share for each of ${known.length} levels${bucket ? ' and the bucket' : ''}`,
    ),
    fit(column, { minRows, ordered }) {
      return column.ordered && ordered === 'codes' ? null : ruleOf(column, minRows)
    },
    apply: encode,
    lower: lowerEncoded,
  },
})

function ruleOf({ name, codes, levels }: CategoricalColumn, minRows: number): OneHotRule {
  const counts = levels.map(() => 0)
  for (const code of codes) if (code >= 0) counts[code]++
  const known = levels.map((_, code) => code).filter(code => counts[code] >= minRows && levels[code] !== OTHER)
  const pooled = counts.reduce((sum, n, code) => sum + (known.includes(code) ? 0 : n), 0)
  const bucket = pooled > 0
  return {
    known,
    names: [...known.map(code => levels[code]), ...(bucket ? [OTHER] : [])].map(level => `${name}=${level}`),
    shares: [...known.map(code => counts[code]), ...(bucket ? [pooled] : [])].map(n => n / codes.length),
    bucket,
    missing: codes.includes(-1),
  }
}

function encode({ known, names, shares, bucket, missing }: OneHotRule, column: CategoricalColumn): NumericColumn[] {
  const { codes, levels, source } = column
  const encoded = names.map(() => new Float64Array(codes.length))
  const position = new Int32Array(levels.length).fill(-1) // −1: no column of its own
  known.forEach((code, j) => {
    position[code] = j
  })
  codes.forEach((code, i) => {
    const at = code < 0 ? -1 : position[code]
    if (at >= 0) encoded[at][i] = 1
    else if (code >= 0 && bucket) encoded[known.length][i] = 1
    else if (code >= 0 || !missing) for (let j = 0; j < names.length; j++) encoded[j][i] = shares[j]
  })
  return names.map((name, j) => numericColumn(name, encoded[j], source))
}

/** `encode` as nodes. */
function lowerEncoded(
  { known, names, shares, bucket, missing }: OneHotRule,
  column: LoweredLevels,
  build: FormulaBuilder,
): LoweredColumn[] {
  const position = new Map(known.map((code, j) => [code, j]))
  return names.map((name, j) => ({
    kind: 'numeric',
    name,
    node: lookUp(build, column, code => {
      const at = code < 0 ? undefined : (position.get(code) ?? (bucket ? known.length : undefined))
      if (at !== undefined) return j === at ? 1 : 0
      return code >= 0 || !missing ? shares[j] : 0
    }),
  }))
}
