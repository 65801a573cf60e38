import { columnOf, numericColumn, type SplitPlan, table } from '@headway/learn'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { smallCodebook, smallDataset } from '../../test/small.ts'
import { termsCodebook, termsDataset } from '../../test/terms.ts'
import { termsFrame } from '../../test/terms-frame.ts'
import { dayName } from '../moment/calendar.ts'
import { askQuestion } from '../question/ask-question.ts'
import { type Frame, frame } from './frame.ts'
import { defaultPlan, describePlan, innerFoldsFor, type PlanName, planNamed } from './plan.ts'

const { framed } = termsFrame()
const flat = frame(smallDataset(60), askQuestion(smallCodebook, { target: 'GRADE' }))
const studentless = frame(termsDataset(60), askQuestion(termsCodebook, { target: 'LEFT=yes' }))

const splitsOf = (plan: SplitPlan) => plan.repeats.flat()

describe('defaultPlan', () => {
  it('is a later intake where terms are, folds of whole students elsewhere', () => {
    expect(describePlan(defaultPlan(framed, 1), framed)).toBe('trained on T1, T2 and T3, tested on T4')
    expect(describePlan(defaultPlan(flat, 1), flat)).toBe('5 folds × 10 repeats, stratified, whole students')
    expect(defaultPlan(flat, 1)).toEqual(planNamed(flat, 'folds', 1))
  })

  it('trains on no outcome that was not out when the test term was forecast, and says which', () => {
    const { framed: slow } = termsFrame({ results: 120 }) // 240 days after a start; week 4 of the next term is day 210
    const plan = defaultPlan(slow, 1)
    const [{ train, test }] = splitsOf(plan) as [SplitPlan['repeats'][0][0]]
    const first = Math.min(...Array.from(test, i => slow.calendar!.today[i]!))
    expect(Math.max(...Array.from(train, i => slow.calendar!.outcomeKnown[i]!))).toBeLessThanOrEqual(first)
    const late = slow.terms!.filter(t => t === 2).length
    expect(plan.notes).toEqual([`T3: ${late} rows left out, their outcomes were not known on ${dayName(first)}.`])
    expect(describePlan(plan, slow)).toBe('trained on T1 and T2, tested on T4')
  })

  it('never trains on what was not known at any tested row’s moment, whatever the moment and the delay', () => {
    fc.assert(
      fc.property(fc.nat({ max: 15 }), fc.nat({ max: 420 }), (week, results) => {
        const { framed: cut } = termsFrame({ results, week, terms: 3, newStudents: 40 })
        const { today, outcomeKnown } = cut.calendar!
        const last = [...cut.rows.keys()].filter(i => cut.terms![i] === 2)
        const known = [...cut.rows.keys()].filter(i => cut.terms![i]! < 2 && last.every(t => outcomeKnown[i]! <= today[t]!))
        if (known.length === 0) return void expect(() => defaultPlan(cut, 1)).toThrow(/No outcome of an earlier term was known/)
        const [split] = splitsOf(defaultPlan(cut, 1))
        expect([...split!.train]).toEqual(known)
        expect([...split!.test]).toEqual(last)
      }),
      { seed: 1, numRuns: 15 },
    )
  })

  it('refuses where no earlier outcome was out in time', () => {
    const { framed: never } = termsFrame({ results: 2000 })
    expect(() => defaultPlan(never, 1)).toThrow(/No outcome of an earlier term was known when T4 was forecast. T1: \d+ rows left out/)
  })
})

describe('planNamed', () => {
  it('tests each course from the others, nobody on both sides', () => {
    const plan = planNamed(framed, 'whole-courses', 1)
    expect(describePlan(plan)).toBe('2 courses, each tested from the others, its students left out of training')
    const course = columnOf(framed.dataset.table, 'course')
    const codeOf = (i: number) => (course.kind === 'categorical' ? course.codes[framed.rows[i]!] : NaN)
    for (const { train, test } of splitsOf(plan)) {
      expect(new Set(Array.from(test, codeOf)).size).toBe(1)
      expect(Array.from(train, codeOf)).not.toContain(codeOf(test[0]!))
      const students = new Set(Array.from(test, i => framed.sample.groups![i]))
      expect(train.some(i => students.has(framed.sample.groups![i]))).toBe(false)
    }
  })

  it('keeps students whole in folds', () => {
    for (const { train, test } of splitsOf(planNamed(framed, 'whole-students', 1))) {
      const students = new Set(Array.from(test, i => framed.sample.groups![i]))
      expect(train.some(i => students.has(framed.sample.groups![i]))).toBe(false)
    }
  })

  const one = { ...framed, terms: undefined } as unknown as Frame
  const alike = (of: (i: number) => boolean): Frame => {
    const y = framed.sample.y.map((v, i) => (of(i) ? 1 : v))
    return { ...framed, sample: { ...framed.sample, y } }
  }
  it.each<{ name: string; of: Frame; plan: PlanName; code: string; message: RegExp }>([
    { name: 'a later intake without terms', of: flat, plan: 'later-intake', code: 'bad_question', message: /no column says which term/ },
    { name: 'a later intake of one term', of: one, plan: 'later-intake', code: 'bad_question', message: /all rows are of one term/ },
    { name: 'whole students unknown', of: studentless, plan: 'whole-students', code: 'bad_question', message: /who the student is/ },
    {
      name: 'a test term of one outcome',
      of: alike(i => framed.terms![i] === 3),
      plan: 'later-intake',
      code: 'one_class',
      message: /All \d+ rows tested \(T4\) have one outcome: Result Fail or/,
    },
    {
      name: 'earlier terms of one outcome',
      of: alike(i => framed.terms![i]! < 3),
      plan: 'later-intake',
      code: 'one_class',
      message: /rows learned from \(T1, T2 and T3\)/,
    },
  ])('refuses $name', ({ of, plan, code, message }) => {
    expect(() => planNamed(of, plan, 1)).toThrow(expect.objectContaining({ code, message: expect.stringMatching(message) }))
  })

  it('refuses whole courses of one course, or of none', () => {
    const { dataset } = framed
    const course = columnOf(dataset.table, 'course')
    const same = course.kind === 'categorical' ? { ...course, codes: course.codes.map(() => 0) } : course
    const oneCourse = { ...dataset, table: table(dataset.table.columns.map(c => (c.name === 'course' ? same : c))) }
    expect(() => planNamed({ ...framed, dataset: oneCourse }, 'whole-courses', 1)).toThrow(/all rows are of one course/)
    const fields = dataset.codebook.fields.filter(f => f.role !== 'course')
    expect(() => planNamed({ ...framed, dataset: { ...dataset, codebook: { ...dataset.codebook, fields } } }, 'whole-courses', 1)).toThrow(
      /no column says which course/,
    )
  })
})

describe('frameAt', () => {
  const { at } = termsFrame()

  it('brings days and terms in the order of its rows, and whom the moment leaves out first', () => {
    expect(framed.calendar!.today).toEqual(Float64Array.from(framed.rows, i => at.today[i]!))
    expect(framed.calendar!.outcomeKnown).toEqual(Float64Array.from(framed.rows, i => at.outcomeKnown[i]!))
    expect(framed.sample.terms).toBe(framed.terms)
    expect(framed.termNames).toEqual(['T1', 'T2', 'T3', 'T4'])
    expect(framed.exclusions.slice(0, at.exclusions.length)).toEqual(at.exclusions)
    expect(at.exclusions.length).toBeGreaterThan(0)
  })

  it('gives every student without a number one of their own', () => {
    const codebook = {
      ...termsCodebook,
      fields: termsCodebook.fields.map(f => (f.name === 'AGE' ? { ...f, role: 'student' as const } : f)),
    }
    const data = termsDataset(20)
    const ages = numericColumn(
      'AGE',
      Array.from({ length: 20 }, (_, i) => (i < 5 ? NaN : 30 - (i % 3))),
    )
    const columns = data.table.columns.map(c => (c.name === 'AGE' ? ages : c))
    const { students } = frame({ ...data, codebook, table: table(columns) }, askQuestion(codebook, { target: 'LEFT=yes' }))
    expect(students).toBe(5 + 3)
  })
})

it('a search without terms takes four inner folds up to a thousand rows, three above', () => {
  expect([1, 1000, 1001, 50_000].map(innerFoldsFor)).toEqual([4, 4, 3, 3])
})
