import { expect, it } from 'vitest'
import { smallDataset } from '../../test/small.ts'
import { profile } from './profile.ts'

const found = profile(smallDataset(70, { gaps: true }))
const column = (name: string) => found.columns.find(c => c.name === name)!

it('counts rows, gaps and codes', () => {
  expect([found.rows, column('GRADE').missing, column('HOURS').missing]).toEqual([70, 10, 0])
  expect(column('GRADE').codes!.reduce((sum, c) => sum + c.rows, 0)).toBe(60)
  expect(column('GRADE').codes!.map(c => c.rows)).toEqual(
    column('GRADE')
      .codes!.map(c => c.rows)
      .toSorted((a, b) => b - a),
  )
})

it('spans quantities by minimum, median and maximum', () => {
  const { minimum, median, maximum } = column('POINTS').spread!
  expect(minimum <= median && median <= maximum && maximum <= 100).toBe(true)
})

it('counts identifiers and never lists them', () => {
  expect(column('ID')).toMatchObject({ distinct: 70 })
  expect(JSON.stringify(found)).not.toContain('S12')
})

it('marks what is protected and what can still change', () => {
  expect([column('SEX').marks, column('HOURS').marks, column('WISH').marks]).toEqual([['protected'], ['can still change'], ['optional']])
})

it('warns of columns that tell nothing apart and of rare outcomes', () => {
  expect(profile(smallDataset(8)).warnings.join('\n')).toMatch(/GRADE: fewer than 10 rows with/)
  const dataset = smallDataset(3)
  const constant = dataset.table.columns.map(c => (c.kind === 'numeric' ? { ...c, values: c.values.map(() => NaN) } : c))
  expect(profile({ ...dataset, table: { ...dataset.table, columns: constant } }).warnings).toContain(
    'POINTS has no value in all rows: it can tell nothing apart.',
  )
})
