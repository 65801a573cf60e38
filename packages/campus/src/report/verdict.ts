import type { Difference, Verdict } from './report.ts'

/**
 * Whether a model is worth its complexity: *better* when it beats every simple rule, each by a one-sided 5 % paired test;
 * *not better* when some rule does as well or better in the mean; otherwise *too few to tell*, with how many rows would do if the
 * difference stayed as it is (the interval shrinks with the root of n).
 *
 * @param behind rule label → how far the rule's loss lies behind the model's
 */
export function verdictOf(behind: ReadonlyMap<string, Difference>, rows: number): Verdict {
  const names = [...behind.keys()]
  const lost = names.filter(name => behind.get(name)!.value <= 0)
  if (lost.length > 0) {
    return { kind: 'not better', sentence: `The model is not better than a simple rule: ${lost.join(', ')}. Use the rule.` }
  }
  const unsure = names.filter(name => !(behind.get(name)!.pOneSided < 0.05))
  if (unsure.length === 0) {
    return { kind: 'better', sentence: `The model beats every simple rule (${names.join(', ')}), each by a one-sided 5 % paired test.` }
  }
  const needed = Math.max(...unsure.map(name => rowsNeeded(behind.get(name)!, rows)))
  return {
    kind: 'too few to tell',
    sentence: `Too few to tell whether the model is better than: ${unsure.join(', ')}. If the difference stays as it is, about ${needed - rows} more students would show it. Until then use the rule.`,
  }
}

/** The lower bound of the 95 % interval reaches 0 when its half width equals the difference. Rounded up to tens. */
function rowsNeeded({ value, low }: Difference, rows: number): number {
  const half = value - low
  return Math.ceil((rows * (half / value) * (half / value)) / 10) * 10
}
