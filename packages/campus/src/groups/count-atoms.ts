import type { Kind } from './suppress/counts.ts'
import type { SuppressionRule } from './suppress/rule.ts'

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

interface Atom {
  readonly happened: boolean
  readonly step: readonly number[] // [forecasts] between which two lengths the row comes onto the list
  readonly listed: readonly boolean[] // [forecasts] on the list of the audit
}

/**
 * The finest split of rows that published counts are sums of: with the event, between which two lengths of the curve a row comes onto
 * the list (the curve gives how many are missed at each); without it, listed or not. Of several forecasts, every combination.
 */
export function atomsOf(
  happened: ArrayLike<number>,
  forecasts: readonly ListedAt[],
  { narrowest, narrowestListed }: SuppressionRule,
): Atoms {
  const withEvent = combine(forecasts.map(f => f.shares.length + 1)).map(
    (step): Atom => ({ happened: true, step, listed: step.map((s, f) => s <= forecasts[f]!.main) }),
  )
  const without = combine(forecasts.map(() => 2)).map((step): Atom => ({ happened: false, step, listed: step.map(s => s === 0) }))
  const atoms = [...withEvent, ...without]
  const kind = (narrowest: number, belongs: (atom: Atom) => boolean): Kind => {
    const parts = new Map<string, number[]>()
    atoms.forEach((atom, a) => {
      const part = `${atom.happened} ${atom.listed}`
      if (belongs(atom)) parts.set(part, [...(parts.get(part) ?? []), a])
    })
    return { parts: [...parts.values()], narrowest }
  }
  const add = (row: number, sums: Float64Array) => {
    const has = happened[row] === 1
    const parts = forecasts.map(({ shares, main }) => steps(has ? shares.map(s => s[row]!) : [shares[main]![row]!]))
    atoms.forEach((atom, a) => {
      if (atom.happened === has) sums[a]! += atom.step.reduce((product, step, f) => product * parts[f]![step]!, 1)
    })
  }
  return {
    count: atoms.length,
    add,
    kinds: [
      kind(narrowest, () => true),
      kind(narrowest, atom => atom.happened),
      ...forecasts.flatMap((_, f) => [
        kind(narrowestListed, atom => atom.listed[f]!),
        kind(narrowestListed, atom => atom.happened && !atom.listed[f]!),
      ]),
    ],
  }
}

/** From "on the list at length k" to "comes onto it between lengths k − 1 and k"; the last: never. */
function steps(shares: readonly number[]): number[] {
  return [...shares, 1].map((share, k) => share - (k === 0 ? 0 : shares[k - 1]!))
}

function combine(sizes: readonly number[]): number[][] {
  return sizes.reduce<number[][]>((all, size) => all.flatMap(head => Array.from({ length: size }, (_, i) => [...head, i])), [[]])
}
