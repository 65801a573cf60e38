import { exp, sigmoid, softmaxInPlace } from '../../math/index.ts'
import { type Matrix, matrix } from '../../matrix.ts'
import type { Table } from '../../table.ts'
import { addTreeSums } from '../../trees/tree-sums.ts'
import { engineValues, setsOf } from './engine-values.ts'
import type { ImportedModel } from './model.ts'

/** [n, k] probabilities, or [n, 1] values. */
export function predictImported(model: ImportedModel, table: Table): Matrix {
  return forecastOf(model, importedScores(model, engineValues(model, table), table.rows))
}

/**
 * Scores before the link, [outputs, n]: the engine's margins, to its last bit, since they are summed as it sums them: XGBoost in
 * float32 (before 1.3 the trees first, then the base), LightGBM in doubles, each tree by tree.
 *
 * @param values [d][n] as `engineValues` gives them
 */
export function importedScores(model: ImportedModel, values: readonly Float64Array[], n: number): Float64Array {
  const { base, baseLast, trees, outputOf, divisor, engine } = model
  const float32 = engine === 'xgboost'
  const scores = new Float64Array(base.length * n)
  if (!baseLast) {
    base.forEach((start, o) => {
      scores.fill(start, o * n, (o + 1) * n)
    })
  }
  addTreeSums(scores, { trees, outputs: base.length, outputOf, float32 }, values, setsOf(model))
  const rounded = float32 ? Math.fround : (sum: number) => sum
  if (baseLast) for (let at = 0; at < scores.length; at++) scores[at] = rounded(base[Math.floor(at / n)] + scores[at])
  return divisor === 1 ? scores : scores.map(sum => sum / divisor)
}

function forecastOf(model: ImportedModel, scores: Float64Array): Matrix {
  const outputs = model.base.length
  const n = scores.length / outputs
  if (model.link === 'softmax') {
    const data = new Float64Array(n * outputs)
    for (let i = 0; i < n; i++) {
      const row = data.subarray(i * outputs, (i + 1) * outputs)
      for (let o = 0; o < outputs; o++) row[o] = scores[o * n + i]
      softmaxInPlace(row)
    }
    return matrix(n, outputs, data)
  }
  const values = scores.map(score => linked(model, score))
  if (model.task !== 'binary') return matrix(n, 1, values)
  const data = new Float64Array(n * 2)
  values.forEach((p, i) => {
    data[2 * i] = 1 - p
    data[2 * i + 1] = p
  })
  return matrix(n, 2, data)
}

/** A value that no model means; beyond it shares of the value would overflow. */
export const GREATEST = 1e200

/** What one score forecasts. */
export function linked({ link, slope }: Pick<ImportedModel, 'link' | 'slope'>, score: number): number {
  switch (link) {
    case 'logistic':
      return sigmoid(slope * score)
    case 'exp':
      return Math.min(exp(score), GREATEST)
    case 'square':
      return score * Math.abs(score)
    case 'identity':
    case 'softmax':
      return score
    default:
      return link satisfies never
  }
}
