import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Bundle } from '../bundle.ts'
import { generateRecords } from '../generate/generate-records.ts'
import { datasetAt } from '../moment/dataset-at.ts'
import { parseMoment } from '../moment/moment.ts'
import { askQuestion } from '../question/ask-question.ts'
import type { Records } from '../records/records.ts'
import { compileScorer } from '../score/compile-scorer.ts'
import { frame } from '../train/frame.ts'
import { train } from '../train/train.ts'
import { forecastRunning } from './forecast-running.ts'

const delays = { marking: 7, results: 14 }
const { records } = generateRecords({ newStudents: 80, terms: 3, courses: 2, seed: 11 })
const last = records.terms.length - 1
const start = records.terms[last]!.start

function modelAt(week: number, { learner = 'linear', target = 'result=Fail,Withdrawn' } = {}): Bundle {
  const at = { moment: parseMoment(`week ${week}`), delays }
  const { dataset } = datasetAt(records, at.moment, delays)
  const question = askQuestion(dataset.codebook, { target, at })
  return train(frame(dataset, question), { seed: 1, learner, budget: { configurations: 1 }, honestyGap: false, resamples: 50 })
}

const models = [modelAt(2), modelAt(6)]
const inTerm = (of: Records, term: number) => Array.from(of.enrolments.section).filter(s => of.sections[s]!.term === term).length
const inLast = inTerm(records, last)

/** The position of somebody of the last term who stays. */
const stayed = Array.from(records.enrolments.student.keys()).find(
  e => records.sections[records.enrolments.section[e]!]!.term === last && Number.isNaN(records.enrolments.withdrawn[e]!),
)!
const nameOf = (e: number) => records.students[records.enrolments.student[e]!]!

describe('forecastRunning', () => {
  it('lists every enrolment of the running term, with a forecast or a reason: together 100 %', () => {
    const { lines, coverage } = forecastRunning(records, models, start + 30)
    expect(lines).toHaveLength(inLast)
    expect(lines.every(l => (l.eventProbability === undefined) !== (l.none === undefined))).toBe(true)
    expect(coverage.reduce((sum, c) => sum + c.rows, 0)).toBe(inLast)
    expect(coverage.find(c => c.what === 'forecast as of week 2')!.rows).toBeGreaterThan(inLast / 2)
  })

  it('covers 100 % of other records, too, whatever the date: nobody twice, nobody left out', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 99 }),
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 0, max: 600 }),
        (seed, courses, after) => {
          const other = generateRecords({ newStudents: 12, terms: 3, courses, seed }).records
          const day = other.terms[0]!.start + after
          const running = other.terms.findIndex(t => day >= t.start && day <= t.start + other.sections[0]!.days)
          if (running < 0) return void expect(() => forecastRunning(other, models, day)).toThrow(/Nothing runs on/)
          const { lines, coverage, lists } = forecastRunning(other, models, day)
          expect(new Set(lines.map(l => `${l.student} ${l.course}`)).size).toBe(lines.length)
          expect(lines).toHaveLength(inTerm(other, running))
          expect(coverage.reduce((sum, c) => sum + c.rows, 0)).toBe(lines.length)
          expect(lines.every(l => (l.eventProbability === undefined) !== (l.none === undefined))).toBe(true)
          expect(lists.reduce((sum, l) => sum + l.n, 0)).toBe(lines.filter(l => l.rank !== undefined).length)
        },
      ),
      { seed: 1, numRuns: 40 },
    )
  })

  it('takes the latest moment that is not after the date, and says none before the first', () => {
    const moments = (day: number) => new Set(forecastRunning(records, models, start + day).lines.flatMap(l => l.moment ?? []))
    expect(moments(13)).toEqual(new Set())
    expect(moments(14)).toEqual(new Set(['week 2']))
    expect(moments(41)).toEqual(new Set(['week 2']))
    expect(moments(42)).toEqual(new Set(['week 6']))
    const { lines, lists } = forecastRunning(records, models, start + 13)
    expect(lines.some(l => l.none === 'before the first trained moment')).toBe(true)
    expect(lists).toEqual([])
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
    registered[stayed] = 20
    const { lines } = forecastRunning({ ...records, enrolments: { ...records.enrolments, registered } }, models, start + 30)
    expect(lines.find(l => l.student === nameOf(stayed) && l.none)!.none).toBe('registered after the moment')
  })

  it('does not forecast what is known: a term that is over is not listed, an outcome that is out has no forecast', () => {
    expect(() => forecastRunning(records, models, start + 400)).toThrow(/Nothing runs on/)
    expect(() => forecastRunning(records, models, records.terms[0]!.start - 1)).toThrow(/Nothing runs on 2013-01-31.*\[?from 2013-02-01/)
    const { lines } = forecastRunning(records, models, start + 120)
    expect(new Set(lines.map(l => l.none))).toEqual(new Set(['the outcome is known']))
  })

  it('refuses models of different questions, two of one moment, none, and models without a moment', () => {
    const [first, second] = models as [Bundle, Bundle]
    const { at: _, ...question } = first.question
    expect(() => forecastRunning(records, [], start + 30)).toThrow(/at least one model/)
    expect(() => forecastRunning(records, [{ ...first, question }], start + 30)).toThrow(/must be trained at a day or share of term/)
    expect(() => forecastRunning(records, [first, second, first], start + 30)).toThrow(/Two models forecast at week 2/)
    const target = { kind: 'regression', column: 'entry_score' } as const
    const later = { ...second.question.at!, delays: { ...delays, marking: 0 } }
    for (const change of [{ target }, { at: later }]) {
      const other = { ...second, question: { ...second.question, ...change } }
      expect(() => forecastRunning(records, [first, other], start + 30)).toThrow(/different questions/)
    }
  })
})

describe('a list of the running term', () => {
  const date = start + 30
  const { lines, lists } = forecastRunning(records, models, date, { words: true, reasons: 'all', listLength: 9 })
  const forecast = lines.filter(l => l.moment)

  it('stands first, by falling probability of the event, with ranks from 1 to all', () => {
    expect(lists).toEqual([{ term: 'T3', moment: 'week 2', n: forecast.length, listed: 9 }])
    expect(lines.slice(0, forecast.length)).toEqual(forecast)
    const p = forecast.map(l => l.eventProbability!)
    expect(p).toEqual(p.toSorted((a, b) => b - a))
    expect(forecast.map(l => l.rank)).toEqual(p.map(q => 1 + p.filter(other => other > q).length))
    expect(new Set(forecast.map(l => l.of))).toEqual(new Set([forecast.length]))
  })

  it('says of everybody what the scorer says of one', () => {
    const { dataset, enrolment } = datasetAt(records, models[0]!.question.at!.moment, delays)
    const scorer = compileScorer(models[0]!)
    for (const line of [forecast[0]!, forecast[20]!, forecast.at(-1)!]) {
      const r = enrolment.findIndex(
        i =>
          nameOf(i) === line.student &&
          records.courses[records.sections[records.enrolments.section[i]!]!.course] === line.course &&
          records.sections[records.enrolments.section[i]!]!.term === last,
      )
      const given = scorer.inputs.map(({ name }) => {
        const column = dataset.table.columns.find(c => c.name === name)!
        const value = column.kind === 'numeric' ? column.values[r]! : column.levels[column.codes[r]!]!
        return Number.isNaN(value) ? null : value
      })
      expect(line).toMatchObject(scorer.score(given, { words: true, reasons: true }))
      expect(line.likeThis!.sentence).toMatch(/students like this|Not enough to go on/)
      expect(line.reasons!.length).toBeGreaterThan(3)
    }
  })

  it('gives reasons to the list only where asked for, or where a forest makes them slow', () => {
    const withReasons = (ls: typeof lines) => ls.filter(l => l.reasons).map(l => l.rank!)
    const listed = forecastRunning(records, models, date, { reasons: 'listed', listLength: 9 })
    expect(withReasons(listed.lines)).toEqual(forecast.filter(l => l.rank! <= 9).map(l => l.rank))
    expect(listed.lines[0]!.reasons).toEqual(lines[0]!.reasons)
    expect(withReasons(forecastRunning(records, models, date, { reasons: 'affordable' }).lines)).toHaveLength(forecast.length)
    const forest = forecastRunning(records, [modelAt(2, { learner: 'forest' })], date, { reasons: 'affordable', listLength: 3 })
    expect(withReasons(forest.lines).every(rank => rank <= 3)).toBe(true)
    expect(withReasons(forest.lines).length).toBeGreaterThanOrEqual(3)
    expect(forest.notes).toEqual([expect.stringMatching(/reasons are given of those on the list only/)])
  })

  it('has no ranks where the question names no event: forecasts stand without a list', () => {
    const of = forecastRunning(records, [modelAt(2, { target: 'entry_score' })], date)
    expect(of.lists).toEqual([])
    expect(of.lines.filter(l => l.moment)).toHaveLength(forecast.length)
    expect(of.lines.every(l => l.rank === undefined && l.eventProbability === undefined)).toBe(true)
  })

  it('stops when told to, and says how far it is', () => {
    const heard: string[] = []
    const stop = new AbortController()
    const progress = ({ what }: { what: string }) => {
      heard.push(what)
      if (what.endsWith('reasons')) stop.abort()
    }
    const run = () => forecastRunning(records, models, date, { reasons: 'all' }, { signal: stop.signal, progress })
    expect(run).toThrow(expect.objectContaining({ code: 'aborted' }))
    expect(new Set(heard)).toEqual(new Set(['week 2: forecasts', 'week 2: reasons']))
  })
})

describe('list stability', () => {
  const date = start + 30
  const refitted = (of: Records) => forecastRunning(of, models, date, { refits: 5, listLength: 9 })
  const { lines } = refitted(records)

  it('counts on how many lists of refits everybody stands: as many places as there are', () => {
    const told = lines.filter(l => l.stability)
    expect(told).toEqual(lines.filter(l => l.moment))
    expect(told.reduce((sum, l) => sum + l.stability!.times, 0)).toBe(5 * 9)
    expect(lines[0]!.stability!.times).toBeGreaterThan(2)
    expect(lines[0]!.stability!.words).toBe(`on the list in ${lines[0]!.stability!.times} of 5 refits`)
  })

  it('learns from nobody whose outcome is not out on the date', () => {
    const result = records.enrolments.table.columns.find(c => c.name === 'result')!
    if (result.kind !== 'categorical') throw new Error('codes expected')
    const codes = result.codes.map((code, i) => (records.sections[records.enrolments.section[i]!]!.term === last ? 2 - code : code))
    const columns = records.enrolments.table.columns.map(c => (c === result ? { ...result, codes } : c))
    const other = { ...records, enrolments: { ...records.enrolments, table: { ...records.enrolments.table, columns } } }
    expect(refitted(other).lines).toEqual(lines)
  })

  it('says what is missing where the dataset holds no past term', () => {
    const early = records.terms[0]!.start + 30
    expect(() => forecastRunning(records, models, early, { refits: 2 })).toThrow(/no term whose outcomes are out/)
  })
})
