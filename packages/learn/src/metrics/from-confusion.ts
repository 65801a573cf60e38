import type { Matrix } from '../matrix.ts'
import { matrix } from '../matrix.ts'
import type { Metric } from './metric.ts'
import { mostLikely } from './most-likely.ts'
import { sharedByForecast } from './once-per-weights.ts'

/** A metric of the most likely class alone: each row falls into one cell of the confusion matrix, whatever its weight. */
export function fromConfusion(score: (confusion: Matrix) => number): Metric['weighted'] {
  return (y, forecast) => {
    const confusionOf = weightedConfusion(y, forecast)
    return weights => score(confusionOf(weights))
  }
}

const weightedConfusion = sharedByForecast((y, forecast: Matrix) => {
  const k = forecast.cols
  const cell = mostLikely(forecast).map((predicted, i) => y[i] * k + predicted)
  return weights => {
    const confusion = matrix(k, k)
    for (let i = 0; i < cell.length; i++) confusion.data[cell[i]] += weights[i]
    return confusion
  }
})
