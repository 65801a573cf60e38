import { describe, expect, it } from 'vitest'
import { ordinaryWorkspace } from '../../kernel/workspace.ts'
import { adamRoom, createAdam } from './adam.ts'
import { layersOf } from './layers.ts'

/** One input, one output: theta = [weight, bias]. */
const layers = layersOf([1, 1])

describe('createAdam', () => {
  it('takes the two steps that the paper’s formulas give by hand', () => {
    const room = adamRoom(ordinaryWorkspace(), 2)
    const { theta, gradient } = room
    const step = createAdam(room, layers, 0.1, 0)
    theta.set([1, -1])
    // t = 1: m/(1 − .9) = g and v/(1 − .999) = g², so each moves by rate · sign(g), but for ε
    gradient.set([2, -0.5])
    step()
    expect(theta[0]).toBeCloseTo(1 - (0.1 * 2) / (2 + 1e-8), 15)
    expect(theta[1]).toBeCloseTo(-1 + (0.1 * 0.5) / (0.5 + 1e-8), 15)
    // t = 2: m = .9 · .2 + .1 · 1 = .28, m̂ = .28 / .19; v = .999 · .004 + .001 · 1 = .004996, v̂ = .004996 / .001999
    const before = theta[0]
    gradient.set([1, 0])
    step()
    expect(theta[0]).toBeCloseTo(before - (0.1 * (0.28 / 0.19)) / (Math.sqrt(0.004996 / 0.001999) + 1e-8), 14)
  })

  it('shrinks weights and leaves biases, apart from the gradient', () => {
    const room = adamRoom(ordinaryWorkspace(), 2)
    room.theta.set([1, 1])
    createAdam(room, layers, 0.1, 0.5)()
    expect([...room.theta]).toEqual([0.95, 1])
  })
})
