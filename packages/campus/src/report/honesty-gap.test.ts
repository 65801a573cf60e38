import { type CategoricalColumn, columnOf, createRandom, planFolds, table } from '@headway/learn'
import { expect, it } from 'vitest'
import { smallCodebook, smallDataset } from '../../test/small.ts'
import { askQuestion } from '../question/ask-question.ts'
import { frame } from '../train/frame.ts'
import { honestyGap } from './honesty-gap.ts'

it('shows that over-sampling before the split claims what is not there', () => {
  const dataset = smallDataset(60)
  const random = createRandom(5)
  const grade = columnOf(dataset.table, 'GRADE') as CategoricalColumn
  const codes = grade.codes.map(() => random.int(3)) // nothing can be forecast here
  const noise = { ...dataset, table: table(dataset.table.columns.map(c => (c.name === 'GRADE' ? { ...grade, codes } : c))) }
  const framed = frame(noise, askQuestion(smallCodebook, { target: 'GRADE' }))
  const plan = planFolds({ ...framed.sample, folds: 5, seed: 1 })
  const { honest, naive, baseline, rowsBefore, rowsAfter, recipe, naiveOnRealRows } = honestyGap(framed, {
    plan,
    seed: 1,
    extra: 100,
    resamples: 50,
  })
  const largest = Math.max(...[0, 1, 2].map(c => framed.sample.y.filter(y => y === c).length))
  expect([rowsBefore, rowsAfter]).toEqual([60, 3 * (largest + 100)])
  expect(recipe).toMatch(new RegExp(`SMOTE to ${largest + 100} rows per class on all rows, then 5 stratified folds`))
  expect(honest['accuracy']!.value).toBeLessThan(0.5)
  expect(naive['accuracy']!.value).toBeGreaterThan(honest['accuracy']!.value + 0.15)
  expect(naive['accuracy']!.n).toBe(rowsAfter)
  expect(naiveOnRealRows.n).toBe(60)
  expect(baseline['qwk']!.value).toBe(0)
})
