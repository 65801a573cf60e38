import type { Contributions } from '../../learner.ts'
import { matrix } from '../../matrix.ts'
import type { Table } from '../../table.ts'
import { byName, inputsOf } from './inputs.ts'
import { applyLayer, applyTransposed, type Layer, layersOf } from './layers.ts'
import type { NetworkModel } from './model.ts'
import { networkScores, SCALES } from './scores.ts'

/**
 * DeepLIFT's rescale rule against the mean training row: what each column adds to the score of that row. A hidden unit passes on
 * its share (relu(a) − relu(a₀)) / (a − a₀), a and a₀ its sums on the row and on the mean row; so the shares of the columns sum to
 * the difference of the scores. Mean over members, as the scores are.
 *
 * These are no Shapley values: columns that act only together share by the signs that the units happen to have.
 *
 * Source: Shrikumar, Greenside & Kundaje (2017), ICML.
 */
export function networkContributions(model: NetworkModel, table: Table): Contributions {
  const { columns, sizes, members, target, task, thresholds } = model
  const { rows, cols: d, data } = inputsOf(model, table)
  const order = byName(columns)
  const layers = layersOf(sizes)
  const { outputs, values: base } = networkScores(model, matrix(1, d))
  const values = new Float64Array(rows * outputs * d)
  const unit = new Float64Array(outputs)
  for (const member of members) {
    const theta = Float64Array.from(member)
    const reference = hiddenSums(layers, theta, new Float64Array(d), 0)
    for (let i = 0; i < rows; i++) {
      const sums = hiddenSums(layers, theta, data, i * d)
      for (let o = 0; o < outputs; o++) {
        unit.fill(0)
        unit[o] = target.scale / members.length
        const multipliers = multipliersOf(layers, theta, sums, reference, unit)
        for (let p = 0; p < d; p++) values[(i * outputs + o) * d + order[p]] += data[i * d + p] * multipliers[p]
      }
    }
  }
  return { scale: SCALES[task], columns, outputs, base, values, ...(task === 'ordinal' && { thresholds }) }
}

/** W x + b of each hidden layer, for the row of X that begins at `from`. */
function hiddenSums(layers: readonly Layer[], theta: Float64Array, X: Float64Array, from: number): Float64Array[] {
  const sums: Float64Array[] = []
  layers.slice(0, -1).forEach((layer, l) => {
    const own = new Float64Array(layer.outputs)
    if (l === 0) applyLayer(layer, theta, X, from, own)
    else
      applyLayer(
        layer,
        theta,
        sums[l - 1].map(a => Math.max(0, a)),
        0,
        own,
      )
    sums.push(own)
  })
  return sums
}

/** [d] what a unit of each input adds to unit · scores, by way of the shares that the hidden units pass on. */
function multipliersOf(
  layers: readonly Layer[],
  theta: Float64Array,
  sums: readonly Float64Array[],
  reference: readonly Float64Array[],
  unit: Float64Array,
): Float64Array {
  let pull = unit
  for (let l = layers.length - 1; l >= 0; l--) {
    const out = new Float64Array(layers[l].inputs)
    applyTransposed(layers[l], theta, pull, out)
    if (l > 0) for (let j = 0; j < out.length; j++) out[j] *= shareOf(sums[l - 1][j], reference[l - 1][j])
    pull = out
  }
  return pull
}

/** (relu(a) − relu(b)) / (a − b), in a form that never divides by a small difference: where it is not 0 or 1 the signs differ. */
function shareOf(a: number, b: number): number {
  if (a > 0 && b > 0) return 1
  return a <= 0 && b <= 0 ? 0 : Math.max(a, b) / Math.abs(a - b)
}
