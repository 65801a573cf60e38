import { calibrationErrorByChance, equalCountCalibrationError, type OutOfFold, takeForecasts, testedForecasts } from '@headway/learn'
import { eventScores } from '../lists/event-scores.ts'
import { termRows, termsName } from './between-terms.ts'
import type { IntakeForecasts } from './intake-coverage.ts'

/** How far stated probabilities of the event lay from what happened: foretold by terms left out, then in the test term. */
export interface IntakeCalibration {
  readonly of: string // the event
  /** Each training term, forecast by a model of the others. */
  readonly foretold: readonly TermCalibration[]
  readonly tested: TermCalibration
  /** Whether the test term's error lies between the lowest and the highest foretold. */
  readonly asForetold: boolean
}

export interface TermCalibration {
  readonly term: string
  readonly n: number
  readonly error: number // mean distance over ten bins of as many rows each
  readonly byChance: number // the same if every probability were true
}

/**
 * A term has its own level that no earlier term knows: a model that is well calibrated on the terms it learned from is not on the next. What the
 * left-out terms had is what to expect.
 *
 * @param event its name and its classes, whose probabilities are summed
 */
export function intakeCalibration(
  { leftOut, termOf, tested, testTerm }: IntakeForecasts,
  event: { readonly name: string; readonly classes: readonly number[] },
): IntakeCalibration {
  const foretold = termRows(leftOut).map(rows => calibrationOf(termsName(rows, termOf), takeForecasts(leftOut, rows), event.classes))
  const measured = calibrationOf(testTerm, testedForecasts(tested), event.classes)
  const errors = foretold.map(f => f.error)
  return {
    of: event.name,
    foretold,
    tested: measured,
    asForetold: Math.min(...errors) <= measured.error && measured.error <= Math.max(...errors),
  }
}

function calibrationOf(term: string, forecasts: OutOfFold, classes: readonly number[]): TermCalibration {
  const { event, repeats } = eventScores(forecasts, classes)
  const probability = repeats[0]!.scores.map(p => Math.min(1, p))
  return {
    term,
    n: event.length,
    error: equalCountCalibrationError(event, probability),
    byChance: calibrationErrorByChance(probability),
  }
}
