import { describe, expect, it } from 'vitest'
import { withoutKernel } from '../../kernel/plain-module.ts'
import { openWorkspace } from '../../kernel/workspace.ts'
import { createRandom } from '../../random.ts'
import { objectives } from '../boosting/objectives/index.ts'
import { lossIn } from './loss-in.ts'

describe.each([0, 1, 2, 5, 800])('the log loss of %i rows', n => {
  it('is the same to the last bit with and without a kernel', () => {
    const lossOf = () => {
      const random = createRandom(n)
      const workspace = openWorkspace(100_000)
      const draw = (one: () => number) => workspace.f64(n).map(one)
      const held = (values: Float64Array) => {
        const into = workspace.f64(n)
        into.set(values)
        return into
      }
      const labels = { y: held(draw(() => random.int(2))), weights: held(draw(() => random.next() * 3)), k: 2 }
      const scores = held(draw(() => (random.next() - 0.5) * [0, 1e-9, 1, 40, 2000][random.int(5)]))
      const { binary } = objectives
      const loss = lossIn(
        workspace,
        binary,
        labels,
        binary.start({ y: Float64Array.of(0, 1), weights: Float64Array.of(1, 1), k: 2 }),
      )(scores)
      workspace.close()
      return loss
    }
    expect(lossOf()).toBe(withoutKernel(lossOf))
  })
})
