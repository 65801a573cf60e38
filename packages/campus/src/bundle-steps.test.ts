import { expect, it } from 'vitest'
import { bundleLadder } from './bundle-steps.ts'

const body = (learner: string, model: object) => ({
  seed: 1,
  fitted: { learner, model },
  report: { verdict: 'kept', model: { name: 'one', tried: [{ name: 'one', loss: 1 }] } },
})

it('brings a model of version 1 to version 2: rounds by score, and intervals that nobody measured', () => {
  const [toTwo] = bundleLadder.steps
  expect(toTwo!.up(body('boosting', { base: [0, 0, 0], trees: new Array(12).fill({}) }))).toMatchObject({
    seed: 1,
    fitted: { learner: 'boosting', model: { rounds: 4 } },
    report: { verdict: 'kept', model: { name: 'one', tried: [{ name: 'one', loss: 1, low: null, high: null }] } },
  })
  expect(toTwo!.up(body('linear', { coefficients: [1] }))).toMatchObject({ fitted: { model: { coefficients: [1] } } })
  expect(toTwo!.up(body('linear', {}))).not.toHaveProperty('fitted.model.rounds')
})
