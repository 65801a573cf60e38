import { solveSymmetric } from './cholesky.ts'
import { descend, mirror } from './coordinate-descent.ts'
import { type Design, inUnits } from './design.ts'
import type { LeastSquaresModel } from './model.ts'
import type { LinearProblem } from './problem.ts'
import { maxAbs } from './vector.ts'

/**
 * Values: minimise mean_i (y_i − η_i)² / 2 + penalty, η = Xw + b, b not penalised. Closed form without an absolute
 * penalty or bound signs; else coordinate descent on XᵀX. Columns that hang on each other share a coefficient when lambda is 0.
 */
export function leastSquaresProblem(design: Design): LinearProblem {
  const { sums, y, weights } = design
  const { rows: n, cols: d } = sums.X
  const mean = y.reduce((sum, yi, i) => sum + weights[i] * yi, 0)
  const v = sums.array(n)
  v.set(weights)
  const gram = sums.gram(v)
  for (let i = 0; i < n; i++) v[i] = weights[i] * (y[i] - mean)
  const against = sums.array(d)
  sums.addRows(v, 0, against)

  return {
    free: 0,
    blocks: 1,
    start: new Float64Array(d),
    slopes: () => against.map(pull => -pull),
    model: ({ at }) => leastSquaresModel(design, mean, at),

    solve({ l1, l2, signs }, { tolerance, visit }, start) {
      visit(1)
      const h = Float64Array.from(gram)
      for (let j = 0; j < d; j++) h[j * d + j] += l2[j]
      const at = Float64Array.from(start)
      if (maxAbs(l1) === 0 && !signs) {
        at.set(against)
        solveSymmetric(h, at, new Float64Array(d * d))
      } else {
        mirror(h, d)
        const size = Math.max(maxAbs(against), Number.MIN_VALUE)
        const slopes = against.map(pull => -pull)
        descend(h, slopes, l1, new Float64Array(d), at, (tolerance / 10) * size, undefined, signs)
      }
      return { at, converged: true, iterations: 1 }
    },
  }
}

function leastSquaresModel(design: Design, mean: number, at: Float64Array): LeastSquaresModel {
  const { columns, means } = design
  const { coefficients, shift } = inUnits(design, at, 0)
  return {
    kind: 'linear',
    form: 'least-squares',
    columns,
    means: [...means],
    intercept: mean - shift,
    coefficients,
    converged: true,
    iterations: 1,
  }
}
