import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { planWholeBlocks } from './plan-whole-blocks.ts'

const rows = (...numbers: number[]) => Int32Array.from(numbers)
const kind = 'whole-terms'

describe('planWholeBlocks', () => {
  it('tests each block from all others, without the rows of its students', () => {
    const plan = planWholeBlocks({ blocks: rows(5, 5, 7, 7, 9), groups: rows(1, 2, 1, 3, 4), kind })
    expect(plan.repeats[0].map(({ train, test }) => [[...train], [...test]])).toEqual([
      [
        [3, 4],
        [0, 1],
      ],
      [
        [1, 4],
        [2, 3],
      ],
      [[0, 1, 2, 3], [4]],
    ])
    expect(plan.notes).toEqual(['Rows left out of training since the same student is tested: 2, over 3 terms.'])
  })

  it('tests every row once; nothing of its block and nobody of its block trains, everybody else does', () => {
    const drawn = fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.nat({ max: 30 })), { minLength: 2, maxLength: 60 })
    fc.assert(
      fc.property(drawn, pairs => {
        const [blocks, groups] = [Int32Array.from(pairs, p => p[0]), Int32Array.from(pairs, p => p[1])]
        const possible = [...new Set(blocks)].every(b => {
          const inside = new Set(groups.filter((_, i) => blocks[i] === b))
          return groups.some((g, i) => blocks[i] !== b && !inside.has(g))
        })
        fc.pre(possible)
        const [splits] = planWholeBlocks({ blocks, groups, kind: 'whole-courses' }).repeats
        expect(splits.flatMap(({ test }) => [...test]).sort((a, b) => a - b)).toEqual([...blocks.keys()])
        for (const { train, test } of splits) {
          const [tested, students] = [new Set(Array.from(test, i => blocks[i])), new Set(Array.from(test, i => groups[i]))]
          expect(tested.size).toBe(1)
          expect([...train]).toEqual([...blocks.keys()].filter(i => !tested.has(blocks[i]) && !students.has(groups[i])))
        }
      }),
      { seed: 1 },
    )
  })

  it.each([
    { name: 'one course', blocks: rows(1, 1), groups: rows(1, 2), message: /at least 2 of them, got 1/ },
    { name: 'the same students everywhere', blocks: rows(1, 2), groups: rows(4, 4), message: /Everybody outside course 1 is in it/ },
  ])('refuses $name', ({ blocks, groups, message }) => {
    expect(() => planWholeBlocks({ blocks, groups, kind: 'whole-courses' })).toThrow(
      expect.objectContaining({ code: 'too_few_rows', message: expect.stringMatching(message) }),
    )
  })
})
