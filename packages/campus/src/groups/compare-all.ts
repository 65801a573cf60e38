import { type Difference, differenceOf, type Measure, measures } from './compare-groups.ts'
import type { Grouped } from './grouped.ts'
import { holm } from './holm.ts'
import { type Listed, tallyOf } from './tally.ts'

/** One group against everyone else in one measure. */
export interface ComparisonLine extends Difference {
  readonly column: string
  readonly title: string
  readonly group: string
  readonly measure: Measure
  readonly here: number // the measure in the group
  readonly elsewhere: number // and in everyone else
  readonly holm: number // p after Holm, over all comparisons of the audit
}

/** Every shown group against everyone else; of two groups only the first, since the other differs by the same. Smallest p first. */
export function compareAll(grouped: readonly Grouped[], listed: Listed, everyone: Int32Array): ComparisonLine[] {
  const lines = grouped.flatMap(({ trait: { column, title, groups, of }, members, hidden }) =>
    groups.flatMap((group, g) => {
      if (hidden[g] || (groups.length === 2 && g === 1)) return []
      const tally = tallyOf(members[g]!, listed)
      const rest = tallyOf(
        everyone.filter(i => of[i] !== g),
        listed,
      )
      return measures.flatMap(measure => {
        const difference = differenceOf(measure, tally, rest)
        if (!difference) return []
        return [{ column, title, group, measure, here: amount(measure, tally), elsewhere: amount(measure, rest), ...difference }]
      })
    }),
  )
  const adjusted = holm(lines.map(line => line.p))
  return lines.map((line, i) => ({ ...line, holm: adjusted[i]! })).sort((a, b) => a.p - b.p)
}

function amount(measure: Measure, { missed, positives, wrong, negatives, gap }: ReturnType<typeof tallyOf>): number {
  return measure === 'calibration' ? gap.mean : measure === 'missRate' ? missed / positives : wrong / negatives
}
