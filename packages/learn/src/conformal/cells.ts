import { checkSameLength, checkWhole } from '../check.ts'
import { LearnError } from '../errors.ts'
import { conformalQuantile } from './conformal-quantile.ts'

export interface CellOptions {
  /** [n] Mondrian cell of each row (course, section, mode): whole numbers. Absent: all rows are one cell. */
  readonly cells?: ArrayLike<number>
  /** Cells with fewer rows are pooled; default 50. */
  readonly fewestPerCell?: number
}

/** The bound on scores in each cell; null: too few rows to bound anything. Plain JSON. */
export interface CellQuantiles {
  readonly cells: readonly { readonly cell: number; readonly n: number; readonly quantile: number | null }[] // by rising cell
  /** For rows of small cells and of cells never seen: of the small cells together, or of all rows where those are too few too. */
  readonly rest: { readonly of: 'small cells' | 'all rows'; readonly n: number; readonly quantile: number | null }
}

/**
 * Mondrian conformal: a quantile of its own for each cell, so that coverage holds in each cell and not only on average.
 *
 * Cells with fewer than `fewestPerCell` rows are pooled into one; if that pool has too few as well, its rows are judged by all rows
 * together, and their coverage is promised on average over all rows only. Cells never seen are treated as small ones.
 *
 * @param scores [n]
 * @throws LearnError `shape_mismatch`, `bad_param`
 *
 * Source: Vovk, Gammerman & Shafer (2005), Algorithmic Learning in a Random World, section 4.5.
 */
export function fitCells(scores: Float64Array, alpha: number, { cells, fewestPerCell = 50 }: CellOptions): CellQuantiles {
  checkWhole('fewestPerCell', fewestPerCell, 1)
  const all = { of: 'all rows' as const, n: scores.length, quantile: conformalQuantile(scores, alpha) }
  if (!cells) return { cells: [], rest: all }
  checkSameLength('cells', cells, 'scores', scores)
  const byCell = new Map<number, number[]>()
  scores.forEach((score, i) => {
    checkWhole(`cells[${i}]`, cells[i], Number.MIN_SAFE_INTEGER)
    const own = byCell.get(cells[i])
    if (own) own.push(score)
    else byCell.set(cells[i], [score])
  })
  const large = [...byCell].filter(([, own]) => own.length >= fewestPerCell).sort(([a], [b]) => a - b)
  const pool = [...byCell.values()].filter(own => own.length < fewestPerCell).flat()
  return {
    cells: large.map(([cell, own]) => ({ cell, n: own.length, quantile: conformalQuantile(own, alpha) })),
    rest: pool.length < fewestPerCell ? all : { of: 'small cells', n: pool.length, quantile: conformalQuantile(pool, alpha) },
  }
}

/** [n] the bound for each row, Infinity where there is none. */
export function boundsOf({ cells, rest }: CellQuantiles, rows: number, given: ArrayLike<number> | undefined): Float64Array {
  if (cells.length > 0 && !given)
    throw new LearnError('bad_param', `This was fitted on ${cells.length} cells. Give the cell of each row too: cells [${rows}].`)
  if (given) checkSameLength('cells', given, 'forecast', { length: rows })
  const known = new Map(cells.map(({ cell, quantile }) => [cell, quantile]))
  return Float64Array.from({ length: rows }, (_, i) => {
    const quantile = given && known.has(given[i]) ? known.get(given[i]) : rest.quantile
    return quantile ?? Infinity
  })
}
