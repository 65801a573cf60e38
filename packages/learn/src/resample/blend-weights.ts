import { LearnError } from '../errors.ts'
import { averageScores, poolForecast, poolScores } from '../learners/stack/pool.ts'
import type { Matrix } from '../matrix.ts'
import { mean } from '../metrics/mean.ts'
import { rowLosses } from '../metrics/row-losses.ts'
import type { OutOfFold } from './cross-validate.ts'

/** Votes given out, one after another. */
const VOTES = 20

/**
 * Weights [forecasts] that sum to 1, for averaging several forecasters as the learner `stack` does: greedy forward selection with
 * replacement. The first vote goes to the forecaster with the lowest mean loss; each further one to whichever lowers the mean loss of
 * the average so far most. Of all averages on the way (1 … 20 votes) the best is kept, the one with fewer votes among equals, so
 * most forecasters get nothing. The loss is convex in the weights, so greedy steps are safe; their small number is the regularisation.
 *
 * @param forecasts of the same rows and folds, one for each forecaster
 * @param use which folds of which repeat may be looked at; absent: all
 * @throws LearnError `bad_param` (no forecasts)
 *
 * Source: Caruana, Niculescu-Mizil, Crew & Ksikes (2004), ICML, "Ensemble selection from libraries of models".
 */
export function blendWeights(forecasts: readonly OutOfFold[], use: (repeat: number, fold: number) => boolean = () => true): Float64Array {
  if (forecasts.length === 0) throw new LearnError('bad_param', 'There is no forecast to blend. Give at least one.')
  const { task, y, repeats } = forecasts[0]
  const cells = repeats.flatMap(({ fold }, r) => [...fold.keys()].filter(i => fold[i] >= 0 && use(r, fold[i])).map(i => [r, i] as const))
  const truth = Float64Array.from(cells, ([, i]) => y[i])
  const scores = forecasts.map(f => poolScores(gathered(f, cells), task))

  const votes = new Float64Array(forecasts.length)
  let sum: Matrix = { ...scores[0], data: new Float64Array(scores[0].data.length) }
  let best = { loss: Infinity, weights: votes }
  for (let given = 1; given <= VOTES; given++) {
    const share = 1 / given
    const losses = scores.map(score => mean(rowLosses(truth, poolForecast(averageScores([sum, score], [share, share]), task), task)))
    const chosen = losses.indexOf(Math.min(...losses))
    votes[chosen]++
    sum = averageScores([sum, scores[chosen]], [1, 1])
    if (losses[chosen] < best.loss) best = { loss: losses[chosen], weights: votes.map(v => v / given) }
  }
  return best.weights
}

/** The forecasts of these rows, each of its repeat. */
function gathered({ repeats }: OutOfFold, cells: readonly (readonly [repeat: number, row: number])[]): Matrix {
  const { cols } = repeats[0].forecast
  const data = new Float64Array(cells.length * cols)
  cells.forEach(([r, i], at) => {
    data.set(repeats[r].forecast.data.subarray(i * cols, (i + 1) * cols), at * cols)
  })
  return { rows: cells.length, cols, data }
}
