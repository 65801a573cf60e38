import { describe, expect, it } from 'vitest'
import { toyPart } from '../test/learner-data.ts'
import { inputShares } from './input-shares.ts'
import { fitRecipe, forecast } from './recipe.ts'

describe('inputShares', () => {
  it('of a stack behind a step that makes several columns of one sum to the forecast, by input', () => {
    const part = toyPart('regression', { messy: true })
    const fitted = fitRecipe({ steps: [{ kind: 'impute' }, { kind: 'oneHot' }], learner: { kind: 'stack' } }, part, { seed: 3 })
    const { columns, base, values } = inputShares(fitted, part.table)!
    expect(columns).toEqual(['x0', 'x1', 'x2', 'group'])
    forecast(fitted, part.table).data.forEach((v, i) => {
      const shared = columns.reduce((sum, _, j) => sum + values[i * columns.length + j], base[0])
      expect(Math.abs(shared - v)).toBeLessThanOrEqual(1e-9)
    })
  })
})
