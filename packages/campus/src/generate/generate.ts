import { createRandom, deriveSeed, sigmoid } from '@headway/learn'
import type { Codebook, Field } from '../codebook/codebook.ts'
import type { RawTable } from '../dataset.ts'
import { bell, type DrawnColumn, drawColumn } from './draw-column.ts'
import { type Effect, effectsOf, targetOf } from './relation.ts'
import { sharesFor, thresholdsFor } from './thresholds.ts'

export interface GenerateOptions {
  readonly rows: number
  readonly seed: number
  /** The column to make an outcome; absent: the one with the role target. */
  readonly target?: string
}

/** What the rows were made from: a model can be held against it. */
export type Truth =
  | {
      readonly kind: 'classes'
      readonly target: string
      readonly effects: readonly Effect[]
      /** P(class ≤ c) = sigmoid(thresholds[c] − score), classes in codebook order. */
      readonly thresholds: readonly number[]
      /** [rows][classes] the true probabilities of each row. */
      readonly probabilities: readonly (readonly number[])[]
    }
  | {
      readonly kind: 'quantity'
      readonly target: string
      readonly effects: readonly Effect[]
      readonly means: readonly number[]
      readonly noise: number
    }

export interface Generated {
  readonly raw: RawTable
  readonly truth: Truth
}

/**
 * Synthetic students in a codebook's schema, one row each, with a stated true relation:
 *
 *   score = Σ effects of the row's codes (course and a few indicators),  P(class ≤ c) = sigmoid(θ_c − score)
 *
 * Columns are drawn independently; all that have no effect are noise, protected ones among them. A quantity as outcome is the middle
 * of its range + a tenth of the range × (score + normal noise). Student ids begin with SYN: synthetic rows are always marked.
 * Time and memory grow with rows × columns.
 *
 * @throws CampusError `bad_codebook` when no column can be the outcome
 * @example generate(uci856, { rows: 3, seed: 1 }).raw.columns[0] // ['SYN000001', 'SYN000002', 'SYN000003']
 */
export function generate(codebook: Codebook, { rows, seed, target: name }: GenerateOptions): Generated {
  const target = targetOf(codebook, name)
  const effects = effectsOf(codebook, target.name, seed)
  const drawn = new Map(codebook.fields.filter(f => f !== target).map(field => [field.name, drawColumn(field, rows, seed)]))
  const scores = scoresOf(codebook, effects, drawn, rows)
  const random = createRandom(deriveSeed(seed, 'outcome'))
  const outcome =
    'codes' in target.scale ? classes(target, effects, scores, random.next) : quantity(target, effects, scores, () => bell(random))
  return {
    raw: {
      file: `synthetic students (seed ${seed})`,
      names: codebook.fields.map(f => f.name),
      columns: codebook.fields.map(f => drawn.get(f.name)?.cells ?? outcome.cells),
      lines: Int32Array.from({ length: rows }, (_, i) => i + 2),
    },
    truth: outcome.truth,
  }
}

interface Outcome {
  readonly cells: string[]
  readonly truth: Truth
}

function classes({ name, scale }: Field, effects: readonly Effect[], scores: Float64Array, uniform: () => number): Outcome {
  const codes = 'codes' in scale ? scale.codes : []
  const thresholds = thresholdsFor(scores.subarray(0, 5000), sharesFor(codes.length))
  const probabilities = Array.from(scores, score => {
    const upTo = [...thresholds.map(t => sigmoid(t - score)), 1]
    return upTo.map((p, c) => p - (upTo[c - 1] ?? 0))
  })
  const cells = probabilities.map(p => codes[drawClass(p, uniform())]!.value)
  return { cells, truth: { kind: 'classes', target: name, effects, thresholds, probabilities } }
}

function quantity({ name, scale }: Field, effects: readonly Effect[], scores: Float64Array, normal: () => number): Outcome {
  const { minimum = 0, maximum = 100, integer = false } = scale.kind === 'quantity' ? scale : {}
  const unit = (maximum - minimum) / 10
  const means = Array.from(scores, score => (minimum + maximum) / 2 + unit * score)
  const cells = means.map(mean => {
    const value = Math.min(maximum, Math.max(minimum, mean + unit * normal()))
    return String(integer ? Math.round(value) : Math.round(value * 100) / 100)
  })
  return { cells, truth: { kind: 'quantity', target: name, effects, means, noise: unit } }
}

function scoresOf(codebook: Codebook, effects: readonly Effect[], drawn: ReadonlyMap<string, DrawnColumn>, rows: number): Float64Array {
  const scores = new Float64Array(rows)
  for (const effect of effects) {
    const { positions } = drawn.get(effect.column)!
    const { scale } = codebook.fields.find(f => f.name === effect.column)!
    const share = 'byCode' in effect && 'codes' in scale ? scale.codes.map(c => effect.byCode[c.value]!) : undefined
    for (let i = 0; i < rows; i++)
      scores[i]! += share ? share[positions[i]!]! : 'perDeviation' in effect ? effect.perDeviation * positions[i]! : 0
  }
  return scores
}

function drawClass(probabilities: readonly number[], u: number): number {
  let sum = 0
  const at = probabilities.findIndex(p => {
    sum += p
    return u < sum
  })
  return at < 0 ? probabilities.length - 1 : at
}
