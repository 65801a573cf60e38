import { PIECE_TABLE_BYTES, type PieceQueue } from '../../kernel/pieces.ts'
import { bytesFor, type Workspace } from '../../kernel/workspace.ts'
import { gradientBytes, gradientsIn } from '../boosting/objectives/in-kernel.ts'

import type { Bag, ScoredPart, Term } from './boost-terms.ts'
import { kernelLoopBytes } from './kernel-loops.ts'
import type { ReadyTerm } from './loops.ts'
import { lossIn } from './loss-in.ts'

/** One bag at work. What the loops see lies in the workspace. */
export interface Run {
  readonly rows: Int32Array
  readonly rowsOutside: Int32Array
  readonly outputs: readonly RunOutput[]
  readonly counts: readonly Float64Array[] // [terms][cells] rows inside
  readonly curves: Float64Array[] // [terms][outputs, cells]
  takeGradients(): void
  moveThresholds(): void
  lossOutside(): number
  bar: number // the largest gain of the round before
  /** What belongs to one round: curves, scores, thresholds; and as they were after the best. */
  readonly state: readonly Float64Array[]
  readonly kept: readonly Float64Array[]
  readonly bag: Bag
}

export interface RunOutput {
  readonly gh: Float64Array // [m, 2]
  readonly inside: Float64Array // scores
  readonly outside: Float64Array
  readonly hadStep: Uint8Array // [terms] in the last round
}

export function startRun(bag: Bag, terms: readonly ReadyTerm[], workspace: Workspace, queue: PieceQueue | undefined): Run {
  const { kind } = bag
  const { objective } = bag.inside
  const inside = placed(bag.inside, workspace)
  const outside = placed(bag.outside, workspace)
  const gh = workspace.f64(2 * inside.scores.length)
  const gradients = gradientsIn(workspace, queue, kind, inside.labels, objective)
  const loss = lossIn(workspace, kind, outside.labels, bag.outside.objective)
  const [m, n] = [inside.rows.length, outside.rows.length]
  const curves = terms.map(({ cells }) => new Float64Array(objective.outputs * cells))
  const thresholds = [bag.inside, bag.outside].flatMap(({ objective }) => objective.thresholds ?? [])
  const state = [...curves, inside.scores, outside.scores, ...thresholds]
  return {
    bag,
    rows: inside.rows,
    rowsOutside: outside.rows,
    outputs: Array.from({ length: objective.outputs }, (_, o) => ({
      gh: gh.subarray(2 * o * m, 2 * (o + 1) * m),
      inside: inside.scores.subarray(o * m, (o + 1) * m),
      outside: outside.scores.subarray(o * n, (o + 1) * n),
      hadStep: new Uint8Array(terms.length),
    })),
    counts: terms.map(term => rowsByCell(term, inside.rows, workspace)),
    curves,
    takeGradients: () => gradients(inside.scores, gh),
    moveThresholds() {
      objective.moveThresholds?.(inside.scores)
      if (objective.thresholds) bag.outside.objective.thresholds?.set(objective.thresholds)
    },
    lossOutside: () => loss(outside.scores),
    bar: 0,
    state,
    kept: state.map(values => values.slice()),
  }
}

export function keep({ state, kept }: Run): void {
  state.forEach((values, at) => {
    kept[at].set(values)
  })
}

/** Brings back what was kept, and hands the scores to the bag. */
export function restore({ state, kept, bag, curves }: Run): void {
  state.forEach((values, at) => {
    values.set(kept[at])
  })
  bag.inside.scores.set(kept[curves.length])
  bag.outside.scores.set(kept[curves.length + 1])
}

export function mostCells(terms: readonly Term[]): number {
  return terms.reduce((most, { cells }) => Math.max(most, cells), 0)
}

/** Bytes of all that `boostTerms` takes from its workspace. */
export function runBytes(bags: readonly Bag[], terms: readonly Term[]): number {
  const ofTerms = sum(terms, ({ cells, cellOf, inKernel }) => bytesFor(cellOf.byteLength, 1) + bytesFor(cells, 8) + (inKernel?.bytes ?? 0))
  const ofBags = sum(bags, ({ inside, outside }) => partBytes(inside) + partBytes(outside) + bytesFor(2 * inside.scores.length, 8))
  const counts = bags.length * sum(terms, ({ cells }) => bytesFor(cells, 8))
  const gradients = sum(bags, ({ inside }) => gradientBytes(inside.rows.length, inside.labels.k))
  const sums = 4 * bytesFor(2 * mostCells(terms), 8)
  return ofTerms + ofBags + counts + gradients + sums + kernelLoopBytes(terms.length) + PIECE_TABLE_BYTES
}

function partBytes({ rows, scores }: ScoredPart): number {
  return bytesFor(rows.length, 4) + 2 * bytesFor(rows.length, 8) + bytesFor(scores.length, 8)
}

/** The part's arrays, in the workspace. */
function placed({ rows, labels, scores }: ScoredPart, workspace: Workspace): Omit<ScoredPart, 'objective'> {
  const place = (values: Float64Array) => {
    const held = workspace.f64(values.length)
    held.set(values)
    return held
  }
  const held = workspace.i32(rows.length)
  held.set(rows)
  return { rows: held, labels: { ...labels, y: place(labels.y), weights: place(labels.weights) }, scores: place(scores) }
}

function rowsByCell({ cells, cellOf }: ReadyTerm, rows: Int32Array, workspace: Workspace): Float64Array {
  const counts = workspace.f64(cells)
  for (const row of rows) counts[cellOf[row]]++
  return counts
}

function sum<T>(of: readonly T[], bytes: (one: T) => number): number {
  return of.reduce((total, one) => total + bytes(one), 0)
}
