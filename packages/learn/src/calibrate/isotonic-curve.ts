/** A rising line through points, level before the first and after the last. */
export interface Curve {
  readonly x: readonly number[] // [m] strictly rising
  readonly y: readonly number[] // [m] never falling
}

/**
 * The rising curve nearest to the points: least squares over all never-falling sequences, equal x taken together, straight lines
 * between. Points inside a level stretch are left out: they change nothing.
 *
 * @param x [n] @param y [n]; n ≥ 1, finite
 *
 * Source: Robertson, Wright & Dykstra (1988), Order Restricted Statistical Inference, section 1.2.
 */
export function fitCurve(x: ArrayLike<number>, y: ArrayLike<number>): Curve {
  const order = Int32Array.from({ length: x.length }, (_, i) => i).sort((a, b) => x[a] - x[b])
  const at: number[] = []
  const sum: number[] = []
  const size: number[] = []
  for (const i of order) {
    if (at.at(-1) !== x[i]) {
      at.push(x[i])
      sum.push(0)
      size.push(0)
    }
    sum[sum.length - 1] += y[i]
    size[size.length - 1]++
  }
  const level = poolAdjacent(
    sum.map((s, i) => s / size[i]),
    size,
  )
  const corner = (i: number) => level[i] !== level[i - 1] || level[i] !== level[i + 1]
  return { x: at.filter((_, i) => corner(i)), y: level.filter((_, i) => corner(i)) }
}

/** The curve's height at x. */
export function heightAt({ x: at, y }: Curve, x: number): number {
  let low = 0
  let high = at.length // the first point at or beyond x lies in [low, high]
  while (low < high) {
    const middle = (low + high) >> 1
    if (at[middle] < x) low = middle + 1
    else high = middle
  }
  if (low === at.length) return y[low - 1]
  if (low === 0 || at[low] === x) return y[low]
  const share = (x - at[low - 1]) / (at[low] - at[low - 1])
  return Math.min(y[low], y[low - 1] + share * (y[low] - y[low - 1]))
}

/**
 * The never-falling sequence nearest to the values in weighted least squares: neighbours that fall are pooled to their mean.
 *
 * @example poolAdjacent([1, 3, 2, 4]) // [1, 2.5, 2.5, 4]
 */
export function poolAdjacent(values: readonly number[], weights: readonly number[] = values.map(() => 1)): number[] {
  const blocks: { mean: number; weight: number; length: number }[] = []
  values.forEach((value, i) => {
    let block = { mean: value, weight: weights[i], length: 1 }
    for (let last = blocks.at(-1); last && last.mean >= block.mean; last = blocks.at(-1)) {
      const weight = last.weight + block.weight
      block = { mean: (last.mean * last.weight + block.mean * block.weight) / weight, weight, length: last.length + block.length }
      blocks.pop()
    }
    blocks.push(block)
  })
  return blocks.flatMap(({ mean, length }) => new Array<number>(length).fill(mean))
}
