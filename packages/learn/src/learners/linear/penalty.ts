import { checkRange } from '../../check.ts'
import type { ColumnRules } from './column-rules.ts'
import type { Design } from './design.ts'

export interface Penalty {
  /** Strength λ ≥ 0 on the mean loss; 0 is plain maximum likelihood. */
  readonly lambda: number
  /** 1 is lasso, 0 is ridge. */
  readonly l1Ratio: number
}

/** λ (l1Ratio |w|₁ + (1 − l1Ratio) / 2 |w|²) as weights on standardised coefficients u_j = w_j · scale_j. */
export interface ScaledPenalty {
  readonly l1: Float64Array // [d] on |u_j|
  readonly l2: Float64Array // [d] on u_j² / 2
  readonly signs?: Float64Array // [d] u_j ≥ 0 where 1, ≤ 0 where −1, free where 0; absent: all are free
}

/** @throws LearnError `bad_param` */
export function checkPenalty({ lambda, l1Ratio }: Penalty): void {
  checkRange('lambda', lambda, 0, Number.MAX_VALUE)
  checkRange('l1Ratio', l1Ratio, 0, 1)
}

export function scaledPenalty({ lambda, l1Ratio }: Penalty, { scales }: Design, { factors, signs }: ColumnRules = {}): ScaledPenalty {
  const strength = (j: number) => lambda * (factors?.[j] ?? 1)
  return {
    l1: scales.map((s, j) => (strength(j) * l1Ratio) / s),
    l2: scales.map((s, j) => (strength(j) * (1 - l1Ratio)) / (s * s)),
    ...(signs && { signs }),
  }
}

/** The penalty of `blocks` parameter blocks that each begin with `free` unpenalised parameters. */
export function spread(penalty: Float64Array, free: number, blocks = 1): Float64Array {
  const size = free + penalty.length
  const out = new Float64Array(blocks * size)
  for (let b = 0; b < blocks; b++) out.set(penalty, b * size + free)
  return out
}
