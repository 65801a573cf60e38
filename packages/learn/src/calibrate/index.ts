import type { Calibrator } from './calibrator.ts'

/** Every calibrator, by the name a fitted recipe uses. */
export const calibrators: Readonly<Record<string, Calibrator>> = {}
