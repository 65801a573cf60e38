/** Numbers in (from, to], null where the range is open, and their mean. */
export interface Band {
  readonly from: number | null
  readonly to: number | null
  readonly mean: number
}

/** More distinct numbers than this are first put together by neighbours. */
const MOST_POINTS = 200

interface Group {
  readonly low: number
  readonly high: number
  readonly count: number
  readonly sum: number
  readonly squares: number
}

/**
 * Neighbouring numbers put into at most `most` bands, so that what they add is as even as can be inside each: the least sum of squares,
 * by dynamic programming. Bands end at the roundest number that keeps them apart.
 *
 * @param x [n] finite @param adds [n] what each adds
 */
export function bandsOf(x: readonly number[], adds: readonly number[], most: number): Band[] {
  const groups = groupsOf(x, adds)
  if (groups.length === 0) return []
  const ends = bestEnds(groups, Math.min(most, groups.length))
  const cuts = ends.slice(0, -1).map(end => roundestIn(groups[end].high, groups[end + 1].low))
  return ends.map((end, b) => {
    const own = joined(groups.slice(b === 0 ? 0 : ends[b - 1] + 1, end + 1))
    return { from: cuts[b - 1] ?? null, to: cuts[b] ?? null, mean: own.sum / own.count }
  })
}

/**
 * The number with the fewest decimals in [low, high).
 *
 * @example roundestIn(5, 6) // 5
 */
export function roundestIn(low: number, high: number): number {
  for (let digits = -6, step = 1e6; digits <= 12; digits++, step /= 10) {
    const found = Number((Math.ceil(low / step) * step).toFixed(Math.max(0, digits)))
    if (found >= low && found < high) return found
  }
  return low
}

function groupsOf(x: readonly number[], adds: readonly number[]): Group[] {
  const order = [...x.keys()].sort((a, b) => x[a] - x[b])
  const single: Group[] = []
  for (const i of order) {
    const own = { low: x[i], high: x[i], count: 1, sum: adds[i], squares: adds[i] * adds[i] }
    const last = single.at(-1)
    if (last?.high === x[i]) single[single.length - 1] = joined([last, own])
    else single.push(own)
  }
  const share = Math.max(1, x.length / MOST_POINTS)
  const groups: Group[] = []
  for (const own of single) {
    const last = groups.at(-1)
    if (single.length > MOST_POINTS && last && last.count < share) groups[groups.length - 1] = joined([last, own])
    else groups.push(own)
  }
  return groups
}

function joined(groups: readonly Group[]): Group {
  const total = (of: (group: Group) => number) => groups.reduce((sum, group) => sum + of(group), 0)
  return {
    low: groups[0].low,
    high: groups[groups.length - 1].high,
    count: total(g => g.count),
    sum: total(g => g.sum),
    squares: total(g => g.squares),
  }
}

/** The last group of each band. */
function bestEnds(groups: readonly Group[], bands: number): number[] {
  const m = groups.length
  const before = (of: (group: Group) => number) => {
    const sums = new Float64Array(m + 1)
    groups.forEach((group, g) => {
      sums[g + 1] = sums[g] + of(group)
    })
    return sums
  }
  const [count, sum, squares] = [before(g => g.count), before(g => g.sum), before(g => g.squares)]
  const cost = (from: number, to: number) => {
    const s = sum[to + 1] - sum[from]
    return Math.max(0, squares[to + 1] - squares[from] - (s * s) / (count[to + 1] - count[from]))
  }
  let least = groups.map((_, to) => cost(0, to))
  const starts: number[][] = [groups.map(() => 0)]
  for (let b = 1; b < bands; b++) {
    const start = new Array<number>(m).fill(0)
    least = groups.map((_, to) => {
      let best = Infinity
      for (let from = b; from <= to; from++) {
        const own = least[from - 1] + cost(from, to)
        if (own < best) {
          best = own
          start[to] = from
        }
      }
      return best
    })
    starts.push(start)
  }
  const ends: number[] = []
  for (let b = bands - 1, to = m - 1; b >= 0; b--) {
    ends.unshift(to)
    to = starts[b][to] - 1
  }
  return ends
}
