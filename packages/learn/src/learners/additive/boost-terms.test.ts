import { describe, expect, it } from 'vitest'
import { createRandom } from '../../random.ts'
import { objectives } from '../boosting/objectives/index.ts'
import { type Bag, boostTerms, type ScoredPart, type Term } from './boost-terms.ts'
import { columnStep } from './column-step.ts'

const n = 60
const random = createRandom(5)
// the first two columns nearly agree, so the order in which they are seen matters
const cellOf = [0, 1, 2].map(() => new Uint8Array(n))
const y = new Float64Array(n)
for (let i = 0; i < n; i++) {
  const x = random.int(6)
  cellOf[0][i] = x
  cellOf[1][i] = random.next() < 0.8 ? x : random.int(6)
  cellOf[2][i] = random.int(6)
  y[i] = x / 2 + cellOf[2][i] / 9 + random.next()
}
const params = { learningRate: 0.3, maxLeaves: 3, minRows: 3, l2: 0.5, categorySmoothing: 0 }
const terms = cellOf.map((of): Term => ({ cells: 7, cellOf: of, findStep: columnStep({ count: 6, ordered: true, direction: 0 }, params) }))

const kind = objectives.regression

function partOf(rows: Int32Array): ScoredPart {
  const own = Float64Array.from(rows, i => y[i])
  const labels = { y: own, weights: own.map(() => 1), k: 1 }
  return { rows, labels, objective: kind.start(labels), scores: new Float64Array(rows.length) }
}

function bagOf(b: number): Bag {
  const all = Int32Array.from({ length: n }, (_, i) => i)
  return { kind, inside: partOf(all.filter(i => i % 5 !== b)), outside: partOf(all.filter(i => i % 5 === b)) }
}

/** The same by recomputing every score and residual before every step: exact for squared errors. */
function slowly(rounds: number, greed: number): { curves: number[][]; loss: number }[] {
  const curves = [0, 1].map(() => terms.map(() => new Array<number>(7).fill(0)))
  const bars = [0, 0]
  const score = (b: number, i: number) => curves[b].reduce((sum, curve, t) => sum + curve[cellOf[t][i]], 0)
  const history = [state()]
  for (let round = 0; round < rounds; round++) {
    for (const b of [0, 1]) {
      let most = 0
      terms.forEach(({ findStep }, t) => {
        const sums = new Float64Array(14)
        const rows = new Float64Array(7)
        for (const i of bagOf(b).inside.rows) {
          sums[2 * cellOf[t][i]] += score(b, i) - y[i]
          sums[2 * cellOf[t][i] + 1] += 1
          rows[cellOf[t][i]] += 1
        }
        const step = new Float64Array(7)
        const gain = findStep(sums, rows, step)
        most = Math.max(most, gain)
        if (gain === 0 || gain < greed * bars[b]) return
        for (const cell of step.keys()) curves[b][t][cell] += step[cell]
      })
      bars[b] = most
    }
    history.push(state())
  }
  return history

  function state() {
    const loss = [0, 1].reduce((sum, b) => [...bagOf(b).outside.rows].reduce((s, i) => s + (score(b, i) - y[i]) ** 2 / 2, sum), 0)
    return { curves: structuredClone(curves.flat()), loss }
  }
}

describe('boosting terms', () => {
  it.each([0, 0.6, 1])('does what its plain definition does, and keeps the best round: greed %d', greed => {
    const rounds = 12
    const found = boostTerms([bagOf(0), bagOf(1)], terms, { rounds, patience: rounds, greed }, { seed: 1 }, 'curves').flat()
    const best = slowly(rounds, greed).reduce((least, at) => (at.loss < least.loss ? at : least))
    best.curves.forEach((curve, t) => {
      curve.forEach((v, cell) => {
        expect(found[t][cell]).toBeCloseTo(v, 9)
      })
    })
  })

  it('stops after `patience` rounds without a gain, and leaves scores as after the best', () => {
    const bags = [bagOf(0), bagOf(1)]
    const seen: number[] = []
    const curves = boostTerms(bags, terms, { rounds: 500, patience: 4, greed: 0 }, { seed: 1, progress: p => seen.push(p.done) }, 'curves')
    const losses = slowly(seen.length, 0).map(at => at.loss)
    expect(losses.indexOf(Math.min(...losses))).toBe(seen.length - 4)
    for (const [b, { inside, outside }] of bags.entries())
      for (const { rows, scores } of [inside, outside])
        rows.forEach((i, at) => {
          expect(scores[at]).toBeCloseTo(
            curves[b].reduce((sum, curve, t) => sum + curve[cellOf[t][i]], 0),
            9,
          )
        })
  })

  it('keeps curves of 0 when no round is better than none', () => {
    const { inside, outside } = bagOf(0)
    const bags = [{ kind: { ...kind, loss: () => 1 }, inside, outside }]
    const [curves] = boostTerms(bags, terms, { rounds: 20, patience: 3, greed: 0 }, { seed: 1 }, 'curves')
    expect(curves.every(curve => curve.every(v => v === 0))).toBe(true)
    expect(bags[0].inside.scores.every(v => v === 0)).toBe(true)
  })

  it('judges left-out rows by the thresholds that the others moved', () => {
    const labels = { y: y.map(v => Math.min(2, Math.floor(v))), weights: y.map(() => 1), k: 3 }
    let falling = 0
    const part = (): ScoredPart => {
      const objective = objectives.ordinal.start(labels)
      return { rows: Int32Array.from(y.keys()), objective, labels, scores: new Float64Array(n) }
    }
    const [inside, outside] = [part(), part()]
    const before = [...outside.objective.thresholds!]
    boostTerms(
      [{ kind: { ...objectives.ordinal, loss: () => falling-- }, inside, outside }],
      terms,
      { rounds: 10, patience: 10, greed: 0 },
      { seed: 1 },
      'curves',
    )
    expect(outside.objective.thresholds).toEqual(inside.objective.thresholds)
    expect([...outside.objective.thresholds!]).not.toEqual(before)
  })
})
