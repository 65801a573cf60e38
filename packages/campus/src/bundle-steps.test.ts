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

it('brings a model of version 2 to version 3: past forecasts counted', () => {
  const [, toThree] = bundleLadder.steps
  const past = { event: 'x', p: [0.1, 0.2, 0.2, 0.2], happened: [1, 0, 1, 1], term: [0, 0, 1, 1], students: 3 }
  expect(toThree!.up({ seed: 1, past })).toEqual({
    seed: 1,
    past: { event: 'x', p: [0.1, 0.2, 0.2], term: [0, 0, 1], n: [1, 1, 2], happened: [1, 0, 2], students: 3 },
  })
  const { term: _, ...rest } = past
  expect(toThree!.up({ past: rest })).toEqual({ past: { event: 'x', p: [0.1, 0.2], n: [1, 3], happened: [1, 2], students: 3 } })
  expect(toThree!.up({ seed: 1 })).toEqual({ seed: 1 })
})
