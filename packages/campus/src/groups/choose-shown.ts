import { listShares } from '../lists/list-shares.ts'
import { atomsOf, type ListedAt } from './count-atoms.ts'
import { curveLengths } from './curve-lengths.ts'
import type { Grouped } from './grouped.ts'
import { type IntersectionRows, intersectionsOf } from './intersections.ts'
import type { Counts } from './suppress/counts.ts'
import { hideGroups } from './suppress/hide-groups.ts'
import type { SuppressionRule } from './suppress/rule.ts'
import type { Trait } from './traits-of.ts'

/** What an audit may show: groups, combinations of groups, and the lengths of the curve. */
export interface Shown {
  readonly grouped: readonly Grouped[]
  readonly intersections: readonly IntersectionRows[]
  readonly curve: { readonly lengths: readonly number[]; readonly shares: readonly Float64Array[] }
}

/**
 * Hides by the rule. The curve of the first forecast has about 20 lengths, or fewer where so many would tell by their differences how
 * groups combine; at the fewest it has the list of the audit alone between none and all.
 */
export function chooseShown(
  { happened, traits }: { readonly happened: ArrayLike<number>; readonly traits: readonly Trait[] },
  forecasts: readonly ArrayLike<number>[],
  length: number,
  isSmall: (members: Int32Array) => boolean,
  rule: SuppressionRule,
): Shown {
  const n = happened.length
  const positives = Array.from(happened).reduce((sum, y) => sum + y, 0)
  const everyone = Int32Array.from({ length: n }, (_, i) => i)
  const parts = traits.map(trait => ({ trait, members: trait.groups.map((_, g) => everyone.filter(i => trait.of[i] === g)) }))

  const withCurve = (most: number) => {
    const lengths = curveLengths(n, positives, length, most)
    const listedAt = forecasts.map((forecast, f): ListedAt & { shares: Float64Array[] } => {
      const drawn = f === 0 ? lengths : [length]
      return { shares: drawn.map(l => listShares(forecast, l)), main: drawn.indexOf(length) }
    })
    const atoms = atomsOf(happened, listedAt, rule)
    const countsOf = (members: Int32Array): Counts => {
      const sums = new Float64Array(atoms.count)
      for (const i of members) atoms.add(i, sums)
      return { n: members.length, atoms: sums, small: isSmall(members) }
    }
    const grouped = parts.map(({ trait, members }) => ({ trait, members, hidden: hideGroups(members.map(countsOf), atoms.kinds) }))
    const { tables, kept } = intersectionsOf(grouped, countsOf, atoms.kinds)
    return { grouped, intersections: tables, curve: { lengths, shares: listedAt[0]!.shares }, kept }
  }

  for (const most of [20, 10, 5]) {
    const shown = withCurve(most)
    if (shown.kept) return shown
  }
  return withCurve(1)
}
