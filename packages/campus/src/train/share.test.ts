import { deriveSeed, tune, wholeOf } from '@headway/learn'
import { describe, expect, it } from 'vitest'
import { smallCodebook, smallDataset } from '../../test/small.ts'
import { encodeModel } from '../model-file.ts'
import { askQuestion } from '../question/ask-question.ts'
import { frame } from './frame.ts'
import { joinShares, type Share, shareOf, splitsFor, workAhead } from './share.ts'
import { train } from './train.ts'
import { tuning } from './tuning.ts'

const framed = frame(smallDataset(90), askQuestion(smallCodebook, { target: 'GRADE' }))
const options = { seed: 1, resamples: 50, innerFolds: 3, budget: { configurations: 3 } }
const PIECES = 50 + 2 // the default plan's parts, the last search, the honesty gap

/** What threads do: each takes the next piece that is free. Here their turns are dealt. */
function dealt(threadOf: (piece: number) => number, threads: number): Share[] {
  return Array.from({ length: threads }, (_, thread) =>
    structuredClone(shareOf(structuredClone(framed), options, p => threadOf(p) === thread)),
  )
}

describe('shares of a training', () => {
  const alone = encodeModel(train(framed, options))

  it.each([
    { how: 'in turn', threadOf: (piece: number) => piece % 3 },
    { how: 'all by the last', threadOf: () => 2 },
    { how: 'the end first', threadOf: (piece: number) => Math.floor((3 * (PIECES - 1 - piece)) / PIECES) },
  ])('make the bundle of one thread, byte for byte: pieces dealt $how', ({ threadOf }) => {
    expect(encodeModel(train(framed, { ...options, shares: dealt(threadOf, 3) }))).toBe(alone)
  })

  it('fit nothing again: what they bring is what the bundle holds', () => {
    const [share] = dealt(() => 0, 1)
    const last = { ...share!.last!, chosen: { ...share!.last!.chosen, name: 'by somebody else' } }
    expect(train(framed, { ...options, shares: [{ ...share!, last }] }).report.model.name).toBe('by somebody else')
  })

  it('are put in the order of the plan, whoever searched what: of recipes chosen equally often the first is named first', () => {
    const { parts } = joinShares(
      dealt(piece => piece % 2, 2),
      splitsFor(framed, options).plan,
    )
    expect(parts.searches.map(search => search.split)).toEqual(Array.from({ length: 50 }, (_, split) => split))
  })

  it('search all rows with a seed of their own, so that the last search is not one of a part', () => {
    const { last } = shareOf(framed, options, piece => piece === PIECES - 2)
    expect(last).toEqual(tune(wholeOf(framed.sample), tuning(framed, options), { seed: deriveSeed(options.seed, 'final') }))
  })

  it('refuse to be used where some are missing, or one is given twice', () => {
    const [first, second] = dealt(piece => piece % 2, 2)
    const missing = { code: 'shape_mismatch', message: 'The shares hold 26 searches, expected 51. Give all shares of the work.' }
    expect(() => train(framed, { ...options, shares: [first!] })).toThrow(expect.objectContaining(missing))
    expect(() => train(framed, { ...options, shares: [first!, second!, second!] })).toThrow(expect.objectContaining({ code: 'bad_plan' }))
  })

  it('ask whose each piece is once, in rising order, so that a counter can deal them', () => {
    const asked: number[] = []
    shareOf(framed, options, piece => {
      asked.push(piece)
      return false
    })
    expect(asked).toEqual(Array.from({ length: PIECES }, (_, piece) => piece))
  })
})

it('workAhead counts searches, recipes, inner folds and rows', () => {
  expect(workAhead(framed, options)).toEqual({ searches: 51, rows: 51 * 3 * 3 * 90 })
})
