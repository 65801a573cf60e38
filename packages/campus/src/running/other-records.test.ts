import { type Column, categoricalColumn, numericColumn } from '@headway/learn'
import { describe, expect, it } from 'vitest'
import { generateRecords } from '../generate/generate-records.ts'
import { datasetAt } from '../moment/dataset-at.ts'
import { parseMoment } from '../moment/moment.ts'
import { askQuestion } from '../question/ask-question.ts'
import type { Records } from '../records/records.ts'
import { frame } from '../train/frame.ts'
import { train } from '../train/train.ts'
import { forecastRunning } from './forecast-running.ts'
import { inCodebook } from './in-codebook.ts'

const at = { moment: parseMoment('week 3'), delays: { marking: 7, results: 14 } }
const { records } = generateRecords({ newStudents: 60, terms: 3, courses: 2, seed: 4 })
const { dataset } = datasetAt(records, at.moment, at.delays)
const question = askQuestion(dataset.codebook, { target: 'result=Fail,Withdrawn', at, withProtected: true })
const options = { seed: 1, learner: 'linear', budget: { configurations: 1 }, honestyGap: false, resamples: 50 } as const
const bundle = train(frame(dataset, question), options)
const date = records.terms[2]!.start + 21

const run = (of: Records) => forecastRunning(of, [bundle], date, { reasons: 'all' })
const whole = run(records)
const n = whole.lines.filter(l => l.moment).length

/** The records with one column of the enrolments changed. */
function changed(name: string, change: (column: Column) => Column | undefined): Records {
  const { table } = records.enrolments
  const columns = table.columns.flatMap(c => (c.name === name ? (change(c) ?? []) : c))
  const fields = records.codebook.fields.filter(f => columns.some(c => c.name === f.name))
  return { ...records, codebook: { ...records.codebook, fields }, enrolments: { ...records.enrolments, table: { ...table, columns } } }
}

const categorical = (column: Column) => {
  if (column.kind !== 'categorical') throw new Error('codes expected')
  return column
}

describe('records that differ from what the model learned from', () => {
  it.each(['group', 'course'])('may list the codes of %s in another order: the forecasts and reasons are the same', name => {
    const other = changed(name, c => {
      const { codes, levels } = categorical(c)
      return categoricalColumn(
        name,
        codes.map(code => 1 - code),
        levels.toReversed(),
      )
    })
    expect(whole.lines.some(l => l.reasons?.some(r => r.column === 'course'))).toBe(true)
    expect(run(other).lines).toEqual(whole.lines)
  })

  it('may hold a code that training never saw: it is unknown, said, and forecast all the same', () => {
    const other = changed('group', c =>
      categoricalColumn(
        'group',
        categorical(c).codes.map((code, i) => (i % 2 ? 2 : code)),
        ['A', 'B', 'C'],
      ),
    )
    const { lines, notes } = run(other)
    const unknown = lines.filter(l => l.unknown?.includes('group'))
    expect(notes).toEqual([`week 3: Group "C" was never seen in training, so it is taken as unknown: ${unknown.length} enrolments`])
    expect(unknown.length).toBeGreaterThan(n / 4)
    expect(lines.filter(l => l.moment)).toHaveLength(n)
    expect(unknown.every(l => l.reasons!.every(r => r.column !== 'group' || r.value === 'unknown'))).toBe(true)
  })

  it('may hold a new course', () => {
    const other = generateRecords({ newStudents: 60, terms: 3, courses: 3, seed: 4 }).records
    const { lines, notes } = run(other)
    const there = lines.filter(l => l.course === 'C3' && l.moment)
    expect(notes).toEqual([`week 3: Course "C3" was never seen in training, so it is taken as unknown: ${there.length} enrolments`])
    expect(there.every(l => l.eventProbability! > 0 && l.unknown!.includes('course'))).toBe(true)
  })

  it('may lack a column: it is unknown to everybody, and said once', () => {
    const { lines, notes } = run(changed('entry_score', () => undefined))
    expect(notes).toEqual(['week 3: not in the dataset, so taken as unknown: entry_score'])
    expect(lines.filter(l => l.unknown?.includes('entry_score'))).toHaveLength(n)
  })

  it('may not have numbers where the model has codes', () => {
    const other = changed('group', c => numericColumn('group', categorical(c).codes))
    expect(() => run(other)).toThrow(/group was a code when the model was trained, and is a number in this dataset/)
  })

  it('may not be of quite another kind', () => {
    expect(() => inCodebook({ rows: 2, columns: [numericColumn('salary', [1, 2])] }, bundle)).toThrow(
      /has none of the model's columns. It needs: course, group, entry_score/,
    )
  })

  it('seem old where a term has no events in the days before the moment', () => {
    const { activity, submissions } = records
    const until = (day: number) => {
      const keep = activity.day.map(d => (d <= day ? 1 : 0))
      const before = (i: number) => keep.subarray(0, activity.starts[i]).reduce((sum: number, k) => sum + k, 0)
      const some = {
        starts: activity.starts.map((_, i) => before(i)),
        resource: activity.resource.filter((_, e) => keep[e]),
        amount: activity.amount.filter((_, e) => keep[e]),
      }
      const none = { ...submissions, starts: submissions.starts.map(() => 0), day: new Int16Array() }
      return { ...records, activity: { ...some, day: activity.day.filter(d => d <= day) }, submissions: none }
    }
    expect(whole.notes).toEqual([])
    expect(run(until(18)).notes).toEqual([])
    expect(run(until(17)).notes).toEqual([
      'the dataset holds no event after 2014-02-17 of T3, but week 3 is 2014-02-21: were the latest files imported?',
    ])
  })
})
