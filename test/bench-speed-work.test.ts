import { fitRecipe, learners } from '@headway/learn'
import { describe, expect, it } from 'vitest'
import { growthRows } from '../bench/speed/lines/growth.ts'
import { type MadeSpec, madeRows } from '../bench/speed/made-rows.ts'
import type { Clock } from '../bench/speed/measured.ts'
import { works } from '../bench/speed/work/index.ts'
import { callsOf } from '../bench/speed/work/one-row.ts'
import { partOf, tableOf } from '../bench/speed/work/rows.ts'
import type { Loaded } from '../bench/speed/work/task.ts'

const spec: MadeSpec = { generator: 'smooth', rows: 2000, columns: 10, classes: 2, seed: 1 }
const train = madeRows(spec)
const test = madeRows({ ...spec, seed: 2 })

/** Each look at it is a second of CPU and three by the wall after the last. */
function steadyClock(): Clock {
  let [cpu, wall] = [0, 0]
  return { cpu: () => cpu++, wall: () => (wall += 3) }
}

const did = async (task: Partial<Loaded> & Pick<Loaded, 'work'>) => works[task.work]!({ ...task, clock: steadyClock() })
const fitted = fitRecipe({ steps: [], learner: { kind: 'boosting', params: { rounds: 10 } } }, partOf(train, 2), { seed: 1 })

describe('what a process measures', () => {
  it('fits: AUC and log loss are of the rows held out, the event is the second class', async () => {
    const params = { rounds: 40 }
    const { figures, cpu, wall } = await did({ work: 'fit', learner: 'boosting', params, train, test, repeats: 2, warm: 'whole' })
    expect({ cpu, wall }).toEqual({ cpu: 1, wall: 3 })
    const own = await did({ work: 'fit', learner: 'boosting', params, train, test: train })
    const upsideDown = await did({ work: 'fit', learner: 'boosting', params, train, test: { ...test, y: test.y.map(y => 1 - y) } })
    expect(figures['auc']).toBeGreaterThan(0.6)
    expect(own.figures['auc']).toBeGreaterThan(figures['auc']!)
    expect(own.figures['logLoss']).toBeLessThan(figures['logLoss']!)
    expect(upsideDown.figures['auc']).toBeCloseTo(1 - figures['auc']!, 12)
  })

  it('fits: the gradient of a penalised logistic model is nothing at its optimum, and something elsewhere', async () => {
    const at = async (lambda: number, tolerance: number) =>
      (await did({ work: 'fit', learner: 'linear', params: { lambda, tolerance }, train })).figures['gradient']!
    expect(await at(0.1, 1e-9)).toBeLessThan(1e-8)
    expect(await at(0.1, 1)).toBeGreaterThan(1e-5)
  })

  it('several classes have a log loss and no AUC', async () => {
    const [own, other] = [1, 2].map(seed => madeRows({ ...spec, classes: 3, seed }))
    const { figures } = await did({ work: 'fit', learner: 'boosting', params: { rounds: 40 }, train: own, test: other, classes: 3 })
    expect(Object.keys(figures)).toEqual(['logLoss'])
    expect(figures['logLoss']).toBeLessThan(Math.log(3))
  })

  it('seconds are of one row, one call, or all rows', async () => {
    expect(await did({ work: 'forecasts', fitted, test })).toEqual({ cpu: 1 / 2000, wall: 3 / 2000, figures: {} })
    expect(await did({ work: 'one row', fitted, test })).toEqual({ cpu: 1 / 20_000, wall: 3 / 20_000, figures: {} })
    expect(await did({ work: 'contributions', fitted, test })).toEqual({ cpu: 1, wall: 3, figures: { first: 1 } })
    const { figures } = await did({ work: 'fit and forecasts', learner: 'boosting', params: { rounds: 3 }, train, test })
    expect(figures).toMatchObject({ forecastCpu: 1 / 2000, forecastWall: 3 / 2000 })
  })

  it('one row at a time gives the forecasts of all at once, of a thousand rows in turn', () => {
    const { data } = learners['boosting']!.predict(fitted.model, tableOf(test))
    const first = data.subarray(0, 2000).filter((_, at) => at % 2 === 0)
    expect(callsOf(fitted, test)(1000)).toBeCloseTo(
      first.reduce((sum, p) => sum + p, 0),
      9,
    )
  })
})

describe('growth', () => {
  const judged = (what: 'rows' | 'columns' | 'threads', sizes: number[], seconds: number[][]) =>
    growthRows(what, sizes, seconds).map(({ target, met, note }) => ({ target, met, note }))
  const none = { target: null, met: null, note: undefined }

  it.each([
    [11.5, true],
    [11.6, false],
  ])('of rows: %s times the time of the size before the last meets it: %s', (times, met) => {
    const rows = judged(
      'rows',
      [10, 100, 1000],
      [
        [9, 9, 9],
        [1, 2, 3],
        [times, 2 * times, 99 * times],
      ],
    )
    expect(rows).toEqual([
      none,
      none,
      { target: '≤ 11.5 × the time of 100', met, note: `10 times the rows, ${times.toFixed(2)} times the time` },
    ])
  })

  it('of columns: from the first size to the last', () => {
    expect(judged('columns', [10, 30, 100], [[1], [9], [12]])[2]).toMatchObject({ target: '≤ 11.5 × the time of 10', met: false })
  })

  it.each([
    [1.78, true],
    [1.8, false],
  ])('of threads: 10 seconds of one in %s of eight', (seconds, met) => {
    const rows = judged('threads', [1, 8, 16], [[10], [seconds], [5]])
    expect(rows[1]).toEqual({ target: 'efficiency ≥ 0.7', met, note: `efficiency ${(10 / seconds / 8).toFixed(2)}` })
    expect(rows[2]).toEqual({ target: null, met: null, note: 'efficiency 0.13' })
  })
})
