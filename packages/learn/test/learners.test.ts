import { describe, expect, it } from 'vitest'
import { learners } from '../src/learners/index.ts'
import { learnerChecks } from './learner-checks.ts'

describe.each(Object.entries(learners))('%s', (name, learner) => {
  it('stands in the index under its kind', () => {
    expect(learner.kind).toBe(name)
  })

  describe.each(learner.tasks)('%s', kind => {
    it.each(Object.entries(learnerChecks))('%s', (_, check) => check(learner, kind))
  })
})
