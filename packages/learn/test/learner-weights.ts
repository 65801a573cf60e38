import { expect } from 'vitest'
import type { Learner } from '../src/learner.ts'
import { createRandom } from '../src/random.ts'
import { wholeOf } from '../src/resample/split.ts'
import { sample, type TrainingPart } from '../src/sample.ts'
import { type Table, takeRows } from '../src/table.ts'
import type { TaskKind } from '../src/task.ts'
import { fit } from './learner-checks.ts'
import { toyPart } from './learner-data.ts'
import { furthest } from './learner-expect.ts'

/** Least rows that mean nothing: they count rows, not weight. */
const byWeight = { minRows: 1, minCategoryRows: 1 }

interface Exactly {
  readonly params: object
  readonly rows?: number
  /** What keeps other params from it, and how far forecasts then lie apart at most (root mean square over rows, of means over 4 seeds). */
  readonly otherwise?: { readonly because: string; readonly within: number }
}

/**
 * Params under which a row of weight w is a row given w times, to 1e-9. Copies of a row share a group, so that whoever keeps rows
 * back keeps all of them back. Leaves are large: in small ones columns often part the rows alike, and rounding says which is taken.
 */
const exactWith: Readonly<Record<string, Exactly>> = {
  additive: { params: { minRows: 1, rounds: 100 }, otherwise: { because: 'minRows counts rows', within: 0.06 } },
  baseline: { params: {} },
  boosting: {
    params: { ...byWeight, minHessian: 2 },
    otherwise: { because: 'minRows and minCategoryRows count rows, and rowShare draws a row with its whole weight', within: 0.3 },
  },
  forest: {
    params: { bootstrap: false, columnShare: 1, trees: 2, maxDepth: 3, ...byWeight, smoothing: 0, categorySmoothing: 0 },
    otherwise: {
      because: 'minRows and minCategoryRows count rows, the bootstrap draws copies one by one, smoothing counts rows of mean weight',
      within: 0.25,
    },
  },
  linear: { params: {} },
  network: {
    params: { members: 1, epochs: 60, batchSize: 1000 },
    rows: 28, // with 30 some are kept back, and the others have another mean weight
    otherwise: { because: 'a batch holds fewer rows than there are, so that an epoch over copies has more steps', within: 0.25 },
  },
  stack: {
    params: {
      members: [
        { steps: [], learner: { kind: 'boosting', params: { ...byWeight, rounds: 25, minHessian: 2 } } },
        { steps: [], learner: { kind: 'additive', params: { minRows: 1, rounds: 30 } } },
      ],
    },
    otherwise: { because: 'impute and standardScale count rows, and so does boosting', within: 0.06 },
  },
}

/**
 * Params of learners that draw at random under which copies and weights give forecasts alike in distribution, copies in one group.
 * Not so with a bootstrap or a rowShare, which draw a row with its whole weight but copies one by one.
 */
const alikeWith: Readonly<Record<string, object>> = {
  additive: { rounds: 40, bags: 2, minRows: 1 },
  boosting: { ...byWeight, rounds: 15, columnShare: 0.4 },
  forest: { trees: 5, splits: 'random', maxDepth: 3, ...byWeight, smoothing: 0 },
  network: { hidden: [6], members: 1, epochs: 40, batchSize: 1000 },
  stack: {
    members: [
      { steps: [], learner: { kind: 'boosting', params: { ...byWeight, rounds: 15, columnShare: 0.4 } } },
      { steps: [], learner: { kind: 'additive', params: { rounds: 40, bags: 2, minRows: 1 } } },
    ],
  },
}

/** What every learner promises of weights. */
export const learnerWeightChecks: Record<string, (learner: Learner, kind: TaskKind) => void> = {
  'hears weights'(learner, kind) {
    const { plain, weighted } = weightedParts(learner, kind)
    const forecasts = [plain, weighted].map(part => learner.predict(fit(learner, part), part.table))
    expect(furthest(forecasts[0], forecasts[1])).toBeGreaterThan(0.01)
  },

  'takes a row of weight w for a row given w times'(learner, kind) {
    const { params, rows } = exactWith[learner.kind]
    for (const messy of [false, learner.takes.categories && learner.takes.missing]) {
      const { plain, weighted, repeated } = weightedParts(learner, kind, { rows, messy })
      // where a node has no missing rows or lacks a level, boosting sends them to the child with more rows
      const asked = messy ? plain.table : toyPart(kind, { rows: 50, seed: 9 }).table
      const [a, b] = [weighted, repeated].map(part => learner.predict(fit(learner, part, params), asked))
      expect(furthest(a, b)).toBeLessThanOrEqual(1e-9)
    }
  },

  'takes weights for about as much as copies where it counts rows'(learner, kind) {
    const { otherwise } = exactWith[learner.kind]
    if (!otherwise) return
    const { plain, weighted, repeated } = weightedParts(learner, kind)
    const [a, b] = [weighted, repeated].map(part => forecastsOver(4, learner, part, {}, plain.table, 7))
    const squares = a[0].map((_, at) => momentsOf(a.map((data, s) => data[at] - b[s][at])).mean).map(off => off * off)
    expect(Math.sqrt(momentsOf([...squares]).mean), otherwise.because).toBeLessThanOrEqual(otherwise.within)
  },

  'takes weights for copies on average over 30 seeds'(learner, kind) {
    const params = alikeWith[learner.kind]
    if (!params) return expect(['baseline', 'linear']).toContain(learner.kind) // they draw nothing
    const { plain, weighted, repeated } = weightedParts(learner, kind)
    const asked = toyPart(kind, { rows: 25, seed: 9, messy: learner.takes.categories && learner.takes.missing }).table
    const [once, heavy, copies] = [plain, weighted, repeated].map((part, p) => forecastsOver(30, learner, part, params, asked, 1000 * p))
    expect(furthestT(heavy, copies)).toBeLessThanOrEqual(MOST_T)
    expect(furthestT(heavy, once)).toBeGreaterThan(MOST_T)
  },
}

/** P(|t| > 5) of 58 degrees of freedom is 5.7e-6: 0.04 % that the largest of 75 numbers exceeds it by chance. */
const MOST_T = 5

/**
 * Toy rows of uneven weights, which leave no two cuts with equal gains; with 2, 3 or 4 times the weight on those of a high target;
 * and with these rows so many times. Copies share a group.
 */
function weightedParts(
  { takes }: Learner,
  kind: TaskKind,
  { rows = 60, messy = takes.categories && takes.missing }: { rows?: number | undefined; messy?: boolean } = {},
) {
  const { table, y, task } = toyPart(kind, { rows, messy })
  const random = createRandom(2)
  const own = y.map(() => 0.5 + random.next())
  const middle = y.toSorted()[rows >> 1]
  const times = y.map((v, i) => (v >= middle ? 2 + (i % 3) : 1))
  const all = Array.from(y.keys())
  const partOf = (taken: readonly number[], weightOf: (i: number) => number) =>
    wholeOf(
      sample({
        table: takeRows(table, taken),
        y: Float64Array.from(taken, i => y[i]),
        task,
        groups: Int32Array.from(taken),
        weights: Float64Array.from(taken, weightOf),
      }),
    )
  return {
    plain: partOf(all, i => own[i]),
    weighted: partOf(all, i => own[i] * times[i]),
    repeated: partOf(
      [0, 1, 2, 3].flatMap(copy => all.filter(i => times[i] > copy)),
      i => own[i],
    ),
  }
}

/** [seeds][n · k] */
function forecastsOver(seeds: number, learner: Learner, part: TrainingPart, params: object, asked: Table, from: number): Float64Array[] {
  return Array.from({ length: seeds }, (_, s) => learner.predict(fit(learner, part, params, { seed: from + s }), asked).data)
}

/** The largest |t| of two samples over all numbers forecast; differences below 1e-9 are rounding. */
function furthestT(a: readonly Float64Array[], b: readonly Float64Array[]): number {
  return a[0].reduce((most, _, at) => {
    const [p, q] = [a, b].map(of => momentsOf(of.map(data => data[at])))
    const off = Math.max(0, Math.abs(p.mean - q.mean) - 1e-9)
    return off === 0 ? most : Math.max(most, off / Math.sqrt((p.variance + q.variance) / a.length))
  }, 0)
}

function momentsOf(values: readonly number[]): { mean: number; variance: number } {
  const mean = values.reduce((sum, v) => sum + v, 0) / values.length
  return { mean, variance: values.reduce((sum, v) => sum + (v - mean) * (v - mean), 0) / (values.length - 1) }
}
