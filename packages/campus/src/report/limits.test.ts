import { expect, it } from 'vitest'
import { smallCodebook, smallDataset } from '../../test/small.ts'
import { generateRecords } from '../generate/generate-records.ts'
import { datasetAt } from '../moment/dataset-at.ts'
import type { Moment } from '../moment/moment.ts'
import { askQuestion } from '../question/ask-question.ts'
import { frame, frameAt } from '../train/frame.ts'
import { defaultPlan, planNamed } from '../train/plan.ts'
import { limitsOf } from './limits.ts'

const { records } = generateRecords({ newStudents: 60, terms: 3, courses: 2, seed: 3 })

function framedAt(moment: Moment) {
  const at = { moment, delays: { marking: 7, results: 14 } }
  const made = datasetAt(records, moment, at.delays)
  return frameAt(made, askQuestion(made.dataset.codebook, { target: 'result=Fail,Withdrawn', at }))
}

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

it('says why no later intake was tested: no term, one term alone, or another plan', () => {
  const flat = frame(smallDataset(145), askQuestion(smallCodebook, { target: 'GRADE' }))
  expect(limitsOf(flat, defaultPlan(flat, 1)).join(' ')).toContain('No term is recorded: no later-intake test is possible')
  const one = framedAt({ kind: 'date', date: records.terms[1]!.start + 28 })
  expect(limitsOf(one, defaultPlan(one, 1)).join(' ')).toContain('All rows are of one term: no later-intake test is possible')
  const several = framedAt({ kind: 'day', day: 28 })
  expect(limitsOf(several, planNamed(several, 'folds', 1)).join(' ')).toContain('This plan does not test on a later term')
  expect(limitsOf(several, defaultPlan(several, 1)).join(' ')).not.toMatch(/later-intake|later term/)
})

it('says that a model of a date cannot forecast a running term', () => {
  const said = (moment: Moment) => {
    const framed = framedAt(moment)
    return limitsOf(framed, defaultPlan(framed, 1)).some(limit => limit.includes('cannot forecast a running term'))
  }
  expect([said({ kind: 'date', date: records.terms[1]!.start + 28 }), said({ kind: 'day', day: 28 })]).toEqual([true, false])
})
