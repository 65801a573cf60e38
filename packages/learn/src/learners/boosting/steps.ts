import { LearnError } from '../../errors.ts'
import type { FitContext } from '../../learner.ts'

/** Rounds as the caller sees them. */
export interface Steps {
  /** So many rounds more are to come. */
  plan(more: number): void
  /** @throws LearnError `aborted` when the caller's signal says so */
  check(): void
  /** A round is over. */
  step(): void
}

export function countSteps({ signal, progress }: FitContext): Steps {
  let done = 0
  let total = 0
  return {
    plan(more) {
      total = done + more
    },
    check() {
      if (!signal?.aborted) return
      throw new LearnError('aborted', `boosting was stopped after ${done} of ${total} rounds. Nothing was kept.`)
    },
    step() {
      done++
      progress?.({ what: 'boosting', done, total })
    },
  }
}
