import type { Search, Split } from './search.ts'
import { addRow, cumulate, gainOf, WEIGHT } from './sums.ts'

/**
 * Tries one cut, drawn evenly between the node's least and largest number; its missing rows go to a side drawn by a coin.
 * Where all numbers are the same, the missing are parted from them.
 *
 * Source: Geurts, Ernst & Wehenkel (2006), Mach. Learn. 63, 3–42.
 */
export function randomCut(best: Split, search: Search, column: number): void {
  const { data, params, random, rows, weights, y, size, node, left } = search
  const values = data.values[column]
  let low = Infinity
  let high = -Infinity
  let missing = 0
  for (let i = 0; i < size; i++) {
    const v = values[rows[i]]
    if (v < low) low = v
    if (v > high) high = v
    if (Number.isNaN(v)) missing++
  }
  if (low > high || (low === high && missing === 0)) return
  const cut = low < high ? drawBetween(low, high, random.next()) : Number.MAX_VALUE
  const missingLeft = missing > 0 && low < high && random.next() < 0.5

  left.fill(0)
  for (let i = 0; i < size; i++) {
    const v = values[rows[i]]
    if (v <= cut || (missingLeft && Number.isNaN(v))) addRow(left, 0, weights[i], y[i], data.target.byClass)
  }
  cumulate(left, 0, data.target)
  const gain = gainOf(node, left, params.minRows)
  if (!(gain > best.gain)) return
  best.gain = gain
  best.column = column
  best.cut = cut
  best.lastLeft = -1
  best.missingLeft = missing > 0 ? missingLeft : 2 * left[WEIGHT] > node[WEIGHT]
}

/** In [low, high), also where high − low is too large for a number. */
function drawBetween(low: number, high: number, share: number): number {
  const cut = low * (1 - share) + high * share
  return cut >= low && cut < high ? cut : low
}
