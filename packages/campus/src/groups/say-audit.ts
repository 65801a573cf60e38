import type { GroupAudit } from './audit-groups.ts'
import type { ComparisonLine } from './compare-all.ts'
import type { Measure } from './compare-groups.ts'

const LEVEL = 0.05
const MOST_NAMED = 2

/** The audit in words a provost reads first: how many are missed, and which groups differ. */
export function saysAudit({
  list,
  severalRows,
  all,
  traits,
  comparisons,
}: Pick<GroupAudit, 'list' | 'severalRows' | 'all' | 'traits' | 'comparisons'>): string {
  const unit = severalRows ? 'enrolments' : 'students'
  const least = Math.max(0, 1 - list.length / all.positives)
  const start = `A list of ${list.length} of ${list.rows} ${unit} misses ${whole(all.missRate.value)} % of those who had the event${least > 0 ? ` (a list so short must miss at least ${whole(least)} %)` : ''}.`
  if (comparisons.length === 0) return `${start} No group is large enough to be compared with the others.`
  const found = comparisons.filter(c => c.holm < LEVEL)
  if (found.length === 0) {
    const looked = traits.filter(t => t.groups.some(g => g.figures)).length
    return `${start} In ${looked} ${looked === 1 ? 'column' : 'columns'} no group differs from everyone else by more than chance explains; the intervals say how large a difference may still be.`
  }
  const named = [...found].sort((a, b) => order.indexOf(a.measure) - order.indexOf(b.measure)).slice(0, MOST_NAMED)
  const more = found.length > named.length ? `; ${found.length - named.length} more below` : ''
  return `${start} Groups differ by more than chance explains: ${named.map(sayDifference).join('; ')}${more}.`
}

/** How many comparisons there were, how many chance alone would call different, and how many remain. */
export function saysMultiplicity(comparisons: readonly ComparisonLine[]): string {
  const m = comparisons.length
  if (m === 0) return 'No comparisons were made.'
  const below = comparisons.filter(c => c.p < LEVEL).length
  const remain = comparisons.filter(c => c.holm < LEVEL).length
  return `${m} comparisons of a group with everyone else. By chance alone ${(m * LEVEL).toFixed(1)} would have p below 0.05; ${below} ${below === 1 ? 'has' : 'have'}. After Holm’s correction for all ${m}, ${remain} ${remain === 1 ? 'remains' : 'remain'}.`
}

/** What matters most to those who are missed, first. */
const order: readonly Measure[] = ['missRate', 'calibration', 'wronglyListed']

/** "Gender female: 70 % missed (everyone else 58 %)" */
function sayDifference({ title, group, measure, here, elsewhere }: ComparisonLine): string {
  const say = {
    missRate: (v: number) => `${whole(v)} % missed`,
    wronglyListed: (v: number) => `${whole(v)} % wrongly listed`,
    calibration: sayGap,
  }[measure]
  const other = measure === 'calibration' ? sayGap(elsewhere).replace('forecasts ', '') : `${whole(elsewhere)} %`
  return `${title} ${group}: ${say(here)} (everyone else ${other})`
}

function sayGap(gap: number): string {
  const points = Math.round(100 * Math.abs(gap))
  return points === 0 ? 'forecasts right in the mean' : `forecasts too ${gap > 0 ? 'low' : 'high'} by ${points} points`
}

function whole(share: number): string {
  return String(Math.round(100 * share))
}
