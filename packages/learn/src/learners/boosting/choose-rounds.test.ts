import { describe, expect, it } from 'vitest'
import { rowLosses } from '../../metrics/row-losses.ts'
import { deriveSeed } from '../../random.ts'
import { rebalanced, type TrainingPart, withTable } from '../../sample.ts'
import { selectColumns, table } from '../../table.ts'
import { randomPart } from '../../trees/random-part.test-data.ts'
import { innerFolds, innerHoldout } from '../inner-parts.ts'
import { boosting } from './boosting.ts'
import type { BoostingParams } from './params.ts'

const seed = 4
const fit = (part: TrainingPart, params: Partial<BoostingParams>) => boosting.fit(part, params, { seed })
const quick = { rounds: 25, learningRate: 0.3, minRows: 2, patience: 25 } as const

/** By the definition: a model for every number of rounds and every inner part, forecasting the rows held out. */
function lossesByRounds(part: TrainingPart, stopping: 'bags' | 'holdout', params: Partial<BoostingParams>): number[] {
  const parts = stopping === 'bags' ? innerFolds(part, 3, deriveSeed(seed, 'bags')) : [innerHoldout(part, 0.3, deriveSeed(seed, 'holdout'))]
  return Array.from({ length: quick.rounds + 1 }, (_, rounds) =>
    parts.reduce((sum, { training, heldOut }, b) => {
      const model = boosting.fit(training, { ...params, rounds }, { seed: deriveSeed(seed, 'bag', b) })
      const losses = rowLosses(heldOut.y, boosting.predict(model, heldOut.table), part.task)
      return sum + losses.reduce((total, loss, i) => total + loss * (heldOut.weights?.[i] ?? 1), 0)
    }, 0),
  )
}

describe.each(['binary', 'multiclass', 'ordinal', 'regression'] as const)('stopping, %s', task => {
  const part = randomPart(11, { task, rows: 90, missing: 0.1, weights: true })

  it.each(['bags', 'holdout'] as const)('by %s takes the lowest point of the mean curve, and refits on every row', stopping => {
    const params = { ...quick, rowShare: 0.8, columnShare: 0.7 }
    const losses = lossesByRounds(part, stopping, params)
    const lowest = losses.indexOf(Math.min(...losses))
    const model = fit(part, { ...params, stopping, bags: 3, holdoutShare: 0.3 })
    expect(model.rounds).toBe(lowest)
    expect(model).toEqual(fit(part, { ...params, rounds: lowest }))
  })
})

describe('stopping', () => {
  const part = randomPart(12, { task: 'binary', rows: 90 })

  it('looks no further than its patience', () => {
    const losses = lossesByRounds(part, 'bags', quick)
    const patient = (patience: number) => {
      let best = 0
      for (let round = 1; round < losses.length && round - best <= patience; round++) if (losses[round] < losses[best]) best = round
      return best
    }
    for (const patience of [1, 2, 25]) expect(fit(part, { ...quick, stopping: 'bags', bags: 3, patience }).rounds).toBe(patient(patience))
  })

  it('takes no round where no column says anything', () => {
    const y = part.y.map((_, i) => i % 2)
    const noise = { ...withTable(part, selectColumns(part.table, [])), y } as TrainingPart
    expect(fit(noise, { stopping: 'bags', rounds: 20 })).toMatchObject({ rounds: 0, trees: [] })
    expect(fit(withTable(noise, table([], 90)), { stopping: 'holdout', rounds: 20 }).rounds).toBe(0)
  })

  it('reports its rounds, and the refit after them', () => {
    const seen: { done: number; total: number }[] = []
    const params = { ...quick, stopping: 'holdout', seeds: 2 } as const
    const model = boosting.fit(part, params, { seed, progress: ({ done, total }) => seen.push({ done, total }) })
    expect(seen.map(({ done }) => done)).toEqual([...seen.keys()].map(at => at + 1))
    expect(seen[0].total).toBe(25)
    expect(seen.at(-1)).toEqual({ done: 25 + 2 * model.rounds, total: 25 + 2 * model.rounds })
  })

  it('stops when asked, while it looks for the number', () => {
    const signal = { aborted: false }
    const progress = ({ done }: { done: number }) => {
      signal.aborted = done === 2
    }
    expect(() => boosting.fit(part, { ...quick, stopping: 'bags' }, { seed, signal, progress })).toThrow(
      expect.objectContaining({ code: 'aborted', message: expect.stringContaining('after 2 of 25 rounds') }),
    )
  })

  it.each(['bags', 'holdout'] as const)('by %s refuses a rebalanced part, and one row', stopping => {
    const copies = rebalanced(part, { table: part.table, y: part.y })
    expect(() => fit(copies, { stopping })).toThrow(expect.objectContaining({ code: 'bad_param' }))
    expect(fit(copies, { rounds: 3 }).trees).toHaveLength(3)
    const one = randomPart(1, { task: 'regression', rows: 1 })
    expect(() => fit(one, { stopping })).toThrow(expect.objectContaining({ code: 'too_few_rows' }))
  })
})
