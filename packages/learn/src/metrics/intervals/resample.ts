import { createRandom, deriveSeed } from '../../random.ts'

/**
 * Bootstrap resamples as weights: each holds as many units as there are, drawn with replacement; a row's weight is how often its
 * unit was drawn. A unit is a group where groups are given (one student's rows come and go together), else a row.
 *
 * @param rows the rows to draw from
 * @param n    rows in all: weights are [n], 0 outside `rows`
 * @param draw which resample; the same seed and draw give the same weights, whatever else was drawn
 */
export function resampler(rows: Int32Array, n: number, groups: Int32Array | undefined, seed: number): (draw: number) => Float64Array {
  const positions = new Map<number, number>()
  const unitOf = rows.map(row => {
    const name = groups ? groups[row] : row
    const known = positions.get(name)
    if (known !== undefined) return known
    positions.set(name, positions.size)
    return positions.size - 1
  })
  const units = positions.size
  return draw => {
    const random = createRandom(deriveSeed(seed, 'resample', draw))
    const counts = new Float64Array(units)
    for (let u = 0; u < units; u++) counts[random.int(units)]++
    const weights = new Float64Array(n)
    for (let i = 0; i < rows.length; i++) weights[rows[i]] = counts[unitOf[i]]
    return weights
  }
}
