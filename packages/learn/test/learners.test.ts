import { describe, expect, it } from 'vitest'
import { learners } from '../src/learners/index.ts'
import { learnerBadInput } from './learner-bad-input.ts'
import { learnerChecks } from './learner-checks.ts'
import { learnerLaws } from './learner-laws.ts'
import { learnerWeightChecks } from './learner-weights.ts'

const checks = { ...learnerChecks, ...learnerLaws, ...learnerWeightChecks, ...learnerBadInput }

describe.each(Object.entries(learners))('%s', (name, learner) => {
  it('stands in the index under its kind', () => {
    expect(learner.kind).toBe(name)
  })

  describe.each(learner.tasks)('%s', kind => {
    it.each(Object.entries(checks))('%s', (_, check) => check(learner, kind))
  })
})
