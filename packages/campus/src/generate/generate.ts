import { createRandom, deriveSeed, logit, type Random, sigmoid } from '@headway/learn'
import { type Codebook, type Field, fieldOf } from '../codebook/codebook.ts'
import { uci856 } from '../codebook/uci856.ts'
import type { RawTable } from '../dataset.ts'
import { CampusError } from '../errors.ts'
import { type Draw, type Drawn, drawOf, numberCell } from './draw.ts'
import { defaultRelation, drawnRange, type Effect, type Relation } from './relation.ts'
import { uci856Relation } from './uci856-relation.ts'

export interface GenerateOptions {
  readonly rows: number
  readonly seed: number
  /** The column that follows from the others; without it the codebook's target. */
  readonly target?: string
  readonly relation?: Relation
  /** The first student's number; take the next free one to generate students who are not there yet. */
  readonly firstStudent?: number
}

/** What is true of generated rows, so that tests know the answer. */
export interface Truth {
  readonly relation: Relation
  /** Rising cut points on the log-odds scale, one fewer than classes; none for a quantity. */
  readonly cuts: readonly number[]
  readonly classes: readonly string[] // code values of the target; none for a quantity
  /** [rows, classes] P(class | all other columns): no forecast has a lower expected log loss. */
  readonly probabilities: Float64Array
  /** [rows] sum of effects. */
  readonly eta: Float64Array
}

export interface Generated {
  readonly raw: RawTable
  readonly truth: Truth
}

/**
 * Synthetic students in a codebook's schema. Columns are drawn independently of each other; the target follows from some of them
 * by a relation that depends on the codebook alone, so that every seed gives students of the same world:
 *
 *   eta = sum of effects,   P(class ≤ k) = sigmoid(cut_k − eta)
 *
 * and for a quantity: middle + spread × (eta + noise) / 4, noise logistic, kept within its limits. The cut points make the classes
 * about as frequent as the relation's shares. For UCI 856 the relation is `uci856Relation`, otherwise `defaultRelation`.
 *
 * Same seed, same rows; more rows begin with the same ones. Students are called SYN000001 and so on, which no real one may be.
 * No cell is empty. O(rows).
 *
 * @throws CampusError `bad_question` (no target), `unknown_column` (the relation names one that is not there), `out_of_range` (rows)
 * @example generate(uci856, { rows: 1000, seed: 1 }).truth.probabilities // [1000, 8]
 */
export function generate(codebook: Codebook, options: GenerateOptions): Generated {
  const { rows } = options
  const world = worldOf(codebook, options)
  const k = world.classes.length
  const columns = codebook.fields.map(() => new Array<string>(rows))
  const probabilities = new Float64Array(rows * k)
  const eta = new Float64Array(rows)
  let row = 0
  for (const drawn of draws(world, options)) {
    for (let j = 0; j < columns.length; j++) columns[j]![row] = drawn.cells[j]!
    eta[row] = drawn.eta
    for (let c = 0; c < k; c++) probabilities[row * k + c] = probabilityOf(world.cuts, drawn.eta, c)
    row++
  }
  const lines = Int32Array.from({ length: rows }, (_, i) => i + 2)
  return {
    raw: { file: `${codebook.name}-synthetic.csv`, names: codebook.fields.map(f => f.name), columns, lines },
    truth: { relation: world.relation, cuts: world.cuts, classes: world.classes, probabilities, eta },
  }
}

/** The same rows one by one, in codebook order: memory does not grow with their number. */
export function* generateRows(codebook: Codebook, options: GenerateOptions): Generator<readonly string[]> {
  for (const { cells } of draws(worldOf(codebook, options), options)) yield cells
}

interface World {
  readonly relation: Relation
  readonly target: Field
  readonly targetAt: number
  readonly draw: readonly Draw[]
  readonly effects: readonly { readonly at: number; readonly effect: Effect }[]
  readonly cuts: readonly number[]
  readonly classes: readonly string[]
}

const REHEARSALS = 4096

function worldOf(codebook: Codebook, { rows, target, relation: given, firstStudent = 1 }: GenerateOptions): World {
  if (!Number.isInteger(rows) || rows < 0) throw new CampusError('out_of_range', `rows must be a whole number from 0, got ${rows}.`)
  const builtIn = codebook.name === uci856.name && (target ?? uci856Relation.target) === uci856Relation.target
  const relation = given ?? (builtIn ? uci856Relation : defaultRelation(codebook, target))
  const { fields } = codebook
  const placeOf = (name: string) => fields.indexOf(fieldOf(codebook, name))
  const targetAt = placeOf(relation.target)
  const field = fields[targetAt]!
  const weights = relation.weights ?? {}
  const world: World = {
    relation,
    target: field,
    targetAt,
    draw: fields.map(f => drawOf(f, Object.hasOwn(weights, f.name) ? weights[f.name] : undefined, firstStudent)),
    effects: relation.effects.map(effect => ({ at: placeOf(effect.column), effect })),
    cuts: [],
    classes: 'codes' in field.scale ? field.scale.codes.map(c => c.value) : [],
  }
  return world.classes.length === 0 ? world : { ...world, cuts: cutPoints(world) }
}

/** Quantiles of eta + noise over rehearsed rows, whose seed does not depend on the caller's. */
function cutPoints(world: World): number[] {
  const random = createRandom(deriveSeed(856, 'cuts', world.relation.target))
  const values = Array.from({ length: REHEARSALS }, (_, row) => etaOf(world, drawAll(world, random, row)) + noise(random)).sort(
    (a, b) => a - b,
  )
  const shares = world.relation.shares ?? world.classes.map(() => 1)
  const total = shares.reduce((sum, share) => sum + share, 0)
  let below = 0
  return world.classes.slice(1).map((_, c) => {
    below += shares[c]! / total
    return values[Math.min(REHEARSALS - 1, Math.floor(below * REHEARSALS))]!
  })
}

function* draws(world: World, { rows, seed }: GenerateOptions): Generator<{ readonly cells: readonly string[]; readonly eta: number }> {
  const random = createRandom(deriveSeed(seed, 'generate'))
  for (let row = 0; row < rows; row++) {
    const drawn = drawAll(world, random, row)
    const eta = etaOf(world, drawn)
    const cells = drawn.map(d => d.text)
    cells[world.targetAt] = outcome(world, eta, random)
    yield { cells, eta }
  }
}

function drawAll({ draw }: World, random: Random, row: number): Drawn[] {
  return draw.map(one => one(random, row))
}

function etaOf({ effects }: World, drawn: readonly Drawn[]): number {
  let eta = 0
  for (const { at, effect } of effects) {
    const { place } = drawn[at]!
    eta += effect.kind === 'codes' ? (effect.byCode[place] ?? 0) : (place - effect.centre) * effect.perUnit
  }
  return eta
}

function outcome({ target: { scale }, classes, cuts }: World, eta: number, random: Random): string {
  const value = eta + noise(random)
  if (scale.kind === 'quantity') {
    const [low, high] = drawnRange(scale)
    return numberCell((low + high) / 2 + ((high - low) / 2) * (value / 4), scale).text
  }
  const at = cuts.findIndex(cut => value <= cut)
  return classes[at < 0 ? classes.length - 1 : at]!
}

function probabilityOf(cuts: readonly number[], eta: number, c: number): number {
  const below = c === 0 ? 0 : sigmoid(cuts[c - 1]! - eta)
  const upTo = c === cuts.length ? 1 : sigmoid(cuts[c]! - eta)
  return upTo - below
}

/** Standard logistic: the logit of a uniform draw strictly between 0 and 1. */
function noise(random: Random): number {
  return logit((random.int(0x1_0000_0000) + 0.5) / 0x1_0000_0000)
}
