import type { Codebook, Field } from '../codebook/codebook.ts'
import { CampusError } from '../errors.ts'

/** How one column moves the outcome: by its code, or along its number. Columns without an effect have none whatever. */
export type Effect =
  | { readonly kind: 'codes'; readonly column: string; readonly byCode: readonly number[] } // in the codebook's order
  | { readonly kind: 'slope'; readonly column: string; readonly centre: number; readonly perUnit: number }

/**
 * The true relation of generated students, on the log-odds scale:
 *
 *   eta = sum of effects,   P(class ≤ k) = sigmoid(cut_k − eta)   (or, for a quantity: value = middle + spread × (eta + noise))
 */
export interface Relation {
  readonly target: string
  readonly effects: readonly Effect[]
  /** How often each class of the target shall occur, about; the cut points follow from it. Equal where it is absent. */
  readonly shares?: readonly number[]
  /** How often each code is drawn, by column; others are drawn by `defaultWeights`. */
  readonly weights?: Readonly<Record<string, readonly number[]>>
}

/**
 * A relation for a codebook that nobody wrote one for: the course column (two steps between the worst and the best) and up to six
 * indicators, first those named as a simple rule, then actionable ones, then others, none of them protected. Ordered codes rise
 * evenly, other codes alternate, numbers rise along their range.
 *
 * @throws CampusError `bad_question` when no target is given and the codebook has none, or it cannot be forecast
 */
export function defaultRelation({ fields, title }: Codebook, target?: string): Relation {
  const field = target === undefined ? fields.find(f => f.role === 'target') : fields.find(f => f.name === target)
  if (!field)
    throw new CampusError(
      'bad_question',
      `${target ?? 'No column'} is ${target === undefined ? 'called the target in' : 'no column of'} ${title}. Name the column whose values shall follow from the others.`,
    )
  if (field.scale.kind === 'identifier')
    throw new CampusError('bad_question', `${field.name} names rows; it can't be forecast. Choose a column with an outcome.`)
  const free = fields.filter(
    f => f !== field && f.role === 'indicator' && f.scale.kind !== 'identifier' && f.sensitivity === undefined && !f.optional,
  )
  const first = (a: Field) => (a.rule !== undefined ? 0 : a.actionable ? 1 : 2)
  const chosen = free.toSorted((a, b) => first(a) - first(b)).slice(0, 6)
  const course = fields.find(f => f !== field && f.role === 'course' && f.scale.kind === 'nominal')
  return {
    target: field.name,
    effects: [...(course ? [effectOf(course, 2)] : []), ...chosen.map((f, i) => effectOf(f, i === 0 ? 1.6 : 0.8))],
  }
}

/** From −size to size over the column's codes or range. */
function effectOf({ name, scale }: Field, size: number): Effect {
  if (scale.kind === 'quantity') {
    const [low, high] = drawnRange(scale)
    return { kind: 'slope', column: name, centre: (low + high) / 2, perUnit: (2 * size) / (high - low || 1) }
  }
  const n = 'codes' in scale ? scale.codes.length : 0
  const even = Array.from({ length: n }, (_, i) => (n === 1 ? 0 : size * ((2 * i) / (n - 1) - 1)))
  const alternating = even.map((_, i) => even[i % 2 === 0 ? i / 2 : n - 1 - (i - 1) / 2]!)
  return { kind: 'codes', column: name, byCode: scale.kind === 'ordinal' ? even : alternating }
}

/** Where generated numbers lie: between the codebook's limits; 20 wide where it gives one or none. */
export function drawnRange(scale: { readonly minimum?: number; readonly maximum?: number }): readonly [number, number] {
  const low = scale.minimum ?? (scale.maximum === undefined ? 0 : scale.maximum - 20)
  return [low, scale.maximum ?? low + 20]
}
