import { LearnError } from '../errors.ts'

/** One change of format: how a body of version `to − 1` becomes one of version `to`. It returns a new body and may check the old. */
export interface BundleStep {
  readonly to: number
  readonly up: (body: unknown) => unknown
}

/** The way from version 1 to the latest. */
export interface Ladder {
  readonly latest: number
  readonly steps: readonly BundleStep[]
}

/**
 * The steps from version 1 on, checked when they are defined: number i must lead to version i + 2.
 *
 * @throws LearnError `bad_param`
 * @example defineSteps([{ to: 2, up: addCalibration }, { to: 3, up: renameCutoff }]) // latest: 3
 */
export function defineSteps(steps: readonly BundleStep[]): Ladder {
  for (const [i, { to }] of steps.entries()) {
    if (to !== i + 2) throw new LearnError('bad_param', `Bundle step ${i} must lead to version ${i + 2}, got ${to}.`)
  }
  return { latest: steps.length + 1, steps }
}
