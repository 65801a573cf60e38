import { CampusError } from '../errors.ts'
import { type Moment, momentName } from '../moment/moment.ts'
import type { Question } from '../question/question.ts'
import type { Report } from '../report/report.ts'

/** One question asked at several moments: how early is early enough. Every moment has its own model, and its own full report. */
export interface Study {
  readonly moments: readonly StudyMoment[] // earliest first
  /** Position of the moment that the first page is about. */
  readonly main: number
}

export interface StudyMoment {
  readonly name: string // "week 8"
  readonly report: Report
}

/**
 * A study out of models of one question, one per moment.
 *
 * @param main name of the main moment; absent: the middle one, the later of two
 * @throws CampusError `bad_question` (no model, one without a moment, different questions, two at one moment, no such main moment)
 */
export function studyOf(models: readonly { readonly question: Question; readonly report: Report }[], main?: string): Study {
  const dated = models.map(({ question, report }) => {
    if (question.at) return { question, report, moment: question.at.moment, name: momentName(question.at.moment) }
    throw new CampusError('bad_question', 'A study is made of models with a prediction moment. Train them with --moment.')
  })
  const [first] = dated
  if (!first) throw new CampusError('bad_question', 'A study needs at least one moment. Train with --moment "week 4".')
  const kinds = new Set(dated.map(d => d.moment.kind))
  const names = dated.map(d => d.name)
  const twice = names.find((name, i) => names.indexOf(name) !== i)
  if (kinds.size > 1)
    throw new CampusError(
      'bad_question',
      `The moments are of different kinds (${names.join(', ')}), so they have no order. Take days, shares or dates.`,
    )
  if (twice !== undefined) throw new CampusError('bad_question', `There are two models at ${twice}. Leave one out.`)
  const other = dated.find(d => !sameQuestion(d.question, first.question))
  if (other)
    throw new CampusError('bad_question', `The models ask different questions: ${first.report.question} | ${other.report.question}`)
  const sorted = dated.toSorted((a, b) => placeOf(a.moment) - placeOf(b.moment))
  const at = sorted.findIndex(d => d.name === (main ?? mainMoment(sorted.map(s => s.moment))))
  if (at < 0) throw new CampusError('bad_question', `There is no model at ${main}. There are: ${sorted.map(d => d.name).join(', ')}.`)
  return { moments: sorted.map(({ name, report }) => ({ name, report })), main: at }
}

/** The name of the moment that a study begins with when nobody names one: the middle one, the later of two. */
export function mainMoment(moments: readonly Moment[]): string {
  const sorted = moments.toSorted((a, b) => placeOf(a) - placeOf(b))
  return momentName(sorted[sorted.length >> 1]!)
}

function sameQuestion(a: Question, b: Question): boolean {
  return (
    JSON.stringify(a.target) === JSON.stringify(b.target) &&
    a.withProtected === b.withProtected &&
    JSON.stringify(a.at?.delays) === JSON.stringify(b.at?.delays)
  )
}

function placeOf(moment: Moment): number {
  return moment.kind === 'day' ? moment.day : moment.kind === 'share' ? moment.share : moment.date
}
