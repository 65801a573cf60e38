import type { Calibrator } from './calibrator.ts'
import { platt } from './platt.ts'
import { temperature } from './temperature.ts'

/** Every calibrator, by the name a fitted recipe uses. */
export const calibrators: Readonly<Record<string, Calibrator>> = { platt, temperature }
