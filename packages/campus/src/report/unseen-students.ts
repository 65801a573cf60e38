import { type OutOfFold, type SplitPlan, takeForecasts } from '@headway/learn'

/**
 * The tested rows whose student has no row on the training side: how the model does for people it has never met.
 *
 * @returns undefined where students are not known, or every tested one is unseen anyway, or none is
 */
export function unseenStudents(forecasts: OutOfFold, { repeats, groups }: SplitPlan): OutOfFold | undefined {
  if (!groups) return undefined
  const [tested, seen] = [new Set<number>(), new Set<number>()]
  for (const { train, test } of repeats.flat()) {
    const training = new Set(Array.from(train, i => groups[i]))
    for (const i of test) {
      tested.add(i)
      if (training.has(groups[i])) seen.add(i)
    }
  }
  if (seen.size === 0 || seen.size === tested.size) return undefined
  return takeForecasts(
    forecasts,
    [...tested].filter(i => !seen.has(i)).sort((a, b) => a - b),
  )
}
