import { type BinContent, contentOf } from './curves.ts'
import { type AdditiveColumn, type AdditiveModel, gridSize } from './model.ts'
import { deviation } from './uncertainty.ts'

/** What two columns add together on one output, besides their own curves. */
export interface PairSurface {
  readonly columns: readonly [string, string]
  readonly output: number
  readonly axes: readonly [readonly BinContent[], readonly BinContent[]] // the last of each is missing
  readonly values: readonly (readonly number[])[] // [first axis][second axis] what is added to the score
  readonly errors: readonly (readonly number[])[] // one standard deviation over samples of other rows, see Uncertainty
  readonly weight: readonly (readonly number[])[] // of the training rows
}

/** The pairs as plain data for heat maps, by pair and output. */
export function surfaces({ columns, pairs, spread }: AdditiveModel): PairSurface[] {
  const named = new Map(columns.map(column => [column.name, column]))
  return pairs.flatMap(({ columns: of, groups, weight, values, bags }) => {
    const axes = [axisOf(named.get(of[0])!, groups[0]), axisOf(named.get(of[1])!, groups[1])] as const
    const width = gridSize(groups[1])
    const byRow = (cells: readonly number[]) => axes[0].map((_, row) => cells.slice(row * width, (row + 1) * width))
    return values.map((own, output) => ({
      columns: of,
      output,
      axes,
      values: byRow(own),
      errors: byRow(own.map((_, cell) => spread * deviation(bags.map(bag => bag[output][cell])))),
      weight: byRow(weight),
    }))
  })
}

/** What each group of bins holds. */
function axisOf(column: AdditiveColumn, groups: readonly number[]): BinContent[] {
  const held: BinContent[] = []
  groups.forEach((group, bin) => {
    const more = contentOf(column, bin)
    held[group] = held[group] ? joined(held[group], more) : more
  })
  return held
}

/** Neighbouring ranges, or levels. */
function joined(a: BinContent, b: BinContent): BinContent {
  if (a.kind === 'range' && b.kind === 'range') return { kind: 'range', from: a.from, to: b.to }
  return a.kind === 'levels' && b.kind === 'levels' ? { kind: 'levels', levels: [...a.levels, ...b.levels] } : b
}
