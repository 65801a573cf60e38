import { describe, expect, it } from 'vitest'
import { fittable } from './imported-stand-in.ts'
import { learnerBadInput } from './learner-bad-input.ts'
import { learnerChecks } from './learner-checks.ts'
import { learnerLaws } from './learner-laws.ts'
import { learnerWeightChecks } from './learner-weights.ts'

const checks = { ...learnerChecks, ...learnerLaws, ...learnerBadInput }

describe.each(Object.entries(fittable))('%s', (name, learner) => {
  it('stands in the index under its kind', () => {
    expect(learner.kind).toBe(name)
  })

  describe.each(learner.tasks)('%s', kind => {
    it.each(Object.entries({ ...checks, ...(!learner.elsewhere && learnerWeightChecks) }))('%s', (_, check) => check(learner, kind))
  })
})
