import type { Grouped } from './grouped.ts'
import type { SuppressionRule } from './suppress/rule.ts'

/** The miss rate of each shown group on lists of every length: what one length hides is where the lines cross. */
export interface MissCurve {
  readonly lengths: readonly number[] // rising, 0 … n
  readonly all: readonly number[] // [lengths]
  readonly lines: readonly {
    readonly column: string
    readonly title: string
    readonly group: string
    readonly missRates: readonly (number | null)[] // [lengths] null: left out, hidden groups of the column would be known too well
  }[]
}

/**
 * Missed at a length are those with the event less the share of them listed. Where a column has hidden groups, what these miss together
 * follows from the other lines; a length at which that is below `narrowestListed` (while all miss more) is left out.
 */
export function missCurve(
  grouped: readonly Grouped[],
  happened: ArrayLike<number>,
  { lengths, shares }: { readonly lengths: readonly number[]; readonly shares: readonly ArrayLike<number>[] },
  { narrowestListed }: SuppressionRule,
): MissCurve {
  const count = (rows: Iterable<number>, missed: (i: number) => number) => {
    let sum = 0
    for (const i of rows) sum += happened[i]! * missed(i)
    return sum
  }
  const missedOf = (rows: Int32Array) => shares.map(share => count(rows, i => 1 - share[i]!))
  const rate = (rows: Int32Array, missed: readonly number[]) => missed.map(m => m / count(rows, () => 1))
  const everyone = Int32Array.from({ length: happened.length }, (_, i) => i)
  const total = missedOf(everyone)
  const lines = grouped.flatMap(({ trait: { column, title, groups }, members, hidden }) => {
    const kept = members.filter((_, g) => hidden[g]).map(missedOf)
    const isOpen = lengths.map((_, l) => {
      const together = kept.reduce((sum, missed) => sum + missed[l]!, 0)
      return kept.length === 0 || total[l]! < narrowestListed || together >= narrowestListed
    })
    return groups.flatMap((group, g) => {
      if (hidden[g]) return []
      const rates = rate(members[g]!, missedOf(members[g]!))
      return [{ column, title, group, missRates: rates.map((r, l) => (isOpen[l] ? r : null)) }]
    })
  })
  return { lengths, all: rate(everyone, total), lines }
}
