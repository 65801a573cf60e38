import { planFolds, planLaterIntake, planWholeBlocks, type SplitPlan } from '@headway/learn'
import { CampusError } from '../errors.ts'
import { dayName } from '../moment/calendar.ts'
import type { Frame } from './frame.ts'
import { numbersOf } from './numbers-of.ts'

/** Plans of splits that a person may ask for. */
export const planNames = ['later-intake', 'whole-courses', 'whole-students', 'folds'] as const

export type PlanName = (typeof planNames)[number]

/**
 * The plan of splits that a frame gets when nobody names one: the last term where terms exist (what putting the model to work will
 * be like); otherwise stratified folds with whole students, repeated 10 × 5 up to 1,000 rows, 5 × 5 up to 5,000, 1 × 5 above.
 *
 * @throws as `planNamed`
 */
export function defaultPlan(frame: Frame, seed: number): SplitPlan {
  return planNamed(frame, frame.terms ? 'later-intake' : 'folds', seed)
}

/**
 * - `later-intake`: the last term from the earlier ones. Of records cut at a moment, only outcomes that were out on the day of the
 *   test term's first forecast train.
 * - `whole-courses`: every course from the others, its students left out of training.
 * - `whole-students`: folds that keep a student's rows together. `folds` do so as well where students are known; this one insists.
 *
 * @throws CampusError `bad_question` (nothing to go by: no term, one course …), `one_class` (one outcome only where there must be two);
 *         LearnError `too_few_rows`
 */
export function planNamed(frame: Frame, name: PlanName, seed: number): SplitPlan {
  switch (name) {
    case 'later-intake':
      return withOutcomes(frame, laterIntake(frame))
    case 'whole-courses':
      return withOutcomes(frame, wholeCourses(frame))
    case 'whole-students':
      if (frame.sample.groups) return folds(frame, seed)
      throw new CampusError(
        'bad_question',
        'Whole students cannot be kept together: no column says who the student is. Give it the role student in the codebook, or ask for folds if every row is another student.',
      )
    case 'folds':
      return folds(frame, seed)
    default:
      return name satisfies never
  }
}

/** Inner folds of a search that has no terms to go by: four up to 1,000 rows, three above. */
export function innerFoldsFor(rows: number): number {
  return rows <= 1000 ? 4 : 3
}

/** "5 folds × 10 repeats, stratified, whole students"; terms by their names where the frame is given. */
export function describePlan(plan: SplitPlan, { termNames }: Pick<Frame, 'termNames'> = {}): string {
  const { kind, repeats, groups } = plan
  const splits = repeats[0] ?? []
  const without = groups ? ', its students left out of training' : ''
  switch (kind) {
    case 'later-intake':
      return laterWords(plan, termNames)
    case 'earlier-terms':
      return `${splits.length} terms, each tested from the terms before it`
    case 'whole-terms':
      return `${splits.length} terms, each tested from the others${without}`
    case 'whole-courses':
      return `${splits.length} courses, each tested from the others${without}`
    default: {
      const given = kind === 'given-folds' ? 'given' : 'stratified'
      const times = `${repeats.length} ${repeats.length === 1 ? 'repeat' : 'repeats'}`
      return `${splits.length} folds × ${times}, ${given}${groups ? ', whole students' : ''}`
    }
  }
}

function folds({ sample }: Frame, seed: number): SplitPlan {
  const n = sample.y.length
  return planFolds({ ...sample, folds: 5, repeats: n <= 1000 ? 10 : n <= 5000 ? 5 : 1, seed })
}

function laterIntake({ dataset, sample: { groups }, terms, termNames, calendar }: Frame): SplitPlan {
  if (terms)
    return planLaterIntake({
      terms,
      ...(groups && { groups }),
      ...(calendar && { calendar }),
      say: { term: t => termNames?.[t] ?? `term ${t}`, day: dayName },
    })
  const recorded = dataset.codebook.fields.some(f => f.role === 'term')
  throw new CampusError(
    'bad_question',
    recorded
      ? 'A later intake cannot be tested: all rows are of one term. Add an earlier term, or ask for folds.'
      : 'A later intake cannot be tested: no column says which term a row is of. Give one the role term in the codebook, or ask for folds.',
  )
}

function wholeCourses({ dataset, rows, sample: { groups } }: Frame): SplitPlan {
  const courses = numbersOf(dataset, 'course', rows)
  if (!courses)
    throw new CampusError(
      'bad_question',
      'Whole courses cannot be left out: no column says which course a row is of. Give one the role course in the codebook, or ask for folds.',
    )
  const blocks = courses.numbers.map(c => Math.min(c, courses.names.length)) // rows without a course are one of their own
  if (new Set(blocks).size < 2)
    throw new CampusError(
      'bad_question',
      'Whole courses cannot be left out: all rows are of one course. Ask for folds, or for a later intake.',
    )
  return planWholeBlocks({ blocks, kind: 'whole-courses', ...(groups && { groups }) })
}

/** Two outcomes to learn from in every training part, and in a later intake to tell apart. */
function withOutcomes({ sample: { y, task }, termNames }: Frame, plan: SplitPlan): SplitPlan {
  if (task.kind === 'regression') return plan
  for (const { train, test } of plan.repeats.flat()) {
    for (const [rows, doing] of [[train, 'learned from'] as const, ...(plan.kind === 'later-intake' ? [[test, 'tested'] as const] : [])]) {
      if (new Set(Array.from(rows, i => y[i])).size > 1) continue
      const of = plan.kind === 'later-intake' ? namesOf(plan.blocks, rows, termNames) : 'the other courses'
      throw new CampusError(
        'one_class',
        `All ${rows.length} rows ${doing} (${of}) have one outcome: ${task.classes[y[rows[0]!]!]}. It takes two outcomes: add terms or students, ask about another event, or ask for folds.`,
      )
    }
  }
  return plan
}

function laterWords({ repeats, blocks }: SplitPlan, termNames: readonly string[] | undefined): string {
  const split = repeats[0]?.[0]
  if (!split || !blocks || !termNames) return 'trained on earlier terms, tested on the last'
  return `trained on ${namesOf(blocks, split.train, termNames)}, tested on ${namesOf(blocks, split.test, termNames)}`
}

/** "2013B, 2013J and 2014B". */
function namesOf(blocks: Int32Array | undefined, rows: Int32Array, names: readonly string[] = []): string {
  const numbers = [...new Set(Array.from(rows, i => blocks?.[i] ?? -1))].sort((a, b) => a - b)
  const said = numbers.map(t => names[t] ?? `term ${t}`)
  return said.length < 2 ? said.join('') : `${said.slice(0, -1).join(', ')} and ${said.at(-1)}`
}
