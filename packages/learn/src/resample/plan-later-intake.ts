import { checkSameLength } from '../check.ts'
import { LearnError } from '../errors.ts'
import { checkPlan, type SplitPlan } from './split-plan.ts'

export interface LaterIntakeOptions {
  /** [n] the term of each row as a rising number: a later term has a higher number. */
  readonly terms: Int32Array
  /** [n] students. A returning student's earlier rows may train; all rows of the test term are tested. */
  readonly groups?: Int32Array
  /** The term to test on; absent: the last. Everything before it trains, everything after it is left out. */
  readonly testTerm?: number
  /** Days by row. With them, only rows whose outcome was known by the earliest forecast of the test term train. */
  readonly calendar?: Calendar
  /** How notes and refusals say a term and a day; absent: as numbers. */
  readonly say?: { readonly term: (term: number) => string; readonly day: (day: number) => string }
}

/** Days on one common scale, [n] each. */
export interface Calendar {
  readonly today: Float64Array // on which the row is forecast
  readonly outcomeKnown: Float64Array // from which its outcome is known
}

/**
 * Train on earlier terms, test on a later one: what really happens when a model is put to work. With a calendar a row of an earlier
 * term trains only if outcomeKnown[row] ≤ the least `today` of the tested rows; what is left out for that is in the notes, by term.
 *
 * @throws LearnError `too_few_rows` when no term lies before the test term, none of their outcomes was known in time, or the test term
 *         has no rows; `shape_mismatch`
 */
export function planLaterIntake({
  terms,
  groups,
  testTerm = terms.reduce((a, b) => Math.max(a, b), -Infinity),
  calendar,
  say = { term: t => `term ${t}`, day: d => `day ${d}` },
}: LaterIntakeOptions): SplitPlan {
  const rows = Int32Array.from(terms, (_, i) => i)
  const earlier = rows.filter(i => terms[i] < testTerm)
  const test = rows.filter(i => terms[i] === testTerm)
  const name = Number.isFinite(testTerm) ? say.term(testTerm) : 'the last term'
  if (earlier.length === 0 || test.length === 0) {
    throw new LearnError(
      'too_few_rows',
      `A later intake needs rows before ${name} and in it, got ${earlier.length} and ${test.length}. Use folds, or add an earlier term.`,
    )
  }
  const { train, notes } = calendar ? knownInTime(calendar, terms, earlier, test, say) : { train: earlier, notes: [] }
  if (train.length === 0) {
    throw new LearnError(
      'too_few_rows',
      `No outcome of an earlier term was known when ${name} was forecast. ${notes.join(' ')} Ask about a later moment or term, state a shorter delay of results, add an earlier term, or use folds.`,
    )
  }
  const plan: SplitPlan = {
    kind: 'later-intake',
    rows: terms.length,
    repeats: [[{ train, test }]],
    ...(groups && { groups }),
    blocks: terms,
    notes,
  }
  checkPlan(plan)
  return plan
}

function knownInTime(
  { today, outcomeKnown }: Calendar,
  terms: Int32Array,
  earlier: Int32Array,
  test: Int32Array,
  say: NonNullable<LaterIntakeOptions['say']>,
): { readonly train: Int32Array; readonly notes: readonly string[] } {
  checkSameLength('terms', terms, 'today', today)
  checkSameLength('terms', terms, 'outcomeKnown', outcomeKnown)
  const first = test.reduce((least, i) => Math.min(least, today[i]), Infinity)
  const train = earlier.filter(i => outcomeKnown[i] <= first)
  const late = new Map<number, number>()
  for (const i of earlier) if (!(outcomeKnown[i] <= first)) late.set(terms[i], (late.get(terms[i]) ?? 0) + 1)
  const notes = [...late]
    .sort(([a], [b]) => a - b)
    .map(
      ([term, count]) =>
        `${say.term(term)}: ${thousands(count)} ${count === 1 ? 'row' : 'rows'} left out, their outcomes were not known on ${say.day(first)}.`,
    )
  return { train, notes }
}

/** 8845 as 8,845. */
function thousands(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',')
}
