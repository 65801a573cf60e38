import { describe, expect, it } from 'vitest'
import { partOf, threeClasses } from '../../test/step-parts.ts'
import { numericColumn } from '../table.ts'
import { type OverSamplingTarget, planOverSampling } from './over-sampling-plan.ts'

const labels = [0, 2, 2, 0, 2, 2]
const part = partOf([numericColumn('x', labels)], labels, threeClasses)
const toAdd = (target: OverSamplingTarget) => planOverSampling('toy', part, target).map(c => c.toAdd)

describe('planOverSampling', () => {
  it('lists the rows of each class', () => {
    expect(planOverSampling('toy', part, 'largest').map(c => [...c.rows])).toEqual([[0, 3], [], [1, 2, 4, 5]])
  })

  it.each<[string, OverSamplingTarget, number[]]>([
    ['the largest class', 'largest', [2, 0, 0]],
    ['a number for all', 3, [1, 0, 0]],
    ['more than the largest', 10, [8, 0, 6]],
    ['numbers by name', { high: 5, middle: 9 }, [0, 0, 1]],
    ['fewer than there are', { low: 1 }, [0, 0, 0]],
  ])('%s: never fewer rows than there are, and none out of nothing', (_, target, expected) => {
    expect(toAdd(target)).toEqual(expected)
  })

  it.each([[{ best: 3 }], ['smallest'], [-1], [2.5], [{ low: 1.5 }], [null]])('refuses target %o', target => {
    expect(() => toAdd(target as OverSamplingTarget)).toThrow(expect.objectContaining({ code: 'bad_param' }))
  })

  it('refuses a regression', () => {
    expect(() => planOverSampling('toy', partOf([numericColumn('x', [1])]), 'largest')).toThrow(
      expect.objectContaining({ code: 'wrong_task' }),
    )
  })
})
