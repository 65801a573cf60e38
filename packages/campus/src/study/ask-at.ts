import { activityAround } from '../leakage/activity-around.ts'
import { findSuspects, quarantine } from '../leakage/find-suspects.ts'
import type { Suspect } from '../leakage/suspect.ts'
import type { Delays } from '../moment/cut.ts'
import { datasetAt } from '../moment/dataset-at.ts'
import type { Moment } from '../moment/moment.ts'
import { askQuestion, type QuestionChoices } from '../question/ask-question.ts'
import type { Records } from '../records/records.ts'
import { type Frame, frameAt } from '../train/frame.ts'

export interface AskAtOptions extends Omit<QuestionChoices, 'at' | 'moment'> {
  readonly moment: Moment
  readonly delays: Delays
  /** Suspected columns that a person has looked at and keeps. */
  readonly keep?: readonly string[]
}

/** A suspected column, and whether a person keeps it nevertheless. */
export interface JudgedSuspect extends Suspect {
  readonly kept: boolean
}

/**
 * A question about records at one moment: cut, indicators, and the search for columns that may know the outcome. Suspects are left out of
 * the question until a person keeps them.
 *
 * @throws CampusError as `datasetAt`, `askQuestion` and `frame`
 */
export function askAt(records: Records, options: AskAtOptions): { readonly frame: Frame; readonly suspects: readonly JudgedSuspect[] } {
  const { moment, delays, keep = [], ...choices } = options
  const made = datasetAt(records, moment, delays)
  const question = askQuestion(made.dataset.codebook, { ...choices, at: { moment, delays } })
  const whole = frameAt(made, question)
  const suspects = findSuspects(whole, activityAround(records, made)).map(s => ({ ...s, kept: keep.includes(s.column) }))
  const out = suspects.some(s => !s.kept)
  return { frame: out ? frameAt(made, quarantine(question, suspects, keep)) : whole, suspects }
}
