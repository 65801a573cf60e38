import { LearnError } from '../errors.ts'
import type { FittedRecipe, Input } from '../recipe.ts'
import { type Column, categoricalColumn, columnOf, type Table } from '../table.ts'
import { levelCodes, numbers } from './grid.ts'

/** A column that may change, and how. */
export interface Actionable {
  readonly column: string // an input column
  /** Default any. `up` and `down` need an order: numbers, or ordered levels. */
  readonly direction?: 'up' | 'down' | 'any'
  /** Values to try: numbers (required), or names of levels (default all of the fit). */
  readonly values?: readonly number[] | readonly string[]
  /** Numbers only, required: what counts as a distance of 1, above 0. The interquartile range of the training rows is a good one. */
  readonly scale?: number
}

/** One value that a column may take instead of its own. */
export interface Move {
  readonly to: number // a number, or a code of the fit
  readonly distance: number
  readonly way: -1 | 0 | 1 // down, without order, up
}

export interface Moves {
  /** As the row has it, in the levels of the fit; a level that the fit does not list stands behind them. */
  readonly own: Column
  readonly moves: readonly Move[] // nearest first, ties by `to`
}

/**
 * Where each actionable column of the row may go. Distances: of numbers |Δ| / scale; of ordered levels steps / (levels − 1); of
 * levels without order, and from a missing value, 1. A missing value has no way up or down.
 *
 * @returns in the order of the names
 * @throws LearnError `unknown_column`, `wrong_column_kind`, `bad_param`, `not_finite`
 */
export function movesOf(fitted: FittedRecipe, row: Table, actionable: readonly Actionable[]): Moves[] {
  const sorted = [...actionable].sort((a, b) => (a.column < b.column ? -1 : 1))
  const twice = sorted.find(({ column }, at) => column === sorted[at + 1]?.column)
  if (twice) throw new LearnError('bad_param', `${twice.column} is named twice among the actionable columns. Name it once.`)
  return sorted.map(one => {
    const input = fitted.inputs.find(({ name }) => name === one.column)
    if (input) return movesOfColumn(one, input, row)
    const known = fitted.inputs.map(({ name }) => name).join(', ')
    throw new LearnError('unknown_column', `${one.column} is no input of the recipe. Its inputs: ${known}.`)
  })
}

function movesOfColumn(one: Actionable, input: Input, row: Table): Moves {
  const { column: name, direction = 'any', values, scale } = one
  const ordered = input.kind === 'numeric' || input.ordered
  if (!['up', 'down', 'any'].includes(direction) || (!ordered && direction !== 'any')) {
    throw new LearnError(
      'bad_param',
      `${name} has direction ${direction}, expected ${ordered ? 'up, down or any' : 'any: it has no order'}.`,
    )
  }
  if (input.kind === 'numeric' && (!values || !(scale! > 0 && scale! < Infinity))) {
    throw new LearnError(
      'bad_param',
      `${name} is numeric: give the values to try, and a scale above 0 (got ${scale}) such as the interquartile range of training.`,
    )
  }
  const own = ownColumn(row, input)
  const from = own.kind === 'numeric' ? own.values[0] : own.codes[0]
  const levels = input.kind === 'numeric' ? [] : input.levels
  const known = input.kind === 'numeric' ? !Number.isNaN(from) : from >= 0 && from < levels.length
  const unit = input.kind === 'numeric' ? scale! : levels.length - 1
  const moves = candidatesOf(input, values)
    .filter(to => to !== from)
    .map((to): Move => {
      if (!ordered || !known) return { to, distance: 1, way: 0 }
      return { to, distance: Math.abs(to - from) / unit, way: to > from ? 1 : -1 }
    })
    .filter(({ way }) => direction === 'any' || way === (direction === 'up' ? 1 : -1))
  return { own, moves: moves.sort((a, b) => a.distance - b.distance || a.to - b.to) }
}

function candidatesOf(input: Input, values: Actionable['values']): number[] {
  if (input.kind === 'numeric') return numbers(input.name, values!)
  return values ? levelCodes(input.name, input.levels, values) : input.levels.map((_, code) => code)
}

function ownColumn(row: Table, input: Input): Column {
  const column = columnOf(row, input.name)
  if (column.kind === 'numeric' && input.kind === 'numeric') return column
  if (column.kind === 'categorical' && input.kind === 'categorical') {
    const { codes, source } = column
    const level = column.levels[codes[0]]
    const levels = codes[0] < 0 || input.levels.includes(level) ? input.levels : [...input.levels, level]
    return categoricalColumn(input.name, [levels.indexOf(level)], levels, { ordered: input.ordered, source })
  }
  throw new LearnError('wrong_column_kind', `Column ${input.name} was ${input.kind} when the recipe was fitted, and is ${column.kind} now.`)
}
