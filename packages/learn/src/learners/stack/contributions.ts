import { inputShares } from '../../input-shares.ts'
import type { Contributions } from '../../learner.ts'
import type { Table } from '../../table.ts'
import { memberScore } from './member-score.ts'
import type { StackModel } from './stack.ts'

/** A change of a member's score below this is too small to divide by. */
const LEAST_CHANGE = 1e-6
/** A change that differs by no more than this from the member's own is the same, but for rounding. */
const ROUNDING = 1e-9

/**
 * The shares of the members, weighted. A member whose score is on the stack's own scale (log-odds, values) brings its shares as
 * they are. From another scale (probabilities, one latent score of ordered classes), or where the floor of .001 cuts in, its
 * shares are stretched to the change that they make there:
 *
 *   share_oj = φ_oj (G_o(own score) − G_o(own base)) / Σ_j φ_oj,   G: `memberScore`
 *
 * so that base[o] + Σ_j values[i, o, j] is the stack's score to 1e-9, while the split among the columns is *allocated*: in the
 * proportions of the member's own shares, not by Shapley's rule. One row of the table where that is so labels them all.
 *
 * @returns columns are the table's, then those that members derived from several of them
 */
export function stackContributions({ task, columns, members, weights }: StackModel, table: Table): Contributions {
  const scale = task.kind === 'regression' ? 'value' : 'log-odds'
  const outputs = task.kind === 'regression' || task.kind === 'binary' ? 1 : task.classes.length
  const shares = members.map(member => inputShares(member, table)!)
  const sources = [...new Set([...columns, ...shares.flatMap(own => own.columns)])]
  const d = sources.length
  const base = new Float64Array(outputs)
  const values = new Float64Array(table.rows * outputs * d)
  let allocated = shares.some(own => own.allocated || own.scale !== scale)
  shares.forEach((own, m) => {
    const at = own.columns.map(name => sources.indexOf(name))
    const start = memberScore(task, own, own.base)
    start.forEach((score, o) => {
      base[o] += weights[m] * score
    })
    for (let i = 0; i < table.rows; i++) {
      const changes = changesOf(own, i)
      const end = memberScore(
        task,
        own,
        own.base.map((b, q) => b + changes[q]),
      )
      for (let o = 0; o < outputs; o++) {
        const q = Math.min(o, own.outputs - 1)
        if (Math.abs(end[o] - start[o] - changes[q]) > ROUNDING) allocated = true
        const stretch =
          Math.abs(changes[q]) > LEAST_CHANGE
            ? (end[o] - start[o]) / changes[q]
            : (memberScore(task, own, nudged(own.base, q))[o] - start[o]) / LEAST_CHANGE
        const from = (i * own.outputs + q) * at.length
        for (let j = 0; j < at.length; j++) values[(i * outputs + o) * d + at[j]] += weights[m] * stretch * own.values[from + j]
      }
    }
  })
  return { scale, columns: sources, outputs, base, values, ...(allocated && { allocated }) }
}

/** [outputs] Σ_j φ_oj of row i. */
function changesOf({ outputs, columns, values }: Contributions, i: number): Float64Array {
  const d = columns.length
  return Float64Array.from({ length: outputs }, (_, o) =>
    values.subarray((i * outputs + o) * d, (i * outputs + o + 1) * d).reduce((sum, v) => sum + v, 0),
  )
}

function nudged(base: Float64Array, output: number): Float64Array {
  return base.map((b, o) => (o === output ? b + LEAST_CHANGE : b))
}
