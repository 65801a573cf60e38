import { beta } from './beta.ts'
import type { Calibrator } from './calibrator.ts'
import { isotonic } from './isotonic.ts'
import { platt } from './platt.ts'
import { temperature } from './temperature.ts'
import { vector } from './vector.ts'

/** Every calibrator, by the name a fitted recipe uses; the simplest first. */
export const calibrators: Readonly<Record<string, Calibrator>> = { temperature, platt, beta, vector, isotonic }
