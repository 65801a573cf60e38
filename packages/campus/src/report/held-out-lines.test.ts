import { columnOf, crossValidate, fixed, planFolds } from '@headway/learn'
import { describe, expect, it } from 'vitest'
import { smallDataset } from '../../test/small.ts'
import { termsFrame } from '../../test/terms-frame.ts'
import { cellText } from '../codebook/cell-text.ts'
import { askQuestion } from '../question/ask-question.ts'
import { frame } from '../train/frame.ts'
import { defaultPlan } from '../train/plan.ts'
import { prior } from '../train/recipes.ts'
import { heldOutLines } from './held-out-lines.ts'

const { framed } = termsFrame()

function withoutNames(dataset = smallDataset(40)) {
  const fields = dataset.codebook.fields.map(f => (f.role === 'student' || f.role === 'course' ? { ...f, role: 'never' as const } : f))
  const codebook = { ...dataset.codebook, fields }
  return frame({ ...dataset, codebook }, askQuestion(codebook, { target: 'GRADE' }))
}

describe('heldOutLines', () => {
  it('names who, what happened and the forecast of every row tested, in order', () => {
    const plan = defaultPlan(framed, 1)
    const forecasts = crossValidate(framed.sample, plan, fixed(prior), { seed: 1 })
    const [header, ...lines] = [...heldOutLines(forecasts, framed)].map(line => line.trimEnd().split(','))
    expect(header).toEqual([
      'student',
      'course',
      'term',
      'fold',
      'outcome',
      'p(not Result Fail or Withdrawn)',
      'p(Result Fail or Withdrawn)',
    ])
    const { test } = plan.repeats[0]![0]!
    expect(lines).toHaveLength(test.length)
    const { table } = framed.dataset
    const [line] = lines
    const at = framed.rows[test[0]!]!
    expect(line!.slice(0, 3)).toEqual(['student', 'course', 'term'].map(name => cellText(columnOf(table, name), at)))
    expect(new Set(lines.map(l => l[2])).size).toBe(1) // the last term alone
    for (const [at, i] of test.entries()) {
      expect(lines[at]![4]).toBe(framed.sample.y[i] === 1 ? 'Result Fail or Withdrawn' : 'not Result Fail or Withdrawn')
      expect(Number(lines[at]![5]) + Number(lines[at]![6])).toBeCloseTo(1, 12)
    }
  })

  it('tells repeats apart, and counts rows where nobody is named', () => {
    const small = withoutNames()
    const plan = planFolds({ ...small.sample, folds: 3, repeats: 2, seed: 1 })
    const [header, ...lines] = [...heldOutLines(crossValidate(small.sample, plan, fixed(prior), { seed: 1 }), small)]
    expect(header).toMatch(/^row,repeat,fold,outcome,/)
    expect(lines).toHaveLength(2 * small.sample.y.length)
    expect(lines[0]).toMatch(/^0,0,/)
  })

  it('counts rows as they stand in the data, where some had no outcome', () => {
    const dataset = smallDataset(40)
    const columns = dataset.table.columns.map(column =>
      column.name === 'GRADE' && column.kind === 'categorical'
        ? { ...column, codes: column.codes.map((c, i) => (i < 3 ? -1 : c)) }
        : column,
    )
    const small = withoutNames({ ...dataset, table: { ...dataset.table, columns } })
    const plan = planFolds({ ...small.sample, folds: 2, repeats: 1, seed: 1 })
    const [, ...lines] = [...heldOutLines(crossValidate(small.sample, plan, fixed(prior), { seed: 1 }), small)]
    expect(lines.map(line => Number(line.split(',')[0]))).toEqual(Array.from({ length: 37 }, (_, i) => i + 3))
  })
})
