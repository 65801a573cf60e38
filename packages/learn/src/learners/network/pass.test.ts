import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toyPart } from '../../../test/learner-data.ts'
import { openWorkspace, ordinaryWorkspace, type Workspace } from '../../kernel/workspace.ts'
import { createRandom } from '../../random.ts'
import { takeRows } from '../../table.ts'
import type { TaskKind } from '../../task.ts'
import { adamRoom, bytesOfAdam, createAdam } from './adam.ts'
import { layersOf, sizeOf } from './layers.ts'
import { network } from './network.ts'
import { type NetworkParams, networkDefaults } from './params.ts'
import { bytesOfPass, createPass } from './pass.ts'
import { trainNetwork } from './train.ts'

const cases = fc.record({
  sizes: fc.array(fc.integer({ min: 1, max: 13 }), { minLength: 2, maxLength: 5 }),
  inputs: fc.integer({ min: 0, max: 13 }),
  rows: fc.integer({ min: 1, max: 21 }),
  dropout: fc.boolean(),
  seed: fc.integer({ min: 1, max: 1e6 }),
})

/** The answers of `work` in the kernel and without it. */
function bothWays(bytes: number, work: (workspace: Workspace) => readonly number[]): readonly (readonly number[])[] {
  const workspace = openWorkspace(bytes)
  expect(workspace.calls).toBeDefined()
  return [workspace, ordinaryWorkspace()].map(own => {
    const answer = work(own)
    own.close()
    return answer
  })
}

describe('the kernel’s layers are their twins’, bit for bit', () => {
  it('there and back, of batches in turn', () => {
    fc.assert(
      fc.property(cases, ({ sizes, inputs, rows, dropout, seed }) => {
        const layers = layersOf([inputs, ...sizes])
        const [ours, twin] = bothWays(bytesOfPass(layers, 21), workspace => {
          const random = createRandom(seed)
          const fill = (array: Float64Array) => array.set(array.map(() => (random.next() - 0.5) * 3))
          const pass = createPass(layers, 21, workspace)
          fill(pass.theta)
          const answers: number[] = []
          for (const count of [rows, 21, rows]) {
            fill(pass.input)
            for (const factors of pass.kept) factors.set(factors.map(() => random.int(2) * 1.25))
            answers.push(...pass.forward(count, dropout).subarray(0, count * sizes[sizes.length - 1]))
            fill(pass.pulls)
            pass.pulls[0] = 0
            pass.backward(count)
            answers.push(...pass.gradient)
          }
          return answers
        })
        expect(ours).toEqual(twin)
      }),
      { seed: 1 },
    )
  })

  it('where numbers run away', () => {
    const layers = layersOf([3, 5, 4, 1])
    const [ours, twin] = bothWays(bytesOfPass(layers, 8), workspace => {
      const pass = createPass(layers, 8, workspace)
      pass.theta.set(pass.theta.map((_, p) => (p % 3 === 0 ? 1e200 : -1e150 * p)))
      pass.input.fill(1e9)
      pass.pulls.fill(1)
      const scores = [...pass.forward(8, false)]
      pass.backward(8)
      return [...scores, ...pass.gradient]
    })
    expect(ours.some(v => !Number.isFinite(v))).toBe(true)
    expect(ours).toEqual(twin)
  })

  it('steps of Adam', () => {
    fc.assert(
      fc.property(cases, fc.constantFrom(0, 0.5), ({ sizes, inputs, seed }, decay) => {
        const layers = layersOf([inputs, ...sizes])
        const size = sizeOf(layers) + 2
        const [ours, twin] = bothWays(bytesOfAdam(size), workspace => {
          const random = createRandom(seed)
          const room = adamRoom(workspace, size)
          for (let member = 0; member < 2; member++) {
            room.theta.set(room.theta.map(() => random.next() - 0.5))
            const step = createAdam(room, layers, 0.01, decay)
            for (let t = 0; t < 3; t++) {
              room.gradient.set(room.gradient.map(() => (random.next() - 0.5) * 10))
              step()
            }
          }
          return [...room.theta, ...room.m, ...room.v]
        })
        expect(ours).toEqual(twin)
      }),
      { seed: 2 },
    )
  })
})

const kinds: readonly TaskKind[] = ['binary', 'multiclass', 'ordinal', 'regression']

describe('without the kernel the network learns the same model, bit for bit:', () => {
  it.each(kinds)('%s', kind => {
    const shapes: readonly [number, number, Partial<NetworkParams>][] = [
      [70, 3, { hidden: [7, 5], dropout: 0.3, batchSize: 100 }],
      [150, 8, { hidden: [16, 32, 8] }],
      [40, 5, { hidden: [] }],
      [2 * 64 + 1, 2, { hidden: [1], batchSize: 1000, weightDecay: 0 }],
      [4, 2, {}],
    ]
    for (const [rows, columns, params] of shapes) {
      const part = toyPart(kind, { rows, columns, seed: rows })
      const short = { members: 2, epochs: 6, ...params }
      const model = network.fit(part, short, { seed: 1 })
      expect(trainNetwork(part, { ...networkDefaults, ...short }, { seed: 1 }, ordinaryWorkspace)).toEqual(model)
    }
  })

  it('and forecasts a few rows as it forecasts them among many', () => {
    const { table } = toyPart('multiclass', { rows: 90 })
    const model = network.fit(toyPart('multiclass', { rows: 40 }), { epochs: 3 }, { seed: 1 })
    const all = network.predict(model, table)
    const few = network.predict(model, takeRows(table, [50, 51, 52]))
    expect([...few.data]).toEqual([...all.data.slice(50 * 3, 53 * 3)])
  })
})
