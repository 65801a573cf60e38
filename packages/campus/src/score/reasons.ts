import { columnOf, derivationsOf, inputShares, inputsOf, prepared, type Table } from '@headway/learn'
import type { Bundle } from '../bundle.ts'
import { type Field, fieldOf } from '../codebook/codebook.ts'
import { derivedValue } from './derived-words.ts'
import type { Reason } from './forecast.ts'
import { sourceTitles } from './source-titles.ts'
import { valueInWords } from './value-in-words.ts'

/**
 * Why this forecast: every indicator, and every column derived from several, with its additive share of the score, largest first.
 * Shares above 0 speak for higher classes (one latent score), for the event (binary), for a higher value (regression), or, in a model
 * with a score per class, for the forecast class against the average class. They are of the score before calibration. Empty where the
 * model cannot tell (a prior has no reasons).
 *
 * A derived column can still change where all its inputs can, and is unknown where one of them is.
 *
 * @param table one row, as the bundle's recipe takes it
 * @param probabilities [k] its forecast
 */
export function reasonsFor(bundle: Bundle, table: Table, probabilities: Float64Array, unknown: readonly string[]): Reason[] {
  const { codebook, fitted } = bundle
  const shares = inputShares(fitted, table)
  if (!shares) return []
  const { outputs, columns, values, scale, allocated } = shares
  const inputs = prepared({ ...fitted, steps: [] }, table) // codes as the fit counted them
  const derived = new Map(derivationsOf(fitted).map(derivation => [derivation.name, derivation]))
  const titleOf = sourceTitles(codebook, fitted)
  const likeliest = probabilities.indexOf(probabilities.reduce((a, b) => Math.max(a, b)))
  const reasons = columns.map((name, j) => {
    const derivation = derived.get(name)
    const from = derivation ? inputsOf(derivation) : [name]
    const own = values[Math.min(likeliest, outputs - 1) * columns.length + j]!
    let average = 0
    for (let o = 0; o < outputs; o++) average += values[o * columns.length + j]! / outputs
    const words = derivation ? undefined : wordsOf(bundle, name, table)
    const isUnknown = from.some(input => unknown.includes(input))
    return {
      column: name,
      title: titleOf(name),
      value: isUnknown ? 'unknown' : derivation ? derivedValue(derivation, codebook, inputs) : labelOf(fieldOf(codebook, name), table),
      ...(words !== undefined && !isUnknown && { words }),
      contribution: outputs === 1 ? values[j]! : own - average,
      scale,
      ...(allocated && { allocated }),
      kind: isUnknown ? 'unknown' : from.every(input => fieldOf(codebook, input).actionable) ? 'can still change' : 'background',
    } satisfies Reason
  })
  return reasons.filter(r => r.contribution !== 0).sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution))
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
