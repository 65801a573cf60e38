import { planFolds, planLaterIntake, type SplitPlan } from '@headway/learn'
import type { Frame } from './frame.ts'

/**
 * The plan of splits that a frame gets when nobody names one: the last term where terms exist (what putting the model to work will
 * be like); otherwise stratified folds with whole students, repeated 10 × 5 up to 1,000 rows, 5 × 5 up to 5,000, 1 × 5 above.
 */
export function defaultPlan({ sample, terms }: Frame, seed: number): SplitPlan {
  if (terms) return planLaterIntake({ terms, ...(sample.groups && { groups: sample.groups }) })
  const n = sample.y.length
  return planFolds({ ...sample, folds: 5, repeats: n <= 1000 ? 10 : n <= 5000 ? 5 : 1, seed })
}

/** "5 folds × 10 repeats, stratified, whole students". */
export function describePlan({ kind, repeats, groups }: SplitPlan): string {
  if (kind === 'later-intake') return 'trained on earlier terms, tested on the last'
  const folds = repeats[0]?.length ?? 0
  const given = kind === 'given-folds' ? 'given' : 'stratified'
  return `${folds} folds × ${repeats.length} ${repeats.length === 1 ? 'repeat' : 'repeats'}, ${given}${groups ? ', whole students' : ''}`
}
