import { describe, expect, it } from 'vitest'
import type { Bundle } from '../bundle.ts'
import { generateRecords } from '../generate/generate-records.ts'
import { datasetAt } from '../moment/dataset-at.ts'
import { parseMoment } from '../moment/moment.ts'
import { askQuestion } from '../question/ask-question.ts'
import type { Records } from '../records/records.ts'
import { frame } from '../train/frame.ts'
import { train } from '../train/train.ts'
import { forecastRunning } from './forecast-running.ts'

const delays = { marking: 7, results: 14 }
const { records } = generateRecords({ newStudents: 80, terms: 3, courses: 2, seed: 11 })
const last = records.terms.length - 1
const start = records.terms[last]!.start

function modelAt(week: number): Bundle {
  const at = { moment: parseMoment(`week ${week}`), delays }
  const { dataset } = datasetAt(records, at.moment, delays)
  const question = askQuestion(dataset.codebook, { target: 'result=Fail,Withdrawn', at })
  return train(frame(dataset, question), { seed: 1, learner: 'linear', budget: { configurations: 1 }, honestyGap: false, resamples: 50 })
}

const models = [modelAt(2), modelAt(6)]
const inLast = Array.from(records.enrolments.section).filter(s => records.sections[s]!.term === last).length

describe('forecastRunning', () => {
  it('lists every enrolment of the running term, with a forecast or a reason: together 100 %', () => {
    const { lines, coverage } = forecastRunning(records, models, start + 30)
    expect(lines).toHaveLength(inLast)
    expect(lines.every(l => (l.eventProbability === undefined) !== (l.none === undefined))).toBe(true)
    expect(coverage.reduce((sum, c) => sum + c.rows, 0)).toBe(inLast)
    expect(coverage.find(c => c.what === 'forecast as of week 2')!.rows).toBeGreaterThan(inLast / 2)
  })

  it('takes the latest moment that is not after the date, and says none before the first', () => {
    const moments = (day: number) => new Set(forecastRunning(records, models, start + day).lines.flatMap(l => l.moment ?? []))
    expect(moments(13)).toEqual(new Set())
    expect(moments(14)).toEqual(new Set(['week 2']))
    expect(moments(41)).toEqual(new Set(['week 2']))
    expect(moments(42)).toEqual(new Set(['week 6']))
    const { lines } = forecastRunning(records, models, start + 13)
    expect(lines.some(l => l.none === 'before the first trained moment')).toBe(true)
  })

  it('cuts at the moment of the model, not at the date: what came in between changes nothing but who has left', () => {
    const between: Records = {
      ...records,
      activity: { ...records.activity, amount: records.activity.amount.map((a, e) => (records.activity.day[e]! > 14 ? 99 : a)) },
    }
    expect(forecastRunning(between, models, start + 30).lines).toEqual(forecastRunning(records, models, start + 30).lines)
  })

  it('says of those who registered after the moment that they did', () => {
    const registered = records.enrolments.registered.slice()
    const i = Array.from(registered.keys()).find(
      e => records.sections[records.enrolments.section[e]!]!.term === last && Number.isNaN(records.enrolments.withdrawn[e]!),
    )!
    registered[i] = 20
    const { lines } = forecastRunning({ ...records, enrolments: { ...records.enrolments, registered } }, models, start + 30)
    const id = records.students[records.enrolments.student[i]!]!
    expect(lines.find(l => l.student === id && l.term === records.terms[last]!.name)!.none).toBe('registered after the moment')
  })

  it('does not forecast what is known: a term that is over is not listed, an outcome that is out has no forecast', () => {
    expect(() => forecastRunning(records, models, start + 400)).toThrow(/Nothing runs on/)
    const { lines } = forecastRunning(records, models, start + 120)
    expect(new Set(lines.map(l => l.none))).toEqual(new Set(['the outcome is known']))
  })

  it('refuses models of different questions, and models without a moment', () => {
    const { at: _, ...question } = models[0]!.question
    expect(() => forecastRunning(records, [{ ...models[0]!, question }], start + 30)).toThrow(/must be trained at a day or share of term/)
    const other = { ...models[1]!, question: { ...models[1]!.question, target: { kind: 'regression', column: 'entry_score' } as const } }
    expect(() => forecastRunning(records, [models[0]!, other], start + 30)).toThrow(/different questions/)
  })
})
