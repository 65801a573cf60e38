import { describe, expect, it } from 'vitest'
import { partOf, tableOf, taskOf, toyPart } from '../../../test/learner-data.ts'
import { createRandom } from '../../random.ts'
import { wholeOf } from '../../resample/split.ts'
import { sample } from '../../sample.ts'
import type { TaskKind } from '../../task.ts'
import { network } from './network.ts'
import type { NetworkParams } from './params.ts'
import { cutsOf, toThresholds } from './row-losses.ts'

const ctx = { seed: 1 }
const kinds: TaskKind[] = ['binary', 'multiclass', 'ordinal', 'regression']
const quick = { members: 2, epochs: 20, learningRate: 0.02 }

describe('network', () => {
  it('learns what no linear model can: which of two columns’ signs agree', () => {
    const random = createRandom(4)
    const X = Array.from({ length: 200 }, () => [random.next() * 2 - 1, random.next() * 2 - 1])
    const part = partOf(
      X,
      X.map(([a, b]) => (a * b > 0 ? 1 : 0)),
      taskOf('binary'),
    )
    const { data } = network.predict(
      network.fit(part, { members: 3, learningRate: 0.02 }, ctx),
      tableOf([
        [0.7, 0.7],
        [-0.7, 0.7],
      ]),
    )
    expect(data[1]).toBeGreaterThan(0.8)
    expect(data[3]).toBeLessThan(0.2)
  })

  it.each(kinds)('forecasts %s alike, bit for bit, whatever the order of the columns', kind => {
    const part = toyPart(kind, { columns: 4 })
    const order = [2, 0, 3, 1]
    const shuffled = { ...part, table: { ...part.table, columns: order.map(j => part.table.columns[j]) } }
    const [a, b] = [part, shuffled].map(p => network.predict(network.fit(p, quick, ctx), p.table))
    expect(b).toEqual(a)
  })

  it.each(kinds)('is unmoved by the units of %s columns', kind => {
    const X = Array.from({ length: 60 }, (_, i) => [(i * 7) % 11, (i * 5) % 13])
    const y = X.map(([a], i) => (kind === 'regression' ? a + (i % 3) : (a + (i % 3)) % 2))
    const units = X.map(([a, b]) => [4096 * a - 1024, b / 1024 + 8])
    const [p, q] = [X, units].map(rows => network.predict(network.fit(partOf(rows, y, taskOf(kind)), quick, ctx), tableOf(rows)))
    p.data.forEach((v, i) => {
      expect(q.data[i]).toBeCloseTo(v, 9)
    })
  })

  it('moves with the units of a regression’s target', () => {
    const part = toyPart('regression')
    const other = { ...part, y: part.y.map(v => 1000 * v + 5) }
    const a = network.fit(part, quick, ctx)
    const b = network.fit(other, quick, ctx)
    const [ua, ub] = [network.uncertainty!(a, part.table).values, network.uncertainty!(b, part.table).values]
    network.predict(a, part.table).data.forEach((v, i) => {
      expect(network.predict(b, part.table).data[i] / 1000).toBeCloseTo(v + 0.005, 6)
      expect(ub[i] / 1000).toBeCloseTo(ua[i], 6)
    })
  })

  it('averages its members’ scores, and its uncertainty is their standard deviation', () => {
    const part = toyPart('regression')
    const model = network.fit(part, { ...quick, members: 3 }, ctx)
    const alone = model.members.map(member => network.predict({ ...model, members: [member] }, part.table).data)
    const { data } = network.predict(model, part.table)
    const { values } = network.uncertainty!(model, part.table)
    data.forEach((v, i) => {
      const own = alone.map(d => d[i])
      expect(v).toBeCloseTo((own[0] + own[1] + own[2]) / 3, 12)
      expect(values[i]).toBeCloseTo(Math.sqrt(own.reduce((sum, o) => sum + (o - v) * (o - v), 0) / 2), 12)
    })
    const single = network.fit(part, { ...quick, members: 1 }, ctx)
    expect(network.uncertainty!(single, part.table).values.every(v => v === 0)).toBe(true)
  })

  it('gives members scores that can be compared: they sum to 0 over classes, and thresholds to 0', () => {
    const multiclass = network.fit(toyPart('multiclass'), quick, ctx)
    const { base } = network.contributions!(multiclass, toyPart('multiclass').table)
    expect(Math.abs(base.reduce((sum, b) => sum + b, 0))).toBeLessThan(1e-12)
    const ordinal = network.fit(toyPart('ordinal', { classes: 4, rows: 80 }), quick, ctx)
    expect(Math.abs(ordinal.thresholds.reduce((sum, t) => sum + t, 0))).toBeLessThan(1e-12)
    expect(ordinal.thresholds.slice(1).every((t, c) => t > ordinal.thresholds[c])).toBe(true)
  })

  it('stops early where more training would only fit noise, and goes back to the lowest loss', () => {
    const random = createRandom(9)
    const X = Array.from({ length: 120 }, () => Array.from({ length: 6 }, () => random.next()))
    const part = partOf(
      X,
      X.map(() => random.int(2)),
      taskOf('binary'),
    )
    const { epochs } = network.fit(part, { learningRate: 0.02, epochs: 60, patience: 5 }, ctx)
    expect(epochs).toHaveLength(5)
    expect(Math.max(...epochs)).toBeLessThan(20)
    const calls: number[] = []
    network.fit(part, { learningRate: 0.02, epochs: 60, patience: 5, members: 1 }, { ...ctx, progress: ({ done }) => calls.push(done) })
    expect(calls).toEqual(Array.from({ length: epochs[0] + 5 }, (_, e) => e + 1))
  })

  it('keeps the rows of a group on one side: copies of a row in its own group teach nothing about the others', () => {
    const random = createRandom(9)
    const X = Array.from({ length: 40 }, () => Array.from({ length: 6 }, () => random.next()))
    const y = X.map(() => random.int(2))
    const copies = [0, 1, 2, 3, 4].flatMap(() => X)
    const labels = [0, 1, 2, 3, 4].flatMap(() => y)
    const given = partOf(copies, labels, taskOf('binary'))
    const grouped = wholeOf(sample({ table: given.table, y: given.y, task: given.task, groups: Int32Array.from(copies, (_, i) => i % 40) }))
    const trained = (part: typeof given) => network.fit(part, { ...quick, epochs: 40 }, ctx).epochs.reduce((sum, e) => sum + e, 0)
    expect(trained(grouped)).toBeLessThan(trained(given) / 2)
  })

  it('keeps nothing back below 30 rows and trains a quarter of the epochs', () => {
    expect(network.fit(toyPart('binary', { rows: 29 }), { ...quick, epochs: 22 }, ctx).epochs).toEqual([6, 6])
    expect(network.fit(toyPart('binary', { rows: 30 }), { ...quick, epochs: 0 }, ctx).epochs).toEqual([0, 0])
  })

  it('gives the shares of the classes, by weight, before any step', () => {
    const y = [0, 0, 0, 1, 2, 2, 2, 2]
    const weights = [1, 1, 2, 2, 1, 1, 1, 1]
    for (const kind of ['multiclass', 'ordinal'] as TaskKind[]) {
      const part = partOf(
        y.map((_, i) => [i]),
        y,
        taskOf(kind),
        weights,
      )
      const { data } = network.predict(network.fit(part, { epochs: 0 }, ctx), part.table)
      const expected = [0.4, 0.2, 0.4]
      data.forEach((p, i) => {
        expect(p).toBeCloseTo(expected[i % 3], 12)
      })
    }
  })

  it('starts each member from weights of its own, bounded as He et al. say', () => {
    const { members } = network.fit(toyPart('binary'), { hidden: [30], epochs: 0 }, ctx)
    expect(new Set(members.map(m => JSON.stringify(m))).size).toBe(5)
    const weights = members.flatMap(m => m.slice(0, 90))
    expect(weights.every(w => Math.abs(w) <= Math.SQRT2)).toBe(true)
    expect(weights.reduce((sum, w) => sum + (w * w) / weights.length, 0)).toBeCloseTo(2 / 3, 1)
  })

  it('hears dropout and weight decay', () => {
    const part = toyPart('binary')
    const forecast = (params: Partial<NetworkParams>) => network.predict(network.fit(part, { ...quick, ...params }, ctx), part.table).data
    expect(forecast({ dropout: 0.3 })).not.toEqual(forecast({}))
    expect(forecast({ dropout: 0.3 }).every(Number.isFinite)).toBe(true)
    const length = (weightDecay: number) => {
      const { members } = network.fit(part, { ...quick, weightDecay, patience: 1000 }, ctx)
      return members.flat().reduce((sum: number, w: number) => sum + w * w, 0)
    }
    expect(length(5)).toBeLessThan(length(0))
  })

  it('copes with no columns, constant ones, repeated ones and more of them than rows', () => {
    for (const kind of kinds) {
      const y = Array.from({ length: 36 }, (_, i) => i % 2)
      for (const X of [
        y.map(() => []),
        y.map(() => [5, 5]),
        y.map((_, i) => [i % 7, i % 7]),
        y.map((_, i) => Array.from({ length: 80 }, (_, j) => (i * j) % 5)),
      ]) {
        const part = partOf(X, y, taskOf(kind, kind === 'regression' ? undefined : 2))
        expect(network.predict(network.fit(part, quick, ctx), part.table).data.every(Number.isFinite)).toBe(true)
      }
    }
    const one = partOf([[3]], [7], taskOf('regression'))
    expect(network.predict(network.fit(one, quick, ctx), tableOf([[-2]])).data[0]).toBe(7)
  })

  it.each<[Partial<Record<keyof NetworkParams, unknown>>, RegExp]>([
    [{ hidden: 16 }, /hidden must be a list/],
    [{ hidden: [16, 0] }, /hidden\[1\] must be a whole number from 1/],
    [{ hidden: new Array(21).fill(2) }, /number of hidden layers/],
    [{ members: 0 }, /members/],
    [{ learningRate: 0 }, /learningRate/],
    [{ learningRate: NaN }, /learningRate/],
    [{ weightDecay: -1 }, /weightDecay/],
    [{ dropout: 1 }, /dropout/],
    [{ batchSize: 0 }, /batchSize/],
    [{ epochs: -1 }, /epochs/],
    [{ patience: 0.5 }, /patience/],
  ])('refuses %o', (params, message) => {
    expect(() => network.fit(toyPart('binary'), params as Partial<NetworkParams>, ctx)).toThrow(
      expect.objectContaining({ code: 'bad_param', message: expect.stringMatching(message) }),
    )
  })

  it.each<TaskKind>(['binary', 'multiclass', 'ordinal'])('refuses %s rows of one class, and no rows', kind => {
    for (const part of [partOf([[1], [2], [3]], [1, 1, 1], taskOf(kind)), partOf([], [], taskOf(kind))]) {
      expect(() => network.fit(part, {}, ctx)).toThrow(expect.objectContaining({ code: 'too_few_rows' }))
    }
  })

  it('stops in mid-training', () => {
    let epochs = 0
    const signal = {
      get aborted() {
        return epochs > 2
      },
    }
    const stopped = () => network.fit(toyPart('binary'), {}, { seed: 1, signal, progress: () => epochs++ })
    expect(stopped).toThrow(expect.objectContaining({ code: 'aborted' }))
    expect(epochs).toBe(3)
  })
})

it('cutsOf and toThresholds undo each other', () => {
  const cuts = Float64Array.from(cutsOf([-2, -0.5, 3]))
  toThresholds(cuts)
  ;[-2, -0.5, 3].forEach((t, c) => {
    expect(cuts[c]).toBeCloseTo(t, 14)
  })
})
