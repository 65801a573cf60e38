import type { Known } from '../moment/known.ts'

/**
 * Clicks in whole weeks counted back from the moment, the oldest first; only weeks that lie in the term. Empty before day 6.
 */
export function weeklyAmounts({ daily, day }: Known, row: number): Float64Array {
  const weeks = Math.max(0, Math.floor((day[row]! + 1) / 7))
  const amounts = new Float64Array(weeks)
  for (let d = daily.starts[row]!; d < daily.starts[row + 1]!; d++) {
    const back = Math.floor((day[row]! - daily.day[d]!) / 7)
    if (back < weeks) amounts[weeks - 1 - back]! += daily.amount[d]!
  }
  return amounts
}
