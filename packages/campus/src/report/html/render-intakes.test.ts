import { expect, it } from 'vitest'
import type { Intakes } from '../report.ts'
import { renderIntakes } from './render-intakes.ts'

const term = (name: string, share: number) => ({ term: name, n: 100, share, low: 0.7, high: 0.9, meanSize: 1.2, undecided: 0.2 })
const of = (tested: number): Intakes => ({
  figures: { terms: [], ranges: {} },
  coverage: [{ level: 0.8, foretold: [term('A', 0.78), term('B', 0.82), term('C', 0.8)], tested: term('D', tested), asForetold: true }],
})

it.each([
  [0.77, 'below'],
  [0.78, 'inside'],
  [0.82, 'inside'],
  [0.83, 'above'],
])('a test term at %f lies %s what was foretold, and a reader learns how little that says', (share, where) => {
  const page = renderIntakes(of(share)).html
  expect(page).toContain(`The test term lies ${where} the range of the left-out terms.`)
  expect(page).toContain('the range of 3 terms holds another one in 2 of 4 cases')
})
