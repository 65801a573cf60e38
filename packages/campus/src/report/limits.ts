import type { SplitPlan } from '@headway/learn'
import { fieldOf } from '../codebook/codebook.ts'
import type { Frame } from '../train/frame.ts'

/** What this run cannot know, in plain words. */
export function limitsOf(frame: Frame, plan: SplitPlan, { trainedHere = true }: { readonly trainedHere?: boolean } = {}): string[] {
  const { dataset, question, sample, students } = frame
  const limits: string[] = []
  if (dataset.synthetic)
    limits.push('The records are synthetic: made by a program, not by people. Nothing here says anything about real students.')
  if (students < 500)
    limits.push(
      `${students} students are few: another such group could give figures anywhere in the intervals, and models of equal standing list different students.`,
    )
  const points = pointsOf(testedIn(plan))
  if (points >= 2)
    limits.push(
      `${testedIn(plan)} tested rows know a share near one half, such as an accuracy, to ± ${points} percentage points at best (95 %). Differences below that cannot be seen here.`,
    )
  if (!trainedHere)
    limits.push(
      'Whether these rows are of a later intake than those it was trained on, nobody has said here. A later intake usually does worse.',
    )
  else if (plan.kind !== 'later-intake')
    limits.push(`${whyNoLater(frame)}, so the test rows are not later than the training rows. A later intake usually does worse.`)
  if (question.at?.moment.kind === 'date')
    limits.push(
      'A date is another day in every term: this model says what could be known on that date, and cannot forecast a running term. For that, ask about a day of the term ("week 8").',
    )
  const unknown = question.indicators.filter(name => fieldOf(dataset.codebook, name).availableFrom === undefined)
  if (unknown.length > 0)
    limits.push(
      `Nobody has said when these columns are known: ${unknown.join(', ')}. If one is known only after the prediction moment, the figures are too good.`,
    )
  if (sample.task.kind === 'binary' || sample.task.kind === 'ordinal')
    limits.push('Students who were helped in the past have better outcomes than nature would have given them; the model learns from those.')
  limits.push(
    'Intervals of level figures are over students, for the models as fitted; they leave out what another training set would change.',
  )
  return limits
}

function whyNoLater({ dataset, terms }: Frame): string {
  if (terms) return 'This plan does not test on a later term'
  const recorded = dataset.codebook.fields.some(f => f.role === 'term')
  return `${recorded ? 'All rows are of one term' : 'No term is recorded'}: no later-intake test is possible`
}

/** Rows that the plan tests, each once. */
function testedIn({ repeats }: SplitPlan): number {
  return (repeats[0] ?? []).reduce((sum, { test }) => sum + test.length, 0)
}

/** Half the width of the 95 % interval of a share of one half, in whole percentage points. */
function pointsOf(n: number): number {
  return Math.round((100 * 1.96 * 0.5) / Math.sqrt(n))
}
