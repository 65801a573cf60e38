import { openWorkspace, ordinaryWorkspace } from '../../kernel/workspace.ts'
import type { Uncertainty } from '../../learner.ts'
import type { Matrix } from '../../matrix.ts'
import type { Table } from '../../table.ts'
import { forecastOf } from '../boosting/objectives/index.ts'
import { inputsOf } from './inputs.ts'
import { layersOf } from './layers.ts'
import type { NetworkModel } from './model.ts'
import { BATCH, bytesOfPass, createPass } from './pass.ts'

export const SCALES = { binary: 'log-odds', multiclass: 'log-odds', ordinal: 'latent', regression: 'value' } as const

/** [n, k] probabilities, or [n, 1] values: through the link of the task from the mean of the members' scores. */
export function predictNetwork(model: NetworkModel, table: Table): Matrix {
  const n = table.rows
  const { outputs, values } = networkScores(model, inputsOf(model, table))
  const scores = new Float64Array(values.length) // [outputs, n]
  for (let i = 0; i < n; i++) for (let o = 0; o < outputs; o++) scores[o * n + i] = values[i * outputs + o]
  return forecastOf(model.task, scores, n, outputs, model.thresholds)
}

/** The standard deviation of the members' scores, members − 1 below the line; 0 for one member. */
export function networkUncertainty(model: NetworkModel, table: Table): Uncertainty {
  const scores = memberScores(model, inputsOf(model, table))
  const { outputs, values: means } = averaged(model, scores)
  const values = means.map((mean, p) => {
    const squares = scores.reduce((sum, { [p]: score }) => sum + (score - mean) * (score - mean), 0)
    return Math.sqrt(squares / Math.max(1, scores.length - 1))
  })
  return { scale: SCALES[model.task], outputs, values }
}

/** Mean scores over members, [n, outputs]. */
export function networkScores(model: NetworkModel, inputs: Matrix): { outputs: number; values: Float64Array } {
  return averaged(model, memberScores(model, inputs))
}

function averaged({ sizes, members }: NetworkModel, scores: readonly Float64Array[]): { outputs: number; values: Float64Array } {
  const values = new Float64Array(scores[0].length)
  for (const own of scores) for (let p = 0; p < values.length; p++) values[p] += own[p] / members.length
  return { outputs: sizes[sizes.length - 1], values }
}

/** Fewer rows than this are not worth the way into the kernel. */
const FEW_ROWS = 16

/** [members][n, outputs], in the units of the target. */
function memberScores({ sizes, members, target }: NetworkModel, { rows, cols, data }: Matrix): Float64Array[] {
  const layers = layersOf(sizes)
  const most = Math.min(rows, BATCH)
  const workspace = rows < FEW_ROWS ? ordinaryWorkspace() : openWorkspace(bytesOfPass(layers, most))
  const pass = createPass(layers, most, workspace)
  const outputs = sizes[sizes.length - 1]
  const all = members.map(member => {
    pass.theta.set(member)
    const out = new Float64Array(rows * outputs)
    for (let from = 0; from < rows; from += most) {
      const count = Math.min(most, rows - from)
      pass.input.set(data.subarray(from * cols, (from + count) * cols))
      const scores = pass.forward(count, false)
      for (let p = 0; p < count * outputs; p++) out[from * outputs + p] = target.mean + target.scale * scores[p]
    }
    return out
  })
  workspace.close()
  return all
}
