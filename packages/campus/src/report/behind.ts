import { type OutOfFold, pairedBootstrapInterval, pairedInterval } from '@headway/learn'
import type { Difference } from './report.ts'

/** How far the mean loss of `rule` lies behind that of `model` on the same rows: above 0 the model is better. */
export function behind(rule: OutOfFold, model: OutOfFold, seed: number): Difference {
  const folds = rule.repeats.every(({ fold }) => !fold.includes(-1))
  const { difference, low, high, p, estimand } = folds ? pairedInterval(model, rule) : pairedBootstrapInterval(model, rule, { seed })
  return { value: 0 - difference, low: 0 - high, high: 0 - low, pOneSided: p, estimand }
}
