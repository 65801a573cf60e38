import fc from 'fast-check'
import { expect, it } from 'vitest'
import { withoutKernel } from '../../kernel/plain-module.ts'
import { randomPart } from '../../trees/random-part.test-data.ts'
import { forest } from './forest.ts'

/** Up to 300 rows: small nodes note which bins they have, large ones look at all. */
const parts = fc.record({
  task: fc.constantFrom('binary', 'multiclass', 'ordinal', 'regression'),
  rows: fc.integer({ min: 1, max: 300 }),
  distinct: fc.constantFrom(2, 9, 1000),
  missing: fc.constantFrom(0, 0.3, 1),
  weights: fc.boolean(),
})
const params = fc.record({
  splits: fc.constantFrom('best', 'random'),
  minRows: fc.integer({ min: 1, max: 20 }),
  maxLeaves: fc.constantFrom(0, 5),
  columnShare: fc.constantFrom(0, 1),
  maxBins: fc.constantFrom(2, 40, 255),
  bootstrap: fc.constantFrom(true, false),
})

it('grows the same forests to the last bit where there is no kernel', () => {
  fc.assert(
    fc.property(parts, params, fc.nat(1000), (rows, chosen, seed) => {
      const part = randomPart(seed, rows)
      const grown = () => JSON.stringify(forest.fit(part, { ...chosen, trees: 2 }, { seed }))
      expect(grown()).toBe(withoutKernel(grown))
    }),
    { seed: 1, numRuns: 150 },
  )
})
