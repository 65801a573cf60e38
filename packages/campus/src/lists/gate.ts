import { CampusError } from '../errors.ts'
import type { Difference } from '../report/report.ts'
import { meanRows } from './list-lengths.ts'
import { type Lister, middle, resampleLists } from './resample-lists.ts'

/** Whether a model earns its place: by what lists of one length find, and by nothing else. */
export interface Gate {
  readonly kind: 'better' | 'not better' | 'too few to tell'
  readonly sentence: string
  readonly event: string
  readonly listed: number
  readonly n: number
  readonly events: number
  readonly found: number // by the model
  readonly rules: readonly GateLine[]
  /** What to list by: the model where it is better, else the simple rule that finds most. */
  readonly recommend: { readonly id: string; readonly label: string }
  /** An analyst uses the model all the same. The verdict stays what it is. */
  readonly overrule?: Overrule
}

export interface GateLine {
  readonly id: string
  readonly label: string
  readonly found: number
  /** Found by the model minus found by the rule, paired: above 0 the model is better. */
  readonly difference: Difference
  /** About how many more students would show the difference, were it to stay: an estimate. Absent where it is shown, or is none. */
  readonly moreStudents?: number
}

export interface Overrule {
  readonly reason: string
  readonly by: string
}

export interface GateOptions {
  readonly event: string
  readonly seed: number
  /** Length of the list in rows; absent: 10 % of the population. */
  readonly listed?: number
  readonly resamples?: number // default 1000
  readonly overrule?: Overrule
}

/** One-sided 5 % test, and four in five chances that it shows a difference that is there: 1.6449 + 0.8416. */
const Z = 2.4865

/**
 * *Better* when the model's list finds more events than the list of every simple rule, each by a one-sided 5 % paired test; *not
 * better* when some rule's list finds as many or more; otherwise *too few to tell*.
 *
 *   difference = found by the model − found by the rule, lists of one length on the same rows, ties by expectation (`foundAt`)
 *   p = (1 + resamples with a difference ≤ 0) / (1 + resamples),   bootstrap of students, both lists made anew on the same draw
 *   students needed ≈ students · (2.4865 · standard error / difference)²,   for four in five chances
 *
 * No threshold on a forecast and no metric over all rows enters: whoever is not near the list cannot pay for it.
 *
 * @param rules every simple rule; the first is the one to fall back on when none finds more
 * @throws CampusError `bad_question`: an overrule without a reason or a name, or a list longer than the population
 */
export function gate(rules: readonly Lister[], model: Lister, options: GateOptions): Gate {
  const { event, overrule, listed = Math.max(1, Math.round(meanRows(model) / 10)) } = options
  checkGate(meanRows(model), { listed, ...(overrule && { overrule }) })
  const { n, events, students, found, drawn } = resampleLists([...rules, model], [listed], options)
  const own = found[rules.length]![0]!.found
  const lines = rules.map(({ id, label }, r): GateLine => {
    const theirs = found[r]![0]!.found
    const differences = drawn.map(draw => draw[rules.length]![0]!.found - draw[r]![0]!.found)
    const difference = differenceOf(own - theirs, differences)
    const more = beaten(difference) ? undefined : moreStudents(difference.value, differences, students)
    return { id, label, found: theirs, difference, ...(more !== undefined && { moreStudents: more }) }
  })
  const kind = lines.some(({ difference }) => difference.value <= 0)
    ? 'not better'
    : lines.every(({ difference }) => beaten(difference))
      ? 'better'
      : 'too few to tell'
  const best = lines.reduce((a, b) => (b.found >= a.found ? b : a))
  const { id, label } = kind === 'better' ? model : best
  const judged = { kind, event, listed, n, events, found: own, rules: lines, recommend: { id, label } } as const
  return { ...judged, sentence: sentenceOf(judged, students < n, overrule), ...(overrule && { overrule }) }
}

/** @throws CampusError `bad_question` */
export function checkGate(n: number, { listed = 1, overrule }: Pick<GateOptions, 'listed' | 'overrule'>): void {
  if (!(listed >= 1 && listed <= n))
    throw new CampusError(
      'bad_question',
      `A list of ${listed} cannot be made of ${Math.round(n)} tested rows. Give a length from 1 to that.`,
    )
  if (overrule && (overrule.reason.trim() === '' || overrule.by.trim() === ''))
    throw new CampusError('bad_question', 'Whoever overrules the verdict must say who they are and why. Give a name and a reason.')
}

function differenceOf(value: number, drawn: readonly number[]): Difference {
  return {
    value,
    ...middle(drawn),
    pOneSided: (1 + drawn.filter(d => d <= 0).length) / (1 + drawn.length),
    estimand:
      'events found by the model minus by the rule, pooled per repeat, averaged; paired bootstrap over students, lists made anew, without training variation',
  }
}

function beaten({ value, pOneSided }: Difference): boolean {
  return value > 0 && pOneSided < 0.05
}

/** The standard error shrinks with the root of the number of students. Rounded up to tens. */
function moreStudents(difference: number, drawn: readonly number[], students: number): number | undefined {
  if (difference <= 0) return undefined
  const mean = drawn.reduce((sum, d) => sum + d, 0) / drawn.length
  const variance = drawn.reduce((sum, d) => sum + (d - mean) * (d - mean), 0) / Math.max(1, drawn.length - 1)
  const needed = (students * (Z * Z * variance)) / (difference * difference)
  return 10 * Math.max(1, Math.ceil((needed - students) / 10))
}

function sentenceOf(
  { kind, event, listed, n, events, found, rules, recommend }: Omit<Gate, 'sentence' | 'overrule'>,
  several: boolean,
  overrule: Overrule | undefined,
): string {
  const whole = Math.round
  const list = `Listing ${listed} of ${whole(n)} ${several ? 'enrolments' : 'students'}, the model finds ${whole(found)} of the ${whole(events)} with ${event}`
  const said = (lines: readonly GateLine[]) => lines.map(line => `${nameOf(line)} ${whole(line.found)}`).join(', ')
  const use = recommend.id === 'prior' ? 'No simple rule finds more than a list in any order.' : `List by: ${recommend.label}.`
  const kept = overrule ? ` Overruled by ${overrule.by}: ${overrule.reason}` : ''
  if (kind === 'better')
    return `${list}; every simple rule finds fewer (${said(rules)}), each by a one-sided 5 % paired test. List by the model.${kept}`
  if (kind === 'not better') {
    const equal = rules.filter(({ difference }) => difference.value <= 0)
    return `${list}. As many or more are found by a simple rule (${said(equal)}): the model does not earn its place. ${use}${kept}`
  }
  const unsure = rules.filter(({ difference }) => !beaten(difference))
  const more = Math.max(...unsure.map(line => line.moreStudents ?? 0))
  const fewer = unsure.some(line => whole(line.found) >= whole(found)) ? 'hardly fewer' : 'fewer'
  return `${list}; simple rules find ${fewer} (${said(unsure)}), but these are too few students to tell. If the difference stays, about ${more} more would show it (an estimate). Until then: ${use}${kept}`
}

function nameOf({ id, label }: GateLine): string {
  return id === 'prior' ? 'any order' : label
}
