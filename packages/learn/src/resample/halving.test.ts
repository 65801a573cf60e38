import { describe, expect, it } from 'vitest'
import { toyPart } from '../../test/learner-data.ts'
import { sample } from '../sample.ts'
import { survivors } from './halving.ts'
import { wholeOf } from './split.ts'
import { type Candidate, tune } from './tune.ts'

const candidate = (name: string, complexity: number, lambda: number): Candidate => ({
  name,
  complexity,
  recipe: { steps: [], learner: { kind: 'linear', params: { lambda } } },
})
const prior: Candidate = { name: 'prior', complexity: 0, recipe: { steps: [], learner: { kind: 'baseline' } } }
const good = [0.01, 0.02, 0.03].map(lambda => candidate(`penalty ${lambda}`, 2, lambda))
const hopeless = [100, 200, 300, 400, 500, 600].map(lambda => candidate(`penalty ${lambda}`, 2, lambda))

describe('survivors', () => {
  const part = toyPart('binary', { rows: 900 })

  it('lets the better third of a third through, the simplest in any case, in the order given', () => {
    const names = survivors(part, [prior, ...hopeless, ...good], { seed: 1 }).map(c => c.name)
    expect(names).toHaveLength(3)
    expect(names[0]).toBe('prior')
    expect(names.slice(1).every(name => good.some(c => c.name === name))).toBe(true)
    expect(survivors(part, [prior, ...hopeless, ...good], { seed: 1 }).map(c => c.name)).toEqual(names)
  })

  it('lets two through without a contest', () => {
    expect(survivors(part, [hopeless[0], hopeless[1]], { seed: 1 })).toEqual([hopeless[0], hopeless[1]])
  })

  it('keeps groups on one side', () => {
    const groups = Int32Array.from({ length: 900 }, (_, i) => Math.floor(i / 30))
    const grouped = wholeOf(sample({ table: part.table, y: part.y, task: part.task, groups }))
    expect(survivors(grouped, [prior, ...hopeless, ...good], { seed: 1 }).map(c => c.name)).toContain('prior')
  })

  it('stops when asked', () => {
    const ctx = { seed: 1, signal: { aborted: true } }
    expect(() => survivors(part, [prior, ...good], ctx)).toThrow(expect.objectContaining({ code: 'aborted' }))
  })

  it('is what a search does above its limit of rows', () => {
    const candidates = [prior, ...hopeless, ...good]
    const halved = tune(part, { candidates, halveAbove: 899 }, { seed: 1 })
    expect(halved.finished).toEqual(survivors(part, candidates, { seed: 1 }).map(c => c.name))
    expect(tune(part, { candidates, halveAbove: 900 }, { seed: 1 }).finished).toHaveLength(10)
  })
  it('is what a search does above 20,000 rows where no limit is named', () => {
    const priors = ['a', 'b', 'c', 'd'].map(name => ({ ...prior, name }))
    const tried = (rows: number) => tune(toyPart('binary', { rows }), { candidates: priors, folds: 2, blend: false }, { seed: 1 }).finished
    expect(tried(20_000)).toHaveLength(4)
    expect(tried(20_001).length).toBeLessThan(4)
  })

  it('is replayed from what finished, without a limit', () => {
    const candidates = [prior, ...hopeless, ...good]
    const halved = tune(part, { candidates, halveAbove: 899 }, { seed: 1 })
    const again = candidates.filter(c => halved.finished.includes(c.name))
    expect(tune(part, { candidates: again, halveAbove: Number.POSITIVE_INFINITY }, { seed: 1 })).toEqual(halved)
  })
})
