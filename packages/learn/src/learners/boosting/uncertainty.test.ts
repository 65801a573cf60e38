import { describe, expect, it } from 'vitest'
import { deriveSeed } from '../../random.ts'
import { randomPart } from '../../trees/random-part.test-data.ts'
import { boosting } from './boosting.ts'
import type { BoostingModel } from './model.ts'
import { boostingScores } from './predict.ts'

const params = { rounds: 6, rowShare: 0.6, columnShare: 0.5, minRows: 2 } as const
const SEEDS = 4

describe.each(['binary', 'multiclass', 'ordinal', 'regression'] as const)('several seeds, %s', task => {
  const part = randomPart(21, { task, rows: 70, missing: 0.1 })
  const { table } = randomPart(22, { task, rows: 15, missing: 0.1 })
  const together: BoostingModel = boosting.fit(part, { ...params, seeds: SEEDS }, { seed: 5 })
  const apart = Array.from({ length: SEEDS }, (_, s): BoostingModel => {
    return boosting.fit(part, params, { seed: s === 0 ? 5 : deriveSeed(5, 'seed', s) })
  })
  const scores = apart.map(model => boostingScores(model, table))
  const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length

  it('are the mean of their scores and of their thresholds', () => {
    boostingScores(together, table).forEach((score, at) => {
      expect(score).toBeCloseTo(mean(scores.map(of => of[at])), 10)
    })
    together.thresholds.forEach((threshold, c) => {
      expect(threshold).toBeCloseTo(mean(apart.map(model => model.thresholds[c])), 12)
    })
    expect(together.trees).toHaveLength(SEEDS * apart[0].trees.length)
  })

  it('share out the mean score', () => {
    const { base, values, outputs } = boosting.contributions!(together, table)
    boostingScores(together, table).forEach((score, at) => {
      const [o, i] = [Math.floor(at / table.rows), at % table.rows]
      const shares = values.subarray((i * outputs + o) * 4, (i * outputs + o + 1) * 4)
      expect(shares.reduce((a, b) => a + b, base[o])).toBeCloseTo(score, 9)
    })
  })

  it('differ by the standard deviation that is reported', () => {
    const { values, outputs } = boosting.uncertainty!(JSON.parse(JSON.stringify(together)), table)
    scores[0].forEach((_, at) => {
      const own = scores.map(of => of[at])
      const variance = own.reduce((sum, v) => sum + (v - mean(own)) ** 2, 0) / (SEEDS - 1)
      const [o, i] = [Math.floor(at / table.rows), at % table.rows]
      expect(values[i * outputs + o]).toBeCloseTo(Math.sqrt(variance), 10)
    })
    expect(Math.max(...values)).toBeGreaterThan(0.01)
  })

  it('report none for one seed or no round', () => {
    for (const some of [{ seeds: 1 }, { seeds: 3, rounds: 0 }]) {
      const model = boosting.fit(part, { ...params, ...some }, { seed: 5 })
      expect(boosting.uncertainty!(model, table).values).toEqual(new Float64Array(15 * model.base.length))
    }
  })
})
