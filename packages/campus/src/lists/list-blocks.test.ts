import { categoricalColumn, planFolds, table } from '@headway/learn'
import { describe, expect, it } from 'vitest'
import { smallCodebook, smallDataset } from '../../test/small.ts'
import type { Bundle } from '../bundle.ts'
import { editModel } from '../edit/edit-model.ts'
import { decodeModel, encodeModel } from '../model-file.ts'
import { askQuestion } from '../question/ask-question.ts'
import { renderReport } from '../report/html/render-report.ts'
import { compileScorer } from '../score/compile-scorer.ts'
import { frame } from '../train/frame.ts'
import { type TrainOptions, train } from '../train/train.ts'
import { likeThis } from './like-this.ts'

const quick = { seed: 1, resamples: 50, innerFolds: 3, honestyGap: false, learner: 'linear' } as const

const rowsIn = ({ past }: Bundle) => past!.n.reduce((a, b) => a + b, 0)

function framedFor(target: string) {
  return frame(smallDataset(160), askQuestion(smallCodebook, { target }))
}

function trained(target: string, options: Partial<TrainOptions> = {}) {
  const framed = framedFor(target)
  return train(framed, { ...quick, plan: planFolds({ ...framed.sample, folds: 3, repeats: 2, seed: 1 }), ...options })
}

describe('a report about an event', () => {
  const overrule = { by: 'A. Analyst', reason: 'A trial.' }
  const bundle = trained('GRADE<=0', { listLength: 25, refits: 4, overrule })
  const { gate, lists, stability, verdict, entries, groups } = bundle.report

  it('compares the model with every simple rule, in any order first', () => {
    expect(gate!.rules.map(r => r.id)).toEqual(['prior', 'last grade alone', 'course alone'])
    expect(gate!.rules.map(r => r.label)).toEqual(['any order', 'last grade alone', 'course alone'])
    expect(lists!.lengths[0]!.lines.map(l => l.id)).toEqual(entries.map(e => e.id))
  })

  it('is judged at the length given, which the table has too', () => {
    expect(gate).toMatchObject({ listed: 25, n: 160, overrule })
    const at = lists!.lengths.find(l => l.listed === 25)!
    expect(at.lines.at(-1)!.found.value).toBeCloseTo(gate!.found, 9)
    expect(at.lines.slice(0, -1).map(l => l.found.value)).toEqual(gate!.rules.map(r => r.found))
  })

  it('audits groups on the list that the gate judged', () => {
    const { list, all } = groups!
    expect([list.length, list.rows]).toEqual([25, 160])
    expect(all.listed).toBeCloseTo(25, 9)
    const once = trained('GRADE<=0', { listLength: 25, plan: planFolds({ ...framedFor('GRADE<=0').sample, folds: 3, seed: 1 }) }).report
    expect(once.groups!.all.positives * (1 - once.groups!.all.missRate.value)).toBeCloseTo(once.gate!.found, 9)
    expect(trained('GRADE<=0').report.groups!.list.length).toBe(16)
  })

  it('lists in any order where the prior would tie everybody but for its folds', () => {
    expect(gate!.rules[0]!.found).toBeCloseTo((25 * gate!.events) / 160, 9)
  })

  it('refits where asked, at the same length, and only there', () => {
    expect(stability).toMatchObject({ refits: 4, listed: 25, n: 160 })
    expect(trained('GRADE<=0').report.stability).toBeUndefined()
  })

  it('opens with the gate, and keeps the statement on loss', () => {
    const page = renderReport(bundle.report)
    expect(page).toContain(`<p class="lead">${gate!.sentence}</p>`)
    expect(page).toContain(verdict.sentence)
    expect(page.indexOf('What a list finds')).toBeLessThan(page.indexOf('Against simple rules'))
  })

  it('survives its file, and the forecast says what became of students like this', () => {
    const read = decodeModel(encodeModel(bundle))
    expect(read.past).toEqual(bundle.past)
    const scorer = compileScorer(read)
    const inWords = likeThis(read.past!)
    for (const POINTS of [3, 48, 97]) {
      const answer = scorer.score({ POINTS, HOURS: 1, COURSE: 'a' }, { words: true })
      expect(answer.likeThis).toEqual(inWords(answer.eventProbability!))
    }
    expect(inWords(0.99).reason).toContain('on average') // 160 students do not hold a hundred like one who will fail for sure
    expect(scorer.score({ POINTS: 3 }).likeThis).toBeUndefined()
  })

  it('keeps what became of every tested row, sorted, without a name', () => {
    const { p, n, happened, students, term } = bundle.past!
    expect([rowsIn(bundle), students, term]).toEqual([160, 160, undefined])
    expect([n.length, happened.length]).toEqual([p.length, p.length])
    expect(p.every((value, i) => i === 0 || value > p[i - 1]!)).toBe(true)
    expect(happened.reduce((a, b) => a + b, 0)).toBe(gate!.events)
  })

  it('refuses before anything is fitted what the gate would refuse after', () => {
    const never = { progress: () => expect.fail('something was fitted') }
    const framed = frame(smallDataset(60), askQuestion(smallCodebook, { target: 'GRADE<=0' }))
    expect(() => train(framed, { ...quick, listLength: 61 }, never)).toThrow(/A list of 61 cannot be made of 60/)
    expect(() => train(framed, { ...quick, overrule: { by: '', reason: 'x' } }, never)).toThrow(/who they are and why/)
  })
})

it('has the same blocks for some classes of an ordered target', () => {
  const { report, past } = trained('GRADE')
  expect(report.gate!.event).toBe(past!.event)
  expect(report.gate!.events).toBe(report.classes![0]!.n)
})

it('has none where there is nobody to list', () => {
  const { report, past } = trained('POINTS')
  expect([report.gate, report.lists, report.stability, past]).toEqual([undefined, undefined, undefined, undefined])
})

it('forgets past forecasts when a curve is edited: they are of another model', () => {
  const bundle = trained('GRADE<=0', { learner: 'additive' })
  expect(rowsIn(bundle)).toBe(bundle.report.lists!.n)
  const edited = editModel(bundle, { column: 'POINTS', kind: 'set', bin: 0, value: 0, by: 'A', reason: 'B' })
  expect(edited.past).toBeUndefined()
})

describe('with terms', () => {
  const small = smallDataset(260)
  const scale = { kind: 'ordinal', codes: ['2013B', '2013J', '2014B'].map(value => ({ value, label: value })) } as const
  const field = { name: 'TERM', title: 'Term', scale, role: 'term', actionable: false } as const
  const codes = Array.from({ length: 260 }, (_, i) => (i < 40 ? 0 : i < 110 ? 1 : 2))
  const dataset = {
    ...small,
    codebook: { ...smallCodebook, fields: [...smallCodebook.fields, field] },
    table: table([...small.table.columns, categoricalColumn('TERM', codes, ['2013B', '2013J', '2014B'], { ordered: true })]),
  }
  const bundle = train(frame(dataset, askQuestion(dataset.codebook, { target: 'GRADE<=0' })), { ...quick, refits: 3 })

  it('lists the last term alone, a tenth of it', () => {
    const { gate, lists, stability } = bundle.report
    expect(gate).toMatchObject({ listed: 15, n: 150 })
    expect(lists!.n).toBe(150)
    expect(stability).toMatchObject({ listed: 15, n: 150, refits: 3 })
  })

  it('keeps the term of each past forecast', () => {
    const { term, n } = bundle.past!
    const rows = [0, 1, 2].map(t => n.reduce((sum, count, i) => sum + (term![i] === t ? count : 0), 0))
    expect(rows).toEqual([0, 0, 150]) // of 40 and 70 rows, folds judge: no term was left out
  })
})
