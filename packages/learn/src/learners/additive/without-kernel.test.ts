import fc from 'fast-check'
import { expect, it } from 'vitest'
import { withoutKernel } from '../../kernel/plain-module.ts'
import { randomPart } from '../../trees/random-part.test-data.ts'
import { additive } from './additive.ts'

const parts = fc.record({
  task: fc.constantFrom('binary', 'multiclass', 'ordinal', 'regression'),
  rows: fc.integer({ min: 1, max: 200 }),
  distinct: fc.constantFrom(2, 9, 1000),
  missing: fc.constantFrom(0, 0.3, 1),
  weights: fc.boolean(),
})
const params = fc.record({
  minRows: fc.integer({ min: 1, max: 8 }),
  maxLeaves: fc.constantFrom(2, 3, 6),
  maxBins: fc.constantFrom(2, 16, 255),
  greed: fc.constantFrom(0, 0.5, 1),
  l2: fc.constantFrom(0, 1),
  pairs: fc.constantFrom(0, 2),
})

it('finds the same curves to the last bit where there is no kernel', () => {
  fc.assert(
    fc.property(parts, params, fc.nat(1000), (rows, chosen, seed) => {
      const part = randomPart(seed, rows)
      const fitted = () => JSON.stringify(additive.fit(part, { ...chosen, rounds: 12, bags: 2 }, { seed }))
      expect(fitted()).toBe(withoutKernel(fitted))
    }),
    { seed: 1, numRuns: 60 },
  )
})
