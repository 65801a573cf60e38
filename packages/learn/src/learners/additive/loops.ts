import type { Term } from './boost-terms.ts'

/**
 * What boosting terms does to rows, of one output at a time. Two implementations, the same to the last bit: plain-loops.ts and
 * kernel-loops.ts. gh [m, 2] and scores [m] belong to rows [m].
 */
export interface TermLoops {
  /** How many terms are summed in one pass at most. */
  readonly atOnce: number
  /** sums[t][cells, 2] of gradients and hessians of each term, after the step of `moved` went into the gradients: g += h · step. */
  sumCells(gh: Float64Array, rows: Int32Array, terms: readonly ReadyTerm[], sums: readonly Float64Array[], moved?: ReadyTerm): void
  /** Adds the step of each term to the scores, one after another. */
  moveScores(scores: Float64Array, rows: Int32Array, terms: readonly ReadyTerm[]): void
}

/** A term with its next step [cells]. */
export interface ReadyTerm extends Omit<Term, 'inKernel'> {
  readonly step: Float64Array
}
