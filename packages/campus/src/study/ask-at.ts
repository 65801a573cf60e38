import { type Codebook, fieldOf } from '../codebook/codebook.ts'
import { CampusError } from '../errors.ts'
import { activityAround } from '../leakage/activity-around.ts'
import { findSuspects, quarantine } from '../leakage/find-suspects.ts'
import type { Suspect } from '../leakage/suspect.ts'
import type { Overrule } from '../lists/gate.ts'
import type { Delays } from '../moment/cut.ts'
import { datasetAt } from '../moment/dataset-at.ts'
import type { Moment } from '../moment/moment.ts'
import { askQuestion, type QuestionChoices } from '../question/ask-question.ts'
import type { Records } from '../records/records.ts'
import { type Frame, frameAt } from '../train/frame.ts'

export interface AskAtOptions extends Omit<QuestionChoices, 'at' | 'moment'> {
  readonly moment: Moment
  readonly delays: Delays
  /** Suspected columns that a person has looked at and keeps, with why and who: both stand in the report. */
  readonly keep?: readonly KeptColumn[]
}

export interface KeptColumn extends Overrule {
  readonly column: string
}

/** A suspected column, and whether a person keeps it nevertheless. */
export interface JudgedSuspect extends Suspect {
  readonly kept: boolean
  /** Who keeps it, and why; absent in models of before that was asked. */
  readonly keptBy?: Overrule
}

/**
 * A question about records at one moment: cut, indicators, and the search for columns that may know the outcome. Suspects are left out of
 * the question until a person keeps them.
 *
 * @throws CampusError `bad_question` where a column is kept without a reason or a name, `unknown_column`; as `datasetAt`, `askQuestion`, `frame`
 */
export function askAt(records: Records, options: AskAtOptions): { readonly frame: Frame; readonly suspects: readonly JudgedSuspect[] } {
  const { moment, delays, keep = [], ...choices } = options
  const made = datasetAt(records, moment, delays)
  const question = askQuestion(made.dataset.codebook, { ...choices, at: { moment, delays } })
  const whole = frameAt(made, question)
  const decisions = decisionsOn(made.dataset.codebook, keep)
  const suspects = findSuspects(whole, activityAround(records, made)).map((suspect): JudgedSuspect => {
    const keptBy = decisions.get(suspect.column)
    return { ...suspect, kept: keptBy !== undefined, ...(keptBy && { keptBy }) }
  })
  const out = suspects.some(s => !s.kept)
  return { frame: out ? frameAt(made, quarantine(question, suspects, [...decisions.keys()])) : whole, suspects }
}

function decisionsOn(codebook: Codebook, keep: readonly KeptColumn[]): Map<string, Overrule> {
  return new Map(
    keep.map(({ column, reason, by }) => {
      if (reason.trim() === '' || by.trim() === '')
        throw new CampusError(
          'bad_question',
          `Whoever keeps the suspected column ${column} must say who they are and why. Give a name and a reason.`,
        )
      return [fieldOf(codebook, column).name, { reason, by }]
    }),
  )
}
