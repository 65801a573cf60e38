import { atomSums, type Counts, type Kind, kindSum } from './counts.ts'

/**
 * Which groups of one trait show no number, true for each that is hidden.
 *
 * Small groups are hidden; then further ones, the smallest first, until what the hidden ones hold together leaves every count of each
 * room enough. Any reshuffling of students among the hidden groups leaves all published numbers as they are (the total, the other
 * groups, tables with other traits, the curve), so a hidden count can be anything from 0 to the sum of that count over the hidden
 * groups: one hidden group alone could be subtracted, two with 3 positives together nearly so. A count whose total is below
 * its `narrowest` is known that closely from the total itself, and nothing is hidden for its sake.
 */
export function hideGroups(groups: readonly Counts[], kinds: readonly Kind[]): boolean[] {
  const atoms = groups[0]?.atoms.length ?? 0
  const total = atomSums(groups, atoms)
  const open = kinds.filter(kind => kindSum(kind, total) >= kind.narrowest)
  const hidden = groups.map(g => g.small)
  const bySize = groups.map((_, i) => i).sort((a, b) => groups[a]!.n - groups[b]!.n)
  const isSafe = () => {
    const kept = groups.filter((_, i) => hidden[i])
    const sums = atomSums(kept, atoms)
    return kept.length !== 1 && (kept.length === 0 || open.every(kind => kindSum(kind, sums) >= kind.narrowest))
  }
  for (const i of bySize) {
    if (isSafe()) break
    hidden[i] = true
  }
  return hidden
}
