import type { Bundle } from '../bundle.ts'
import { CampusError } from '../errors.ts'
import { dayOf, type Moment, momentName } from '../moment/moment.ts'
import type { Records, Section, Term } from '../records/records.ts'

/**
 * The moments of models of one question, one each.
 *
 * @throws CampusError `bad_question` (no model, different questions, two models of one moment, a model without a moment in the term)
 */
export function momentsOf(bundles: readonly Bundle[]): Moment[] {
  const [first, ...rest] = bundles
  if (!first) throw new CampusError('bad_question', 'Give at least one model: one per prediction moment.')
  const moments = bundles.map(momentOf)
  const other = rest.find(b => asked(b) !== asked(first))
  if (other)
    throw new CampusError(
      'bad_question',
      `The models ask different questions: ${first.report.question} | ${other.report.question} Give the models of one question.`,
    )
  const names = moments.map(momentName)
  const twice = names.find((name, m) => names.indexOf(name) !== m)
  if (twice === undefined) return moments
  throw new CampusError('bad_question', `Two models forecast at ${twice}. Give one for each moment: take the other out of the folder.`)
}

/** Which moment is the latest that is not after the date, for every section; −1: none. */
export function latestMoments(moments: readonly Moment[], { sections, terms }: Records, date: number): number[] {
  return sections.map(section => {
    const term = terms[section.term]!
    return latest(moments, section, term, date - term.start)
  })
}

function latest(moments: readonly Moment[], section: Section, term: Term, today: number): number {
  const day = (m: number) => dayOf(moments[m]!, section, term)
  return moments.reduce((best, _, m) => (day(m) <= today && (best < 0 || day(m) > day(best)) ? m : best), -1)
}

function momentOf({ question }: Bundle): Moment {
  if (question.at && question.at.moment.kind !== 'date') return question.at.moment
  throw new CampusError(
    'bad_question',
    'A model for a running term must be trained at a day or share of term ("week 8"), so that it means the same in every term. Train it with --moment.',
  )
}

/** What makes two models answer the same question: the target, and when things become known. */
function asked({ question: { target, at } }: Bundle): string {
  return JSON.stringify([target, at?.delays])
}
