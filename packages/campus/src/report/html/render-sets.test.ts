import { describe, expect, it } from 'vitest'
import type { OutcomeSets } from '../report.ts'
import { renderSets } from './render-sets.ts'

const measured = { value: 0.834, low: 0.77, high: 0.88, n: 145, estimand: 'x' }
const sets: OutcomeSets = { level: 0.8, kind: 'classes', guaranteed: 0.599, measured, meanSize: 3.14, classes: 8, single: 0.12 }

describe('renderSets', () => {
  it('says in words how many outcomes it took, and rounds no guarantee up', () => {
    const page = renderSets(sets).html
    expect(page).toContain('3.1 of 8 outcomes')
    expect(page).toContain('for 12 % of the rows one outcome was enough')
    expect(page).toContain('not enough to go on')
    expect(page).toMatch(/<td>83 %<\/td><td>77 % to 88 %<\/td><td>145<\/td><td>3.1<\/td>/)
    expect(page).toContain('whatever the model: 59 %')
    expect(page).not.toContain('Courses')
    expect(renderSets({ ...sets, single: 0 }).html).toContain('one outcome was never enough')
  })

  it('gives each course its line', () => {
    const page = renderSets({ ...sets, byCell: [{ label: 'A & B', measured: { ...measured, n: 61 }, meanSize: 4 }] }).html
    expect(page).toMatch(/course A &#38; B<\/th><td>83 %<\/td><td>77 % to 88 %<\/td><td>61<\/td><td>4.0/)
    expect(page).toContain('Courses have 50 rows or more')
  })

  it('speaks of ranges where the outcome is a value', () => {
    const { classes: _, single: __, ...rest } = sets
    const page = renderSets({ ...rest, kind: 'range', meanSize: 12.345 }).html
    expect(page).toMatch(/<strong>12.3[45] wide<\/strong>/)
    expect(page).not.toContain('sets')
  })
})
