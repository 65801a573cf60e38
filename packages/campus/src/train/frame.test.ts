import { describe, expect, it } from 'vitest'
import { smallCodebook, smallDataset } from '../../test/small.ts'
import { askQuestion } from '../question/ask-question.ts'
import { frame } from './frame.ts'

const ask = (target: string) => askQuestion(smallCodebook, { target })

describe('frame', () => {
  it('leaves out rows without a recorded outcome, and says how many', () => {
    const framed = frame(smallDataset(70, { gaps: true }), ask('GRADE'))
    expect(framed.exclusions).toEqual([{ reason: 'GRADE is not recorded', rows: 10 }])
    expect(framed.sample.y).toHaveLength(60)
    expect(framed.rows).not.toContain(0)
  })

  it('holds the indicators and nothing else', () => {
    expect(frame(smallDataset(30), ask('GRADE')).sample.table.columns.map(c => c.name)).toEqual(['HOURS', 'POINTS', 'COURSE'])
  })

  it('turns an event into class 1', () => {
    const { sample } = frame(smallDataset(50), ask('GRADE<=0'))
    const { sample: grades } = frame(smallDataset(50), ask('GRADE'))
    expect(sample.y).toEqual(grades.y.map(g => Number(g === 0)))
    const { sample: points } = frame(smallDataset(50), ask('POINTS<40'))
    const { sample: numbers } = frame(smallDataset(50), ask('POINTS'))
    expect(points.y).toEqual(numbers.y.map(p => Number(p < 40)))
  })

  it('puts a quantity into bands, the cut itself into the upper one', () => {
    const { sample } = frame(smallDataset(50), ask('POINTS:40,60'))
    const { sample: numbers } = frame(smallDataset(50), ask('POINTS'))
    expect(sample.task).toEqual({ kind: 'ordinal', classes: ['below 40', '40 to below 60', '60 and above'] })
    expect(sample.y).toEqual(numbers.y.map(p => (p < 40 ? 0 : p < 60 ? 1 : 2)))
    expect(new Set(sample.y).size).toBe(3)
  })

  it('keeps the rows of one student together', () => {
    expect(frame(smallDataset(30), ask('GRADE')).sample.groups).toHaveLength(30)
  })

  it('orders terms as text where the codebook gives no order', () => {
    const dataset = smallDataset(20)
    const codebook = {
      ...smallCodebook,
      fields: smallCodebook.fields.map(f => (f.name === 'COURSE' ? { ...f, role: 'term' as const } : f)),
    }
    const { terms } = frame({ ...dataset, codebook }, askQuestion(codebook, { target: 'GRADE' }))
    const course = dataset.table.columns[5]!
    expect(terms).toEqual(course.kind === 'categorical' ? course.codes : [])
  })

  it.each([
    { name: 'no outcome at all', rows: 1, gaps: true, code: 'no_rows' },
    { name: 'one outcome only', rows: 1, gaps: false, code: 'one_class' },
  ])('refuses $name', ({ rows, gaps, code }) => {
    expect(() => frame(smallDataset(rows, { gaps }), ask('GRADE'))).toThrow(expect.objectContaining({ code }))
  })
})
