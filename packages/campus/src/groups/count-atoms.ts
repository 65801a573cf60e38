import type { Kind } from './suppress/counts.ts'

/** One forecast as suppression sees it: how surely each row is on lists of rising length, one of which is the list of the audit. */
export interface ListedAt {
  readonly shares: readonly ArrayLike<number>[] // [lengths][n]
  readonly main: number // position of the list of the audit
}

export interface Atoms {
  readonly count: number
  /** Adds the row to the sums. */
  add(row: number, sums: Float64Array): void
  /** Rows, rows with the event, and for each forecast those listed and those missed. */
  readonly kinds: readonly Kind[]
}

/**
 * The finest split of rows that published counts are sums of: with the event, between which two lengths of the curve a row comes onto
 * the list (the curve gives how many are missed at each); without it, listed or not. Of several forecasts, every combination.
 */
export function atomsOf(happened: ArrayLike<number>, forecasts: readonly ListedAt[]): Atoms {
  const withEvent = combine(forecasts.map(({ shares }) => shares.length + 1))
  const without = combine(forecasts.map(() => 2))
  const offset = withEvent.length
  const range = (n: number, from = 0) => Array.from({ length: n }, (_, i) => from + i)
  const kinds = [
    range(offset + without.length),
    range(offset),
    ...forecasts.flatMap(({ main }, f) => [
      [
        ...range(offset).filter(a => withEvent[a]![f]! <= main),
        ...range(without.length, offset).filter(a => without[a - offset]![f] === 0),
      ],
      range(offset).filter(a => withEvent[a]![f]! > main),
    ]),
  ]
  const add = (row: number, sums: Float64Array) => {
    const has = happened[row] === 1
    const parts = forecasts.map(({ shares, main }) => steps(has ? shares.map(s => s[row]!) : [shares[main]![row]!]))
    const places = has ? withEvent : without
    places.forEach((place, a) => {
      const weight = place.reduce((product, step, f) => product * parts[f]![step]!, 1)
      if (weight > 0) sums[(has ? 0 : offset) + a]! += weight
    })
  }
  return { count: offset + without.length, add, kinds }
}

/** From "on the list at length k" to "comes onto it between lengths k − 1 and k"; the last: never. */
function steps(shares: readonly number[]): number[] {
  return [...shares, 1].map((share, k) => share - (k === 0 ? 0 : shares[k - 1]!))
}

function combine(sizes: readonly number[]): number[][] {
  return sizes.reduce<number[][]>((all, size) => all.flatMap(head => Array.from({ length: size }, (_, i) => [...head, i])), [[]])
}
