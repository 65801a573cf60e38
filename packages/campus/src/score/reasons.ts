import { columnOf, derivationsOf, inputShares, inputsOf, type Matrix, prepared, type Table, takeRows } from '@headway/learn'
import type { Bundle } from '../bundle.ts'
import { type Field, fieldOf } from '../codebook/codebook.ts'
import { derivedValue } from './derived-words.ts'
import type { Reason } from './forecast.ts'
import { sourceTitles } from './source-titles.ts'
import { valueInWords } from './value-in-words.ts'

/**
 * Why these forecasts: every indicator, and every column derived from several, with its additive share of the score, largest first.
 * Shares above 0 speak for higher classes (one latent score), for the event (binary), for a higher value (regression), or, in a model
 * with a score per class, for the forecast class against the average class. They are of the score before calibration. Empty where the
 * model cannot tell (a prior has no reasons).
 *
 * A derived column can still change where all its inputs can, and is unknown where one of them is.
 *
 * @param table [n] rows, as the bundle's recipe takes them
 * @param probabilities [n, k] their forecasts
 * @param unknown [n] the inputs that each row does not know
 * @returns [n]
 */
export function reasonsFor(bundle: Bundle, table: Table, { data, cols }: Matrix, unknown: readonly (readonly string[])[]): Reason[][] {
  const { codebook, fitted } = bundle
  const shares = inputShares(fitted, table)
  if (!shares) return unknown.map(() => [])
  const { outputs, columns, values, scale, allocated } = shares
  const derived = new Map(derivationsOf(fitted).map(derivation => [derivation.name, derivation]))
  const titleOf = sourceTitles(codebook, fitted)
  const sources = columns.map(name => {
    const derivation = derived.get(name)
    const from = derivation ? inputsOf(derivation) : [name]
    return { name, title: titleOf(name), derivation, from, actionable: from.every(input => fieldOf(codebook, input).actionable) }
  })
  return unknown.map((notKnown, r) => {
    const row = unknown.length === 1 ? table : takeRows(table, [r])
    const inputs = prepared({ ...fitted, steps: [] }, row) // codes as the fit counted them
    const likeliest = positionOfLargest(data.subarray(r * cols, (r + 1) * cols))
    const share = (output: number, j: number) => values[(r * outputs + output) * columns.length + j]!
    const reasons = sources.map(({ name, title, derivation, from, actionable }, j) => {
      let average = 0
      for (let o = 0; o < outputs; o++) average += share(o, j) / outputs
      const isUnknown = from.some(input => notKnown.includes(input))
      const words = derivation || isUnknown ? undefined : wordsOf(bundle, name, row)
      return {
        column: name,
        title,
        value: isUnknown ? 'unknown' : derivation ? derivedValue(derivation, codebook, inputs) : labelOf(fieldOf(codebook, name), row),
        ...(words !== undefined && { words }),
        contribution: outputs === 1 ? share(0, j) : share(Math.min(likeliest, outputs - 1), j) - average,
        scale,
        ...(allocated && { allocated }),
        kind: isUnknown ? 'unknown' : actionable ? 'can still change' : 'background',
      } satisfies Reason
    })
    return reasons.filter(x => x.contribution !== 0).sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution))
  })
}

/** Ties go to the first. */
function positionOfLargest(values: Float64Array): number {
  return values.indexOf(values.reduce((a, b) => Math.max(a, b)))
}

function wordsOf({ codebook, typical = {} }: Bundle, name: string, table: Table): string | undefined {
  const column = columnOf(table, name)
  if (column.kind !== 'numeric' || !Object.hasOwn(typical, name)) return undefined
  return valueInWords(fieldOf(codebook, name), column.values[0]!, typical[name]!)
}

function labelOf({ name, scale }: Field, table: Table): string {
  const column = columnOf(table, name)
  if (column.kind === 'numeric') return String(column.values[0])
  return 'codes' in scale ? scale.codes[column.codes[0]!]!.label : ''
}
