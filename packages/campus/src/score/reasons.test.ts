import { describe, expect, it } from 'vitest'
import { checkBundle } from '../check-bundle.ts'
import { fieldOf } from '../codebook/codebook.ts'
import { generateRecords } from '../generate/generate-records.ts'
import { datasetAt } from '../moment/dataset-at.ts'
import { parseMoment } from '../moment/moment.ts'
import { askQuestion } from '../question/ask-question.ts'
import { frame } from '../train/frame.ts'
import { train } from '../train/train.ts'
import { compileScorer } from './compile-scorer.ts'

const at = { moment: parseMoment('week 6'), delays: { marking: 7, results: 14 } }
const { records } = generateRecords({ newStudents: 80, terms: 3, courses: 2, seed: 11 })
const { dataset } = datasetAt(records, at.moment, at.delays)
const framed = frame(dataset, askQuestion(dataset.codebook, { target: 'result=Fail,Withdrawn', at }))
const bundle = train(framed, { seed: 1, learner: 'linear', budget: { configurations: 1 }, honestyGap: false, resamples: 50 })

describe('reasons of a model of a moment', () => {
  it('keeps the median of the training rows of every indicator that has words, and of nothing else', () => {
    const worded = framed.sample.table.columns.filter(c => c.kind === 'numeric' && fieldOf(dataset.codebook, c.name).words)
    const known = worded.filter(c => c.kind === 'numeric' && c.values.some(v => !Number.isNaN(v)))
    expect(Object.keys(bundle.typical!).sort()).toEqual(known.map(c => c.name).sort())
    const days = worded.find(c => c.name === 'active_days')!
    const sorted = days.kind === 'numeric' ? [...days.values].sort((a, b) => a - b) : []
    const middle = (sorted[Math.floor((sorted.length - 1) / 2)]! + sorted[Math.ceil((sorted.length - 1) / 2)]!) / 2
    expect(bundle.typical!['active_days']).toBe(middle)
  })

  it('says the value in words by the side of the median on which it lies', () => {
    const scorer = compileScorer(bundle)
    const typical = bundle.typical!['active_days']!
    const said = (days: number | null) =>
      scorer.score({ active_days: days }, { reasons: true }).reasons!.find(r => r.column === 'active_days')
    expect(typical).toBeGreaterThan(1)
    expect(said(1)!.words).toBe('was active on only 1 day this term')
    expect(said(Math.floor(typical) + 3)!.words).toBe(`was active on ${Math.floor(typical) + 3} days this term`)
    expect(said(null)!.words).toBeUndefined()
  })

  it('is a model that the check takes, with medians that are numbers', () => {
    const read = JSON.parse(JSON.stringify(bundle))
    expect(checkBundle(read)).toEqual(read)
    expect(() => checkBundle({ ...read, typical: { active_days: 'many' } })).toThrow(/typical/)
  })
})
