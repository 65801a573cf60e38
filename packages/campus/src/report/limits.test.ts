import { expect, it } from 'vitest'
import { smallCodebook, smallDataset } from '../../test/small.ts'
import { askQuestion } from '../question/ask-question.ts'
import { frame } from '../train/frame.ts'
import { defaultPlan } from '../train/plan.ts'
import { limitsOf } from './limits.ts'

it('says from n how well a share can be known', () => {
  const framed = frame(smallDataset(145), askQuestion(smallCodebook, { target: 'GRADE' }))
  const plan = defaultPlan(framed, 1)
  const n = plan.repeats[0]!.reduce((sum, { test }) => sum + test.length, 0)
  const points = Math.round(98 / Math.sqrt(n))
  expect(points).toBe(8)
  expect(limitsOf(framed, plan).join(' ')).toContain(
    `${n} tested rows know a share near one half, such as an accuracy, to ± 8 percentage points`,
  )
})
