import type { Detector } from '../suspect.ts'
import { identifier } from './identifier.ts'
import { knownTooLate } from './known-too-late.ts'
import { oneOutcomeOnly } from './one-outcome-only.ts'
import { predictsTooWell } from './predicts-too-well.ts'

/** Every way of being suspicious, the most telling first: a column is suspected once. */
export const detectors: readonly Detector[] = [oneOutcomeOnly, knownTooLate, predictsTooWell, identifier]
