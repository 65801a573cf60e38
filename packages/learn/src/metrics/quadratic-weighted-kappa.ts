import { LearnError } from '../errors.ts'
import type { Matrix } from '../matrix.ts'

/**
 * Agreement between ordered classes beyond chance; being two classes off costs four times as much as one.
 *
 *   1 − Σ_tp (t − p)² O_tp / Σ_tp (t − p)² E_tp,  E_tp = (row sum of t) (column sum of p) / n
 *
 * @param confusion [k, k] counts, rows true, columns forecast, classes in order
 * @returns in [−1, 1], higher is better; 0 is chance
 * @throws LearnError `metric_undefined` when all rows are of one class and forecast as that class
 *
 * Source: Cohen (1968), Psychological Bulletin 70(4), 213–220.
 *
 * @example quadraticWeightedKappa(confusionMatrix([0, 1, 2, 2], [0, 1, 2, 1], 3)) // 0.8
 */
export function quadraticWeightedKappa({ rows: k, data }: Matrix): number {
  const truth = new Float64Array(k)
  const forecast = new Float64Array(k)
  let n = 0
  let observed = 0
  for (let t = 0; t < k; t++) {
    for (let p = 0; p < k; p++) {
      const count = data[t * k + p]
      truth[t] += count
      forecast[p] += count
      n += count
      observed += (t - p) * (t - p) * count
    }
  }
  let expected = 0
  for (let t = 0; t < k; t++) for (let p = 0; p < k; p++) expected += ((t - p) * (t - p) * truth[t] * forecast[p]) / n
  if (!(expected > 0)) {
    throw new LearnError(
      'metric_undefined',
      'quadraticWeightedKappa needs at least two classes among the rows or their forecasts. Report accuracy instead.',
    )
  }
  return 1 - observed / expected
}
