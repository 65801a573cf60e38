import { describe, expect, it } from 'vitest'
import { checkPlan, type SplitPlan } from './split-plan.ts'

const rows = (...numbers: number[]) => Int32Array.from(numbers)

/** Four rows, two folds; the cases change one thing each. */
const plan = (changes: Partial<SplitPlan>): SplitPlan => ({
  kind: 'folds',
  rows: 4,
  repeats: [
    [
      { train: rows(0, 1), test: rows(2, 3) },
      { train: rows(2, 3), test: rows(0, 1) },
    ],
  ],
  notes: [],
  ...changes,
})

describe('checkPlan', () => {
  it('accepts folds that test every row once and keep groups whole', () => {
    expect(() => checkPlan(plan({ groups: rows(7, 7, 9, 9) }))).not.toThrow()
  })

  it('refuses a group on both sides of a fold', () => {
    const leaking = plan({ groups: rows(7, 8, 8, 9) })
    expect(() => checkPlan(leaking)).toThrow(expect.objectContaining({ code: 'group_leak' }))
    expect(() => checkPlan({ ...leaking, kind: 'given-folds' })).toThrow(
      /Row 2 is tested in repeat 1, fold 1 while another row of its group/,
    )
  })

  it('lets a returning student train before a later intake', () => {
    const returning = plan({ kind: 'later-intake', groups: rows(7, 8, 8, 9), repeats: [[{ train: rows(0, 1), test: rows(2) }]] })
    expect(() => checkPlan(returning)).not.toThrow()
  })

  it('lets a hold-out leave rows out, but no group stand on both sides', () => {
    const heldOut = plan({ kind: 'hold-out', groups: rows(7, 7, 9, 9), repeats: [[{ train: rows(0, 1), test: rows(2) }]] })
    expect(() => checkPlan(heldOut)).not.toThrow()
    expect(() => checkPlan({ ...heldOut, groups: rows(7, 8, 8, 9) })).toThrow(expect.objectContaining({ code: 'group_leak' }))
  })

  it('refuses a term that trains for one not later, in a later intake and where earlier terms train', () => {
    for (const kind of ['later-intake', 'earlier-terms'] as const) {
      const terms = plan({ kind, blocks: rows(1, 2, 2, 3), repeats: [[{ train: rows(0, 1), test: rows(3) }]] })
      expect(() => checkPlan(terms)).not.toThrow()
      const late = { ...terms, repeats: [[{ train: rows(0, 1), test: rows(2, 3) }]] }
      expect(() => checkPlan(late)).toThrow('Row 1 of term 2 is trained on in repeat 1, fold 1, which tests term 2.')
    }
  })

  it('refuses a torn term or course where whole ones are left out, and a row tested never or twice', () => {
    const whole = plan({ kind: 'whole-courses', blocks: rows(1, 1, 2, 2) })
    expect(() => checkPlan(whole)).not.toThrow()
    expect(() => checkPlan({ ...whole, blocks: rows(1, 2, 2, 2) })).toThrow(/others of its block, 2, are trained on/)
    expect(() => checkPlan({ ...whole, groups: rows(7, 8, 8, 9) })).toThrow(expect.objectContaining({ code: 'group_leak' }))
    expect(() => checkPlan({ ...whole, repeats: [whole.repeats[0].slice(1)] })).toThrow(/Row 2 is tested 0 times/)
  })

  it('lets earlier terms go untested, but nothing be tested twice', () => {
    const once = { train: rows(0), test: rows(1, 2) }
    expect(() => checkPlan(plan({ kind: 'earlier-terms', repeats: [[once]] }))).not.toThrow()
    expect(() => checkPlan(plan({ kind: 'earlier-terms', repeats: [[once, once]] }))).toThrow(/Row 1 is tested 2 times/)
  })

  it.each([
    {
      name: 'a row that does not exist',
      split: { train: rows(0, 4), test: rows(2, 3) },
      message: /Row 4 .* does not exist: the sample has 4 rows/,
    },
    { name: 'a negative row', split: { train: rows(0, -1), test: rows(2, 3) }, message: /Row -1 .* does not exist/ },
    { name: 'a row on both sides', split: { train: rows(0, 1, 2), test: rows(2, 3) }, message: /Row 2 comes twice .* to test/ },
    { name: 'a row twice in training', split: { train: rows(0, 0), test: rows(2, 3) }, message: /Row 0 comes twice .* to train/ },
    { name: 'nothing to train on', split: { train: rows(), test: rows(2, 3) }, message: /0 rows to train and 2 to test/ },
    { name: 'nothing to test', split: { train: rows(0, 1), test: rows() }, message: /2 rows to train and 0 to test/ },
  ])('refuses $name', ({ split, message }) => {
    const broken = plan({ repeats: [[split, { train: rows(2, 3), test: rows(0, 1) }]] })
    expect(() => checkPlan(broken)).toThrow(expect.objectContaining({ code: 'bad_plan', message: expect.stringMatching(message) }))
  })

  it('refuses folds that test a row twice, or never', () => {
    const twice = plan({
      repeats: [
        [
          { train: rows(0), test: rows(2, 3) },
          { train: rows(2), test: rows(0, 1, 3) },
        ],
      ],
    })
    const never = plan({
      repeats: [
        [
          { train: rows(0), test: rows(2, 3) },
          { train: rows(2, 3), test: rows(0) },
        ],
      ],
    })
    expect(() => checkPlan(twice)).toThrow('Row 3 is tested 2 times in repeat 1, expected once.')
    expect(() => checkPlan(never)).toThrow('Row 1 is tested 0 times in repeat 1, expected once.')
  })
})
