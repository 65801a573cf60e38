import type { PredictAnswer, ReasonAnswer } from '@headway/contract'
import { describe, expect, it } from 'vitest'
import { outcomeOfReasons, spokenReasons } from './reasons-in-words.ts'

const reason = (column: string, contribution: number, rest: Partial<ReasonAnswer> = {}): ReasonAnswer => ({
  column,
  title: column,
  value: 'some',
  contribution,
  scale: 'latent',
  kind: 'background',
  ...rest,
})

describe('spokenReasons', () => {
  it('splits by kind, heaviest first, in words', () => {
    const spoken = spokenReasons(
      [reason('a', 0.4), reason('b', -1.2), reason('c', 0.2, { kind: 'can still change' }), reason('d', -0.5, { kind: 'unknown' })],
      'a higher outcome',
    )
    expect(spoken.background.map(r => [r.column, r.says, r.towards])).toEqual([
      ['b', 'speaks strongly against a higher outcome', 'down'],
      ['a', 'speaks clearly for a higher outcome', 'up'],
    ])
    expect(spoken['can still change'].map(r => r.says)).toEqual(['speaks a little for a higher outcome'])
    expect(spoken.unknown.map(r => r.weight)).toEqual([0.5 / 1.2])
  })

  it('says a reason in plain words where the column has them, and its title and value otherwise', () => {
    const reasons = [reason('active_days', 1, { words: 'was active on only 3 days this term' }), reason('Region', 0.5)]
    expect(spokenReasons(reasons, 'x').background.map(r => r.what)).toEqual(['Was active on only 3 days this term', 'Region: some'])
  })

  it('leaves out what nobody would notice, and invents nothing where there is nothing', () => {
    expect(spokenReasons([reason('a', 1), reason('b', 0.02)], 'x').background.map(r => r.column)).toEqual(['a'])
    expect(spokenReasons([reason('a', 0)], 'x')).toEqual({ background: [], 'can still change': [], unknown: [] })
    expect(spokenReasons([], 'x').background).toEqual([])
  })

  it('measures values against the heaviest, having no scale of their own', () => {
    expect(
      spokenReasons([reason('a', 4000, { scale: 'value' }), reason('b', 800, { scale: 'value' })], 'a higher value').background.map(
        r => r.says,
      ),
    ).toEqual(['speaks strongly for a higher value', 'speaks a little for a higher value'])
  })
})

describe('outcomeOfReasons', () => {
  const answer = (rest: Partial<PredictAnswer>): PredictAnswer => ({ prediction: 'BB', unknown: [], model: 'm', synthetic: false, ...rest })
  const logOdds = [reason('a', 1, { scale: 'log-odds' })]

  it.each([
    { name: 'an order', given: { reasons: [reason('a', 1)], probabilities: { DD: 0.2, BB: 0.5, AA: 0.3 } }, outcome: 'a higher outcome' },
    { name: 'a number', given: { prediction: 12.5, reasons: [reason('a', 1, { scale: 'value' })] }, outcome: 'a higher value' },
    {
      name: 'an event',
      given: { reasons: logOdds, probabilities: { no: 0.6, yes: 0.4 }, event: { name: 'not passed', probability: 0.4 } },
      outcome: 'not passed',
    },
    {
      name: 'classes',
      given: { reasons: logOdds, probabilities: { A: 0.2, BB: 0.5, C: 0.3 }, event: { name: 'A', probability: 0.2 } },
      outcome: 'BB',
    },
  ])('$name', ({ given, outcome }) => {
    expect(outcomeOfReasons(answer(given))).toBe(outcome)
  })
})
