import {
  type CategoricalColumn,
  categoricalColumn,
  columnOf,
  crossValidate,
  fixed,
  measuredCoverage,
  outOfFoldRegions,
  planFolds,
  planLaterIntake,
  table,
} from '@headway/learn'
import { describe, expect, it } from 'vitest'
import { smallCodebook, smallDataset } from '../../test/small.ts'
import type { Dataset } from '../dataset.ts'
import { askQuestion } from '../question/ask-question.ts'
import { frame } from '../train/frame.ts'
import { prior, linear as recipeOf } from '../train/recipes.ts'
import { setsOf } from './sets-of.ts'

const linear = recipeOf(0.01).recipe

function asked(target: string, dataset: Dataset = smallDataset(160)) {
  const framed = frame(dataset, askQuestion(dataset.codebook, { target }))
  const plan = planFolds({ ...framed.sample, folds: 4, repeats: 2, seed: 1 })
  return { framed, forecasts: crossValidate(framed.sample, plan, fixed(linear), { seed: 1 }) }
}

/** The small dataset where the course is something else too. */
function withCourse(marks: object): Dataset {
  const fields = smallCodebook.fields.map(field => (field.name === 'COURSE' ? { ...field, ...marks } : field))
  return { ...smallDataset(160), codebook: { ...smallCodebook, fields } }
}

describe('setsOf', () => {
  const { framed, forecasts } = asked('GRADE')
  const sets = setsOf(forecasts, framed)!
  const first = { ...forecasts, repeats: forecasts.repeats.slice(0, 1) }
  const { regions, guarantee } = outOfFoldRegions(first, { alpha: 0.2 })

  it('is of the first repeat: what was held, guaranteed, and how large it was', () => {
    const { share, low, high, meanSize } = measuredCoverage(framed.sample.y, regions, guarantee)
    expect(sets).toMatchObject({ level: 0.8, kind: 'classes', classes: 3, guaranteed: guarantee.guaranteed, meanSize })
    expect(sets.measured).toMatchObject({ value: share, low, high, n: 160 })
    expect(sets.single).toBe((regions as number[][]).filter(set => set.length === 1).length / 160)
    expect(sets.single! > 0.1 && sets.meanSize > 1 && sets.meanSize < 3).toBe(true)
  })

  it('measures each course by the sets that are made for all', () => {
    expect(sets.byCell!.map(cell => cell.label)).toEqual(['Algebra', 'Biology'])
    const held = sets.byCell!.map(({ measured }) => measured.value * measured.n)
    expect(held[0]! + held[1]!).toBeCloseTo(sets.measured.value * 160, 9)
    expect(sets.byCell!.reduce((sum, cell) => sum + cell.meanSize * cell.measured.n, 0)).toBeCloseTo(sets.meanSize * 160, 9)
  })

  it('counts the rows of each course among those whose outcome is recorded', () => {
    const dataset = smallDataset(160, { gaps: true })
    const { framed, forecasts } = asked('GRADE', dataset)
    const course = columnOf(dataset.table, 'COURSE') as CategoricalColumn
    const recorded = [0, 1].map(code => framed.rows.filter(row => course.codes[row] === code).length)
    expect(framed.rows.length).toBeLessThan(160)
    expect(setsOf(forecasts, framed)!.byCell!.map(cell => cell.measured.n)).toEqual(recorded)
  })

  it('names no course that is protected, small or alone', () => {
    const cells = (dataset: Dataset) => {
      const { framed, forecasts } = asked('GRADE', dataset)
      return setsOf(forecasts, framed)!.byCell
    }
    expect(cells(withCourse({ sensitivity: 'protected' }))).toBeUndefined()
    expect(cells(smallDataset(80))).toBeUndefined()
    expect(cells(withCourse({ role: 'indicator' }))).toBeUndefined()
  })

  it('names a course of 50 rows, and none of 49', () => {
    const small = smallDataset(99)
    const { levels } = columnOf(small.table, 'COURSE') as CategoricalColumn
    const course = categoricalColumn(
      'COURSE',
      Array.from({ length: 99 }, (_, i) => Number(i >= 50)),
      levels,
    )
    const dataset = { ...small, table: table(small.table.columns.map(column => (column.name === 'COURSE' ? course : column))) }
    const { framed, forecasts } = asked('GRADE', dataset)
    expect(setsOf(forecasts, framed)!.byCell!.map(cell => cell.measured.n)).toEqual([50])
  })

  it('counts students, not rows, in its intervals', () => {
    const groups = Int32Array.from({ length: 160 }, (_, i) => Math.floor(i / 2))
    const paired = setsOf(forecasts, { ...framed, sample: { ...framed.sample, groups } })!
    expect(paired.measured).toMatchObject({ value: sets.measured.value, n: 160 })
    expect(paired.measured.high - paired.measured.low).toBeGreaterThan(1.3 * (sets.measured.high - sets.measured.low))
  })

  it('is a range for a value', () => {
    const { framed, forecasts } = asked('POINTS')
    const ranges = setsOf(forecasts, framed)!
    expect(ranges).toMatchObject({ kind: 'range', level: 0.8 })
    expect([ranges.classes, ranges.single]).toEqual([undefined, undefined])
    expect(ranges.meanSize > 10 && ranges.meanSize < 120).toBe(true)
  })

  it('is absent where not every row was tested, or rows are too few', () => {
    const terms = Int32Array.from({ length: 160 }, (_, i) => Number(i >= 120))
    expect(setsOf(crossValidate(framed.sample, planLaterIntake({ terms }), fixed(linear), { seed: 1 }), framed)).toBeUndefined()
    const few = frame(smallDataset(4), askQuestion(smallCodebook, { target: 'POINTS' }))

    const plan = planFolds({ ...few.sample, folds: 2, seed: 1 })
    expect(setsOf(crossValidate(few.sample, plan, fixed(prior), { seed: 1 }), few)).toBeUndefined()
  })
})
