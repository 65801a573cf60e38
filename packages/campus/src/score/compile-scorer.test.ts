import { columnOf, fitRecipe, forecast, inputShares, planGivenFolds, wholeOf } from '@headway/learn'
import { describe, expect, it } from 'vitest'
import { smallCodebook, smallDataset } from '../../test/small.ts'
import { termsCodebook, termsDataset } from '../../test/terms.ts'
import { askQuestion } from '../question/ask-question.ts'
import { derivations } from '../train/derived.ts'
import { frame } from '../train/frame.ts'
import { train } from '../train/train.ts'
import { compileScorer } from './compile-scorer.ts'

const dataset = smallDataset(100)

function scorerFor(target: string, learner: string) {
  const framed = frame(dataset, askQuestion(smallCodebook, { target }))
  const half = Array.from({ length: 50 }, (_, i) => 2 * i)
  const bundle = train(framed, {
    seed: 1,
    plan: planGivenFolds(100, [[half, half.map(i => i + 1)]]),
    resamples: 20,
    innerFolds: 2,
    learner,
  })
  return { framed, bundle, scorer: compileScorer(bundle) }
}

describe('compileScorer', () => {
  const { framed, bundle, scorer } = scorerFor('GRADE', 'linear')

  it('takes every input of the codebook in its order, protected ones included, optional and target left out', () => {
    expect(scorer.inputs.map(f => f.name)).toEqual(['SEX', 'HOURS', 'POINTS', 'COURSE'])
  })

  it('answers in the words of the codebook', () => {
    const { prediction, label, meaning, probabilities, eventProbability } = scorer.score([1, 3, 99, 'b'])
    expect([prediction, label, meaning]).toEqual(['2', 'Top', 'Good'])
    expect(Object.keys(probabilities!)).toEqual(['Fail', 'Pass', 'Top'])
    expect(Object.values(probabilities!).reduce((a, b) => a + b)).toBeCloseTo(1, 9)
    expect(eventProbability).toBe(probabilities!['Fail'])
  })

  it('gives the same forecast by position, name and title, and as the table does', () => {
    const byPosition = scorer.score([1, 2, 40, 'a'])
    expect(scorer.score({ SEX: 1, HOURS: 2, POINTS: 40, COURSE: 'a' })).toEqual(byPosition)
    expect(scorer.score({ Sex: 1, 'Study hours': 2, 'Points before': 40, Course: 'a' })).toEqual(byPosition)
    const whole = scorer.forecastTable(dataset.table)
    const point = forecast(bundle.fitted, framed.sample.table)
    expect(whole.data).toEqual(point.data)
  })

  it('says of every row of a table what it says of one', () => {
    const forecasts = scorer.scoreTable(dataset.table, { reasons: true, words: true })
    expect(forecasts).toHaveLength(100)
    forecasts.forEach((said, r) => {
      const given = scorer.inputs.map(({ name }) => {
        const column = columnOf(dataset.table, name)
        if (column.kind === 'numeric') return Number.isNaN(column.values[r]) ? null : column.values[r]!
        const level = column.levels[column.codes[r]!]
        return level === undefined ? null : name === 'COURSE' ? level : Number(level)
      })
      expect(said).toEqual(scorer.score(given, { reasons: true, words: true }))
    })
  })

  it('does not let a protected value change a forecast of a model that was not given it', () => {
    expect(scorer.score([1, 2, 40, 'a'])).toEqual(scorer.score([2, 2, 40, 'a']))
  })

  it('names every input that it was not told, used or not, and still answers', () => {
    expect(scorer.score({ HOURS: 2 }).unknown).toEqual(['SEX', 'POINTS', 'COURSE'])
    expect(scorer.score([null, 2, 40, 'a']).unknown).toEqual(['SEX'])
    expect(scorer.score({}, { reasons: true }).reasons!.every(r => r.kind === 'unknown' && r.value === 'unknown')).toBe(true)
  })

  it.each(['linear', 'boosting', 'baseline'])('%s: reasons sum to the score, by the columns a person knows', learner => {
    const side = scorerFor('GRADE<=0', learner)
    const shares = inputShares(side.bundle.fitted, side.framed.sample.table)
    const d = shares?.columns.length ?? 0
    const p = forecast(side.bundle.fitted, side.framed.sample.table).data
    for (let i = 0; i < 100 && shares; i++) {
      const score = shares.base[0]! + shares.values.subarray(i * d, (i + 1) * d).reduce((a, b) => a + b, 0)
      expect(1 / (1 + Math.exp(-score))).toBeCloseTo(p[2 * i + 1]!, 9)
    }
    const { reasons } = side.scorer.score([1, 1, 10, 'a'], { reasons: true })
    expect(reasons!.every(r => ['HOURS', 'POINTS', 'COURSE'].includes(r.column))).toBe(true)
    expect(learner === 'baseline' || reasons!.length > 0).toBe(true)
  })

  it('gives the probability of the event itself where the question is about an event', () => {
    const { scorer: about } = scorerFor('GRADE<=0', 'linear')
    const { eventProbability, probabilities } = about.score([1, 1, 5, 'a'])
    expect(eventProbability).toBe(probabilities!['Grade Fail'])
    expect(eventProbability).toBeGreaterThan(about.score([1, 3, 95, 'b']).eventProbability!)
  })

  it('splits reasons into what can still change and background', () => {
    const { reasons } = scorer.score([1, 1, 10, 'a'], { reasons: true })
    expect(reasons!.find(r => r.column === 'HOURS')).toMatchObject({ kind: 'can still change', title: 'Study hours', value: 'few' })
    expect(reasons!.find(r => r.column === 'POINTS')).toMatchObject({ kind: 'background', value: '10' })
  })

  it.each([
    { other: 'boosting', allocated: undefined }, // log-odds, as the stack's own
    { other: 'forest', allocated: true }, // probabilities
  ])('says of each reason of a stack with a $other whether its share is allocated: $allocated', ({ other, allocated }) => {
    const { bundle, framed } = scorerFor('GRADE<=0', 'linear')
    const members = [
      { steps: [{ kind: 'impute' }, { kind: 'oneHot' }], learner: { kind: 'linear' } },
      { steps: [], learner: { kind: other } },
    ]
    const fitted = fitRecipe({ steps: [], learner: { kind: 'stack', params: { members } } }, wholeOf(framed.sample), { seed: 1 })
    const { reasons } = compileScorer({ ...bundle, fitted }).score([1, 2, 50, 'a'], { reasons: true })
    expect(reasons!.length).toBeGreaterThan(0)
    expect(reasons!.map(reason => [reason.scale, reason.allocated])).toEqual(reasons!.map(() => ['log-odds', allocated]))
  })

  it.each([
    {
      name: 'too many values',
      values: [1, 1, 10, 'a', 1],
      code: 'wrong_length',
      says: /Expected 4 values, got 5. Their order is: SEX, HOURS/,
    },
    { name: 'a name it does not have', values: { NOPE: 1 }, code: 'unknown_column', says: /no input called NOPE/ },
    { name: 'a prototype for a name', values: JSON.parse('{"__proto__": 1}'), code: 'unknown_column', says: /__proto__/ },
    { name: 'a code it does not list', values: [1, 9, 10, 'a'], code: 'unknown_code', says: /HOURS has no code 9/ },
  ])('refuses $name', ({ values, code, says }) => {
    expect(() => scorer.score(values)).toThrow(expect.objectContaining({ code, message: expect.stringMatching(says) }))
  })
})

describe('reasons of derived columns', () => {
  const framed = frame(termsDataset(400), askQuestion(termsCodebook, { target: 'LEFT=yes' }))
  const half = Array.from({ length: 200 }, (_, i) => 2 * i)
  const plan = planGivenFolds(400, [[half, half.map(i => i + 1)]])
  const trained = train(framed, { seed: 1, plan, resamples: 20, innerFolds: 2, learner: 'baseline', honestyGap: false })
  const steps = [{ kind: 'derive', params: { ...derivations(framed) } }, { kind: 'impute' }, { kind: 'oneHot' }, { kind: 'standardScale' }]
  const fitted = fitRecipe({ steps, learner: { kind: 'linear', params: { lambda: 0.01 } } }, wholeOf(framed.sample), { seed: 1 })
  const scorer = compileScorer({ ...trained, fitted })
  const reasonsOf = (values: Readonly<Record<string, number | string>>) =>
    new Map(scorer.score(values, { reasons: true }).reasons!.map(reason => [reason.column, reason]))
  const known = { TAKEN1: 5, PASSED1: 1, TAKEN2: 6, PASSED2: 3, COURSE: 'a' }

  it('say in words what they are made of, beside the inputs', () => {
    const reasons = reasonsOf(known)
    expect(reasons.get('PASSED2')).toMatchObject({ title: 'Units 2nd term (passed)', value: '3' })
    expect(reasons.get('PASSED2 of TAKEN2')).toMatchObject({ title: 'Units 2nd term: passed of taken', value: '3 of 6' })
    expect(reasons.get('change of units passed')).toMatchObject({ title: 'Change of units passed', value: '+2' })
    expect(reasons.get('PASSED1 against the mean of its COURSE')).toMatchObject({
      value: expect.stringMatching(/ below the course's mean$/),
    })
  })

  it('can still change where all their inputs can', () => {
    const reasons = reasonsOf(known)
    expect(reasons.get('PASSED2 of TAKEN2')!.kind).toBe('can still change')
    expect(reasons.get('PASSED1 against the mean of its COURSE')!.kind).toBe('background')
  })

  it('are unknown where one input is', () => {
    const { TAKEN2: _, ...rest } = known
    expect(reasonsOf(rest).get('PASSED2 of TAKEN2')).toMatchObject({ value: 'unknown', kind: 'unknown' })
    expect(reasonsOf(rest).get('PASSED1 of TAKEN1')).toMatchObject({ value: '1 of 5' })
  })

  it.each(['linear', 'boosting'])('%s: sum to the score together with the others', learner => {
    const own = fitRecipe({ steps, learner: { kind: learner } }, wholeOf(framed.sample), { seed: 1 })
    const { table, y } = framed.sample
    const shares = inputShares(own, table)!
    const d = shares.columns.length
    const p = forecast(own, table).data
    expect(shares.columns.slice(0, 5)).toEqual(own.inputs.map(input => input.name))
    expect(shares.columns).toContain('PASSED2 of TAKEN2')
    y.forEach((_, i) => {
      const score = shares.base[0]! + shares.values.subarray(i * d, (i + 1) * d).reduce((a, b) => a + b, 0)
      expect(1 / (1 + Math.exp(-score))).toBeCloseTo(p[2 * i + 1]!, 9)
    })
  })
})
