import { checkByName, checkRange, checkWhole } from '../../check.ts'
import { LearnError } from '../../errors.ts'
import { scoreSources } from '../../prepare/score-sources.ts'
import type { TrainingPart } from '../../sample.ts'
import type { Table } from '../../table.ts'

export interface ColumnParams {
  /** By column name: 1 holds its coefficient at 0 or above, −1 at 0 or below. Not for multinomial models. */
  readonly signs: Readonly<Record<string, 1 | -1>>
  /** By name of a column or of the source that columns came from: what multiplies lambda there. A column's own name goes first. */
  readonly strength: Readonly<Record<string, number>>
  /** That many sources, those that go best with the target inside the part, get strongFactor × lambda; `strength` goes first. */
  readonly strongColumns: number
  readonly strongFactor: number
}

/** What holds for single columns, in table order; absent where nothing was asked for. */
export interface ColumnRules {
  readonly factors?: Float64Array // [d] > 0, multiply lambda
  readonly signs?: Float64Array // [d] 1, −1 or 0
}

/**
 * The strong sources are the first by `scoreSources`, which counts rows whatever their weights; ties by name.
 *
 * @throws LearnError `unknown_column`, `bad_param`
 */
export function columnRules(part: TrainingPart, params: ColumnParams): ColumnRules {
  const { signs, strongColumns, strongFactor } = params
  checkByName('signs', signs)
  checkByName('strength', params.strength)
  const strength = new Map(Object.entries(params.strength))
  const { columns } = part.table
  checkWhole('strongColumns', strongColumns, 0)
  checkRange('strongFactor', strongFactor, 1e-6, 1e6)
  for (const [name, factor] of strength) checkRange(`strength of ${name}`, factor, 1e-6, 1e6)
  checkNames('strength', [...strength.keys()], [...columns.map(c => c.name), ...columns.map(c => c.source)])
  const strong = strongSources(part, strongColumns)
  const factor = (name: string, source: string) => strength.get(name) ?? strength.get(source) ?? (strong.has(source) ? strongFactor : 1)
  return {
    ...((strength.size > 0 || strong.size > 0) && { factors: Float64Array.from(columns, c => factor(c.name, c.source)) }),
    ...(Object.keys(signs).length > 0 && { signs: signsOf(part.table, new Map(Object.entries(signs))) }),
  }
}

function strongSources(part: TrainingPart, k: number): ReadonlySet<string> {
  if (k === 0) return new Set()
  const best = scoreSources(part).sort((a, b) => a.logP - b.logP || (a.source < b.source ? -1 : 1))
  return new Set(best.slice(0, k).map(({ source }) => source))
}

function signsOf({ columns }: Table, signs: ReadonlyMap<string, number>): Float64Array {
  for (const [name, sign] of signs) {
    if (sign !== 1 && sign !== -1) throw new LearnError('bad_param', `The sign of ${name} must be 1 or -1, got ${sign}.`)
  }
  const names = columns.map(c => c.name)
  checkNames('signs', [...signs.keys()], names)
  return Float64Array.from(names, name => signs.get(name) ?? 0)
}

function checkNames(param: string, names: readonly string[], known: readonly string[]): void {
  const present = new Set(known)
  const absent = names.find(name => !present.has(name))
  if (absent === undefined) return
  throw new LearnError('unknown_column', `${param} names ${absent}, but the columns are: ${[...present].join(', ')}.`)
}
