import { affine, constant, shares, weightedSum } from '../export/arithmetic.ts'
import type { FormulaBuilder } from '../export/builder.ts'
import type { NodeId } from '../export/program.ts'
import type { IsotonicState } from './isotonic.ts'

/** The curves, the pooling of what exceeds what, and the floor, as nodes. */
export function lowerIsotonic({ scale, curves, floor }: IsotonicState, probabilities: readonly NodeId[], build: FormulaBuilder): NodeId[] {
  const heights = curves.map(({ x, y }, c) => {
    const of = scale === 'cumulative' ? weightedSum(build, probabilities.slice(c + 1)) : probabilities[c]
    return build.add({ op: 'interpolate', of, x, y })
  })
  const raw = scale === 'cumulative' ? differences(build, heights) : heights
  return shares(
    build,
    raw.map(a => build.add({ op: 'max', a, b: constant(build, floor) })),
  )
}

/** [k − 1] P(y > c), brought into falling order, to [k] class probabilities. */
function differences(build: FormulaBuilder, exceeding: readonly NodeId[]): NodeId[] {
  const falling = poolRising(build, exceeding.toReversed()).toReversed()
  const first = affine(build, falling[0], -1, 1)
  const between = falling.slice(1).map((p, c) => weightedSum(build, [falling[c], p], [1, -1]))
  return [first, ...between, falling[falling.length - 1]]
}

/**
 * `poolAdjacent` without loops: value i of the never-falling sequence nearest to v is max over a ≤ i of min over b ≥ i of the mean of
 * v_a … v_b.
 *
 * Source: Robertson, Wright & Dykstra (1988), Order Restricted Statistical Inference, theorem 1.4.4.
 */
function poolRising(build: FormulaBuilder, v: readonly NodeId[]): NodeId[] {
  const fold = (op: 'min' | 'max', nodes: readonly NodeId[]) => nodes.reduce((a, b) => build.add({ op, a, b }))
  const mean = (a: number, b: number) => {
    const own = v.slice(a, b + 1)
    return weightedSum(
      build,
      own,
      own.map(() => 1 / own.length),
    )
  }
  const from = (i: number, a: number) =>
    fold(
      'min',
      Array.from({ length: v.length - i }, (_, over) => mean(a, i + over)),
    )
  return v.map((_, i) =>
    fold(
      'max',
      Array.from({ length: i + 1 }, (_, a) => from(i, a)),
    ),
  )
}
