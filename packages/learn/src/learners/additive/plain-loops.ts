import type { TermLoops } from './loops.ts'

export const plainLoops: TermLoops = {
  atOnce: 1,

  sumCells(gh, rows, [{ cells, cellOf }], [sums], moved) {
    if (moved) for (let i = 0; i < rows.length; i++) gh[2 * i] += gh[2 * i + 1] * moved.step[moved.cellOf[rows[i]]]
    sums.fill(0, 0, 2 * cells)
    for (let i = 0; i < rows.length; i++) {
      const at = 2 * cellOf[rows[i]]
      sums[at] += gh[2 * i]
      sums[at + 1] += gh[2 * i + 1]
    }
  },

  moveScores(scores, rows, terms) {
    for (const { cellOf, step } of terms) for (let i = 0; i < rows.length; i++) scores[i] += step[cellOf[rows[i]]]
  },
}
