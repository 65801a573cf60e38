import { ProblemError } from '../problem.ts'
import type { Champion, Serving } from './serving.ts'

/** @throws ProblemError `preparing`, `no_model` with what to do about it */
export function championAtWork(serving: Serving): Champion {
  const standing = serving.current()
  switch (standing.state) {
    case 'serving':
      return standing.champion
    case 'preparing':
      throw new ProblemError('preparing', 'The demo model is being trained, which takes up to half a minute. Try again shortly.', {
        retryAfterSeconds: 3,
      })
    case 'failed':
    case 'no_model':
      throw new ProblemError('no_model', standing.why)
    default:
      return standing satisfies never
  }
}
