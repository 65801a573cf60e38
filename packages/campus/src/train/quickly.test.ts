import { describe, expect, it } from 'vitest'
import { smallCodebook, smallDataset } from '../../test/small.ts'
import { askQuestion } from '../question/ask-question.ts'
import { frame } from './frame.ts'
import { quickly } from './quickly.ts'

describe('quickly', () => {
  it('tests every row once, in five folds', () => {
    const { plan, resamples, honestyGap } = quickly(frame(smallDataset(60), askQuestion(smallCodebook, { target: 'GRADE' })), 1)
    expect(plan!.repeats.map(folds => folds.length)).toEqual([5])
    expect(plan!.repeats[0]!.reduce((sum, { test }) => sum + test.length, 0)).toBe(60)
    expect([resamples, honestyGap]).toEqual([200, false])
  })

  it('leaves the later intake as it is where terms exist', () => {
    const codebook = {
      ...smallCodebook,
      fields: smallCodebook.fields.map(f => (f.name === 'COURSE' ? { ...f, role: 'term' as const } : f)),
    }
    expect(quickly(frame({ ...smallDataset(60), codebook }, askQuestion(codebook, { target: 'GRADE' })), 1)).not.toHaveProperty('plan')
  })
})
