import { checkShape, type Shape, shape } from '../bundle/shape.ts'
import { checkRange } from '../check.ts'
import { LearnError } from '../errors.ts'
import { type LoweredColumn, selectLowered } from '../export/lowered-column.ts'
import type { Step } from '../recipe.ts'
import type { TrainingPart } from '../sample.ts'
import { columnOf, numericColumn, type Table, table } from '../table.ts'
import { checkOneOf, chosen } from './chosen.ts'
import { codesIn, type Derivation, derivedValues, inputsOf, numbersIn } from './derive/derivation.ts'
import { derivationShape } from './derive/derivation-shape.ts'
import { findMeasures, type Measure } from './derive/find-measures.ts'
import { findShares, type Pair } from './derive/find-shares.ts'
import { lowerDerivation } from './derive/lower-derivation.ts'

/** What is known about the columns, by name. Everything named must be in the table. */
export interface DeriveParams {
  /** Counts of which one is part of the other. */
  readonly shares: readonly Pair[]
  /** The same measure at successive times. */
  readonly measures: readonly Measure[]
  /** Columns to compare with the mean of the row's own category. */
  readonly relativeTo: { readonly by: string; readonly columns: readonly string[] } | null
  /** Look for shares and measures in the training part, too. */
  readonly find: boolean
  /** Rows that the overall mean counts as in a category's mean. */
  readonly smoothing: number
}

export interface DeriveState {
  readonly derived: readonly Derivation[]
}

/**
 * Adds columns made from others, after all columns of the table: shares of counts (`part / whole`), totals and changes of a
 * measure across terms (each term against the one before), and differences from the mean of the row's category:
 *
 *   x − (n_g mean_g + m overall) / (n_g + m)     n_g: training rows of the category with x known; m: smoothing
 *
 * What is missing and how shares and measures are found: `derivedValues`, `findShares`, `findMeasures`. A category that training
 * never saw, or a missing one, has the overall mean. Rows count equally, whatever their weights. A derived column is a source of its
 * own; the state says what it was made from. A name that the table already has gets " (derived)" behind it.
 *
 * @example
 * derive.fit(part, { shares: [{ part: 'passed', whole: 'taken' }] }, ctx) // adds "passed of taken"
 *
 * @throws LearnError `unknown_column`, `wrong_column_kind`, `bad_param`, `not_finite` (±Infinity in a column compared with its mean)
 */
export const derive: Step<DeriveParams, DeriveState> = {
  kind: 'derive',
  defaults: { shares: [], measures: [], relativeTo: null, find: false, smoothing: 10 },
  bySource: false,
  derivations: ({ derived }) => derived,

  fit(part, params) {
    const { shares, measures, relativeTo, find, smoothing } = chosen('derive', derive.defaults, params)
    checkOneOf('derive find', find, [true, false])
    checkRange('derive smoothing', smoothing, 0, Number.MAX_VALUE)
    const short = measures.find(({ columns }) => columns.length < 2)
    if (short) throw new LearnError('bad_param', `derive measure ${short.name} needs at least two columns, got ${short.columns.length}.`)
    const wanted = [
      ...[...shares, ...(find ? findShares(part) : [])].map(share),
      ...[...measures, ...(find ? findMeasures(numericNames(part.table)) : [])].flatMap(acrossTerms),
      ...(relativeTo?.columns ?? []).map(column => relative(part, column, relativeTo!.by, smoothing)),
    ]
    const derived = named(onceEach(wanted), part.table)
    for (const derivation of derived) derivedValues(derivation, part.table) // throws here, not at the first forecast
    return { derived }
  },

  apply({ derived }, from) {
    const byName = new Map(from.columns.map(column => [column.name, column]))
    const made = derived.map(derivation => {
      const columns = inputsOf(derivation).map(name => byName.get(name) ?? columnOf(from, name))
      return numericColumn(derivation.name, derivedValues(derivation, { rows: from.rows, columns }))
    })
    return table([...from.columns, ...made], from.rows)
  },

  lower: ({ derived }, from, build) => [
    ...from,
    ...derived.map((derivation): LoweredColumn => {
      const columns = selectLowered(from, inputsOf(derivation))
      return { kind: 'numeric', name: derivation.name, node: lowerDerivation(build, derivation, columns) }
    }),
  ],

  check(state) {
    checkShape('The state of derive', state, deriveState)
  },
}

const deriveState: Shape<DeriveState> = shape.record<DeriveState>({
  derived: shape.where(shape.list(derivationShape), derived => shape.names()(derived.map(d => d.name))),
})

function share({ part, whole }: Pair): Derivation {
  return { kind: 'share', name: `${part} of ${whole}`, part, whole }
}

function acrossTerms({ name: measure, columns }: Measure): Derivation[] {
  const changes = columns.slice(1).map((to, i): Derivation => {
    const from = columns[i]
    return { kind: 'change', name: `change of ${measure}${columns.length > 2 ? ` from ${from} to ${to}` : ''}`, measure, from, to }
  })
  return [{ kind: 'total', name: `total of ${measure}`, measure, columns }, ...changes]
}

function relative({ table: from }: TrainingPart, column: string, by: string, smoothing: number): Derivation {
  const values = numbersIn(from, column)
  const codes = codesIn(from, by)
  const known = values.filter(v => !Number.isNaN(v))
  const overall = known.length > 0 ? known.reduce((sum, v) => sum + v, 0) / known.length : 0
  const levels = codes.reduce((most, code) => Math.max(most, code), -1) + 1
  const size = new Float64Array(levels)
  const sum = new Float64Array(levels)
  codes.forEach((code, i) => {
    if (code < 0 || Number.isNaN(values[i])) return
    size[code]++
    sum[code] += values[i]
  })
  const means = Array.from(sum, (s, g) => (size[g] > 0 ? (s + smoothing * overall) / (size[g] + smoothing) : overall))
  if (![overall, ...means].every(Number.isFinite)) {
    throw new LearnError(
      'not_finite',
      `derive found no finite mean of column ${column}. Mend its infinite values, or leave the column out.`,
    )
  }
  return { kind: 'relative', name: `${column} against the mean of its ${by}`, column, by, means, overall }
}

/** What is both known and found is made once. */
function onceEach(wanted: readonly Derivation[]): Derivation[] {
  const key = (derivation: Derivation) => JSON.stringify([derivation.kind, ...inputsOf(derivation)])
  const keys = wanted.map(key)
  return wanted.filter((_, i) => keys.indexOf(keys[i]) === i)
}

function named(derived: readonly Derivation[], { columns }: Table): Derivation[] {
  const taken = new Set(columns.map(c => c.name))
  return derived.map(derivation => {
    let { name } = derivation
    while (taken.has(name)) name += ' (derived)'
    taken.add(name)
    return { ...derivation, name }
  })
}

function numericNames({ columns }: Table): string[] {
  return columns.filter(c => c.kind === 'numeric').map(c => c.name)
}
