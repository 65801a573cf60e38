import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRandom, permutation } from '../../random.ts'
import { type TrainingPart, withTable } from '../../sample.ts'
import { numericColumn, table } from '../../table.ts'
import { randomPart } from '../../trees/random-part.test-data.ts'
import { boosting } from './boosting.ts'

/** With columns that say the same as others, in part and in full: equal gains everywhere. */
function withTies(part: TrainingPart): TrainingPart {
  const [x0, c0] = part.table.columns
  if (x0.kind !== 'numeric') return part
  const mirrored = numericColumn(
    'mirrored',
    x0.values.map(v => -v),
  )
  return withTable(part, table([...part.table.columns, { ...x0, name: 'Twin' }, mirrored, { ...c0, name: 'a twin' }]))
}

describe.each(['binary', 'multiclass', 'ordinal', 'regression'] as const)('the order of columns, %s', task => {
  it('changes no forecast and no spread, ties and draws included', () => {
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom(0.4, 1), fc.constantFrom('none', 'bags'), (seed, columnShare, stopping) => {
        const part = withTies(randomPart(seed, { task, rows: 50, distinct: 4, missing: 0.1 }))
        const { columns } = part.table
        const order = permutation(columns.length, createRandom(seed))
        const shuffled = withTable(part, table([...order].map(at => columns[at])))
        const params = { rounds: 4, minRows: 2, minCategoryRows: 2, columnShare, seeds: 2, rowShare: 0.8, stopping } as const
        const [straight, mixed] = [part, shuffled].map(of => {
          const model = boosting.fit(of, params, { seed: 1 })
          return { forecast: boosting.predict(model, of.table), spread: boosting.uncertainty!(model, of.table) }
        })
        expect(mixed).toEqual(straight)
      }),
      { seed: 1, numRuns: 12 },
    )
  })
})
