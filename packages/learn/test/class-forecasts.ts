import { createRandom, type Matrix, matrix, softmaxInPlace } from '../src/index.ts'

/** n rows of k class probabilities, and classes drawn from them: well calibrated by construction. Tests bend `truth` for the rest. */
export function classForecasts(
  n: number,
  k: number,
  seed: number,
  { spread = 3, truth = (p: Float64Array) => p }: { readonly spread?: number; readonly truth?: (p: Float64Array) => Float64Array } = {},
): { readonly y: Float64Array; readonly forecast: Matrix } {
  const random = createRandom(seed)
  const forecast = matrix(n, k)
  const y = Float64Array.from({ length: n }, (_, i) => {
    const row = forecast.data.subarray(i * k, (i + 1) * k)
    row.forEach((_, c) => {
      row[c] = spread * (random.next() + random.next() - 1)
    })
    softmaxInPlace(row)
    return drawn(truth(row), random.next())
  })
  return { y, forecast }
}

/** p^power, made to sum to 1: surer for a power above 1. */
export function sharpened(power: number) {
  return (p: Float64Array): Float64Array => {
    const out = p.map(q => power * Math.log(q))
    softmaxInPlace(out)
    return out
  }
}

function drawn(p: Float64Array, u: number): number {
  let c = 0
  for (let sum = p[0]; u >= sum && c < p.length - 1; sum += p[c]) c++
  return c
}
