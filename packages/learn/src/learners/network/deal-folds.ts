import { createRandom, permutation } from '../../random.ts'

/**
 * Which of `folds` folds each row belongs to, [n]. Rows of one group go together. Groups (rows, where there are none) stand
 * in the order of their first row's target, ties at random, and each run of `folds` of them is dealt out at random: so every
 * fold gets its share of each class, or of low and high values.
 */
export function dealFolds(y: Float64Array, unit: Int32Array, units: number, folds: number, seed: number): Int32Array {
  const random = createRandom(seed)
  const first = new Float64Array(units)
  for (let i = y.length - 1; i >= 0; i--) first[unit[i]] = y[i]
  const order = [...permutation(units, random)].sort((a, b) => first[a] - first[b])
  const foldOfUnit = new Int32Array(units)
  for (let run = 0; run < units; run += folds) {
    permutation(folds, random).forEach((fold, place) => {
      if (run + place < units) foldOfUnit[order[run + place]] = fold
    })
  }
  return unit.map(u => foldOfUnit[u])
}

/** Groups numbered 0 … in the order in which they appear; without groups every row is its own. */
export function unitsOf(n: number, groups?: Int32Array): { unit: Int32Array; units: number } {
  const numbers = new Map<number, number>()
  const unit = Int32Array.from({ length: n }, (_, i) => {
    const group = groups?.[i] ?? i
    if (!numbers.has(group)) numbers.set(group, numbers.size)
    return numbers.get(group)!
  })
  return { unit, units: numbers.size }
}
