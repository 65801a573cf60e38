import { type Codebook, type Field, fieldOf } from '../codebook/codebook.ts'
import { CampusError } from '../errors.ts'
import { momentName } from '../moment/moment.ts'
import { parseTarget } from './parse-target.ts'
import type { Question } from './question.ts'

export interface QuestionChoices {
  /** `GRADE`, `GRADE<=1`, `Target=Dropout`, `G3<10` or `G3:10,12,14`: a column, an event in it, or its bands. */
  readonly target: string
  /** Give protected columns to learners, too. */
  readonly withProtected?: boolean
  /** Optional columns to use as well. */
  readonly with?: readonly string[]
  /** Columns to leave out. */
  readonly without?: readonly string[]
  readonly moment?: string
  /** The prediction moment and what becomes known late, where the columns were computed at one (`datasetAt`). */
  readonly at?: NonNullable<Question['at']>
}

/**
 * A question about a data set in this codebook. Indicators are all columns with the role indicator, course or section, without
 * the target, the optional ones and the protected ones, unless named.
 *
 * @throws CampusError `unknown_column`, `unknown_code`, `bad_question`
 * @example askQuestion(uci856, { target: 'GRADE<=1' }).target // { kind: 'binary', column: 'GRADE', event: … }
 */
export function askQuestion(codebook: Codebook, choices: QuestionChoices): Question {
  const { withProtected = false, at } = choices
  const moment = choices.moment ?? (at ? momentWords(at) : 'before the result is known')
  const target = parseTarget(codebook, choices.target)
  const named = (choices.with ?? []).map(name => fieldOf(codebook, name).name)
  const left = (choices.without ?? []).map(name => fieldOf(codebook, name).name)
  const indicators = codebook.fields
    .filter(field => isInput(field) && field.name !== target.column && !left.includes(field.name))
    .filter(field => named.includes(field.name) || (!field.optional && (withProtected || field.sensitivity !== 'protected')))
    .map(field => field.name)
  if (indicators.length === 0) {
    throw new CampusError(
      'bad_question',
      'No column is left to forecast from. Leave fewer out, or give columns the role indicator in the codebook.',
    )
  }
  return {
    population: `all enrolments with a recorded ${fieldOf(codebook, target.column).title}`,
    target,
    moment,
    ...(at && { at }),
    indicators,
    withProtected,
  }
}

/** "at week 8 of the term, with scores known 14 days after submission" */
function momentWords({ moment, delays }: NonNullable<Question['at']>): string {
  const when = moment.kind === 'date' ? `on ${momentName(moment)}` : `at ${momentName(moment)} of the term`
  return `${when}, with scores known ${delays.marking === 0 ? 'at once' : `${delays.marking} days after submission`}`
}

/** Whether a column may be given to learners at all. */
export function isInput({ role, scale }: Field): boolean {
  return (role === 'indicator' || role === 'course' || role === 'section') && scale.kind !== 'identifier'
}

/** The question in one sentence, for the top of every report. */
export function sentence({ population, target, moment, indicators, withProtected }: Question, codebook: Codebook): string {
  const what = target.kind === 'binary' ? target.event.name : `the ${fieldOf(codebook, target.column).title}`
  const bands = target.kind === 'ordinal' && 'cuts' in target ? ` in ${target.cuts.length + 1} bands` : ''
  const event = target.kind !== 'binary' && target.kind !== 'regression' && target.event ? ` (and above all: ${target.event.name})` : ''
  const traits = withProtected ? 'protected ones included' : 'protected ones left out'
  return `For ${population}: can ${what}${bands}${event} be forecast ${moment}, from ${indicators.length} ${indicators.length === 1 ? 'indicator' : 'indicators'} (${traits})?`
}
