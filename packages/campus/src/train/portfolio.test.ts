import { describe, expect, it } from 'vitest'
import { termsFrame } from '../../test/terms-frame.ts'
import type { Codebook } from '../codebook/codebook.ts'
import { readTable } from '../codebook/read-table.ts'
import { uci697 } from '../codebook/uci697.ts'
import { uci856 } from '../codebook/uci856.ts'
import { generate } from '../generate/generate.ts'
import { askQuestion } from '../question/ask-question.ts'
import { frame } from './frame.ts'
import { affordablePortfolio, everyRecipe, portfolio } from './portfolio.ts'

function framed(codebook: Codebook, rows: number, target: string) {
  const { dataset } = readTable(codebook, generate(codebook, { rows, seed: 1 }).raw, { synthetic: true })
  return frame(dataset, askQuestion(codebook, { target }))
}

const sizes = [
  { name: 'small', of: framed(uci856, 145, 'GRADE') },
  { name: 'middling', of: framed(uci697, 500, 'Target') },
  { name: 'large', of: framed(uci697, 1100, 'Target') },
]

describe.each(sizes)('the portfolio of a $name table', ({ of }) => {
  const all = portfolio(of)

  it('has about 25 recipes of different names, the simple rules and the prior at the end', () => {
    expect(all.length).toBeGreaterThanOrEqual(14)
    expect(all.length).toBeLessThanOrEqual(28)
    expect(new Set(all.map(c => c.name)).size).toBe(all.length)
    expect(all.at(-1)!.name).toBe('prior')
    expect(all.map(c => c.name)).toContain('course alone')
  })

  it('begins with unlike families, since a budget cuts the end off', () => {
    expect(new Set(all.slice(0, 3).map(c => c.recipe.learner.kind))).toEqual(new Set(['linear', 'boosting', 'forest']))
  })

  it('can be narrowed to one learner', () => {
    expect(portfolio(of, 'linear').every(c => c.recipe.learner.kind === 'linear')).toBe(true)
    expect(portfolio(of, 'nope')).toEqual([])
    expect(everyRecipe(of).length).toBeGreaterThan(30)
  })
})

it('is tried whole up to a thousand rows, and above them its most promising recipes with every rule', () => {
  const [small, , large] = sizes
  expect(affordablePortfolio(small!.of)).toEqual(portfolio(small!.of))
  const few = affordablePortfolio(large!.of).map(c => c.name)
  const all = portfolio(large!.of).map(c => c.name)
  expect(few.slice(0, 6)).toEqual(all.slice(0, 6))
  expect(few.slice(6)).toEqual(['course alone', '1st semester grade alone', 'last grade alone', 'prior'])
})

it('begins, over several terms, with six to be averaged: boosting and firm linear models', () => {
  const { of } = sizes[2]!
  const over = { ...of, terms: new Int32Array(of.sample.y.length), termNames: ['T1'] }
  const six = portfolio(over).slice(0, 6)
  expect(six.map(c => c.recipe.learner.kind)).toEqual(['boosting', 'linear', 'boosting', 'linear', 'boosting', 'linear'])
  expect(six.every(c => c.complexity > 1)).toBe(true)
  expect(new Set(portfolio(over).map(c => c.name)).size).toBe(portfolio(over).length)
})

it('lets half of those six do without what follows the design of a course, so that a new design shifts less', () => {
  const { framed } = termsFrame({ newStudents: 400 })
  expect(framed.sample.y.length).toBeGreaterThan(1000)
  const six = portfolio(framed).slice(0, 6)
  const without = six.flatMap(c => c.recipe.steps.flatMap(step => (step.kind === 'select' ? [step.params!['except'] as string[]] : [])))
  expect(without).toHaveLength(3)
  const follows = (name: string) => framed.dataset.codebook.fields.find(f => f.name === name)!.byDesign === true
  expect(without[0]).toEqual(framed.question.indicators.filter(follows))
  expect(without[0]).toEqual(expect.arrayContaining(['clicks', 'score_mean', 'work_due']))
  expect(['clicks_rank', 'share_submitted', 'days_since_activity', 'entry_score'].some(follows)).toBe(false)
})

it('is for a small table up to 300 rows, for a middling one up to 1,000', () => {
  const names = (rows: number) => portfolio(framed(uci697, rows, 'Target')).map(c => c.name)
  expect(names(300)).toEqual(names(200))
  expect(names(301)).toEqual(names(1000))
  expect(names(301)).not.toEqual(names(300))
  expect(names(1001)).not.toEqual(names(1000))
})
