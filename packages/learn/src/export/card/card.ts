import { LearnError } from '../../errors.ts'
import type { Matrix } from '../../matrix.ts'
import { type FittedRecipe, forecast, type Input, prepared } from '../../recipe.ts'
import { type Column, numericColumn, type Table, table } from '../../table.ts'
import type { Task } from '../../task.ts'
import { evaluateProgram } from '../evaluate.ts'
import { lowerRecipe } from '../lower.ts'
import { type BandContent, type Content, contentsOf } from './contents.ts'
import { scoredProgram } from './score-node.ts'
import { type CardTotal, totalsOf } from './totals.ts'

/** A model to be added up by hand: points for each input, and what each total says. */
export interface ScoringCard {
  readonly task: Task
  readonly parts: readonly CardPart[] // inputs that give points, in the order of the recipe
  /** Inputs whose points would all be 0. */
  readonly leftOut: readonly string[]
  readonly totals: readonly CardTotal[] // rising, every total that can come about
  /** How far a forecast read from the card is from the model's own, over the rows that the card was made with. */
  readonly rounding: { readonly rows: number; readonly largest: number; readonly mean: number }
}

export interface CardPart {
  readonly column: string
  readonly bands: readonly CardBand[]
}

export interface CardBand {
  readonly holds: BandContent
  readonly points: number // whole, 0 or more
}

/** Points of the input that matters most: the first of these that rounds little enough. */
const MOST_POINTS = [20, 30, 50] as const
/** Little enough: the mean difference of a probability, or of a value as a share of what the card can say. */
const FINE_ENOUGH = 0.01

/**
 * A hand-scoring card of a model whose score is a sum over its inputs: linear models, and additive ones without pairs, of one event,
 * one value or ordered classes, calibrated or not. Points are whole numbers from 0 to 20, or to 30 or 50 where the forecasts would
 * move by more than .01 on average. A number is put into at most 12 bands, chosen by the rows. A missing value has points of its own,
 * and so has a level that training never saw.
 *
 * @param rows what the bands are chosen by and the rounding is measured on: such rows as it will be used for
 * @throws LearnError `not_exportable` (another model, or one whose forecast never moves), `too_few_rows` (no row)
 */
export function scoringCard(fitted: FittedRecipe, rows: Table): ScoringCard {
  if (rows.rows === 0) throw new LearnError('too_few_rows', 'A card needs rows to choose its bands by. Give a table with rows.')
  const scored = scoredProgram(lowerRecipe(fitted))
  const shown = prepared({ ...fitted, steps: [] }, rows)
  const adds = evaluateProgram(scored.parts, shown)
  const contents = fitted.inputs.map((_, j) => contentsOf(scored.parts, j, shown.columns[j], columnOfMatrix(adds, j)))
  const spread = Math.max(0, ...contents.map(own => own.spread))
  if (!(spread > 0)) throw new LearnError('not_exportable', 'This model forecasts the same for every row: there is nothing to add up.')
  const meanScore = scored.intercept + adds.data.reduce((sum, v) => sum + v, 0) / rows.rows
  const wanted = forecast(fitted, rows)

  const cardOf = (perPoint: number): ScoringCard => {
    const all = fitted.inputs.map(({ name }, j) => ({ column: name, bands: pointed(contents[j].at(perPoint), perPoint) }))
    const parts = all.filter(({ bands }) => bands.some(b => b.points > 0))
    const points = pointsOf(parts, fitted.inputs, shown)
    const base = meanScore - (perPoint * points.reduce((sum, p) => sum + p, 0)) / rows.rows // the mean score stays what it is
    const most = parts.reduce((sum, { bands }) => sum + Math.max(...bands.map(b => b.points)), 0)
    const scores = Float64Array.from({ length: most + 1 }, (_, total) => base + total * perPoint)
    const totals = totalsOf(evaluateProgram(scored.link, table([numericColumn('score', scores)])), fitted.task)
    const leftOut = all.filter(part => !parts.includes(part)).map(({ column }) => column)
    return { task: fitted.task, parts, leftOut, totals, rounding: roundingOf(totals, points, wanted) }
  }

  const cards = MOST_POINTS.map(most => cardOf(spread / most))
  const fine = ({ task, totals, rounding }: ScoringCard) =>
    rounding.mean <=
    FINE_ENOUGH * (task.kind === 'regression' ? Math.abs(totals[totals.length - 1].forecast[0] - totals[0].forecast[0]) : 1)
  return cards.find(fine) ?? cards.reduce((best, card) => (card.rounding.mean < best.rounding.mean ? card : best))
}

/** The points of every row, [n]. */
function pointsOf(parts: readonly CardPart[], inputs: readonly Input[], { rows, columns }: Table): Int32Array {
  const points = new Int32Array(rows)
  inputs.forEach((input, j) => {
    const bands = parts.find(({ column }) => column === input.name)?.bands ?? []
    for (let i = 0; i < rows; i++) points[i] += bands.find(({ holds }) => isHeld(holds, input, columns[j], i))?.points ?? 0
  })
  return points
}

function isHeld(holds: BandContent, input: Input, column: Column, row: number): boolean {
  if (column.kind === 'numeric' || input.kind === 'numeric') {
    const value = column.kind === 'numeric' ? column.values[row] : NaN
    if (holds.kind === 'levels') return holds.missing && Number.isNaN(value)
    return value > (holds.from ?? -Infinity) && value <= (holds.to ?? Infinity)
  }
  if (holds.kind === 'range') return false
  const code = column.codes[row]
  if (code < 0) return holds.missing
  return code < input.levels.length ? holds.levels.includes(input.levels[code]) : holds.unseen
}

/** In points above the lowest; neighbouring ranges of equal points together, and levels of equal points. */
function pointed(contents: readonly Content[], perPoint: number): CardBand[] {
  const lowest = Math.min(...contents.map(c => c.adds))
  const bands: CardBand[] = []
  for (const { holds, adds } of contents) {
    const points = Math.round((adds - lowest) / perPoint)
    const at = bands.findIndex(
      (b, i) => b.points === points && b.holds.kind === holds.kind && (holds.kind === 'levels' || i === bands.length - 1),
    )
    if (at < 0) bands.push({ holds, points })
    else bands[at] = { holds: joined(bands[at].holds, holds), points }
  }
  return bands
}

function joined(a: BandContent, b: BandContent): BandContent {
  if (a.kind === 'range' && b.kind === 'range') return { kind: 'range', from: a.from, to: b.to }
  if (a.kind === 'range' || b.kind === 'range') return a
  return { kind: 'levels', levels: [...a.levels, ...b.levels], missing: a.missing || b.missing, unseen: a.unseen || b.unseen }
}

function roundingOf(totals: readonly CardTotal[], points: Int32Array, { rows, cols, data }: Matrix): ScoringCard['rounding'] {
  let [largest, sum] = [0, 0]
  points.forEach((total, i) => {
    const said = totals.find(({ to }) => total <= to)!.forecast
    const off = said.reduce((most, p, c) => Math.max(most, Math.abs(p - data[i * cols + c])), 0)
    largest = Math.max(largest, off)
    sum += off
  })
  return { rows, largest, mean: sum / rows }
}

function columnOfMatrix({ rows, cols, data }: Matrix, c: number): number[] {
  return Array.from({ length: rows }, (_, i) => data[i * cols + c])
}
